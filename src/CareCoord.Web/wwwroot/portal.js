// The little that static pages need: say when the device is offline, and when the live parts do not come alive.
(() => {
  const ribbon = document.getElementById('offline');
  const show = () => { if (ribbon) ribbon.hidden = navigator.onLine; };
  addEventListener('online', show);
  addEventListener('offline', show);
  show();

  // A page with live parts that are dead (a blocked or lost connection) says so for as long as they are; it can be read all the same.
  const lost = document.getElementById('components-reconnect-modal');
  const lives = () => {
    const dead = !document.querySelector('[data-live=yes]');
    lost.classList.toggle('components-reconnect-failed', dead);
    if (dead) setTimeout(lives, 500);
  };
  if (lost) setTimeout(lives, 6000);

  // While the glass is broken, the time left counts down; at its end the page is asked for again, and is no longer there.
  const glass = document.querySelector('[data-glass-seconds]');
  if (glass) {
    const end = Date.now() + glass.dataset.glassSeconds * 1000;
    const said = (many, word) => many ? `${many} ${word}${many === 1 ? '' : 's'} ` : '';
    const count = () => {
      const minutes = Math.ceil((end - Date.now()) / 60000);
      if (minutes <= 0) location.replace(location.pathname + location.search);
      else glass.textContent = said(Math.floor(minutes / 60), 'hour') + said(minutes % 60, 'minute') + 'left';
    };
    setInterval(count, 2000);
    document.addEventListener('visibilitychange', count);
  }

  // What was typed in a form is kept while somebody looks at what it would give, and comes back with the empty form.
  for (const form of document.querySelectorAll('form[data-keep]')) {
    const name = 'kept.' + form.dataset.keep + location.pathname;
    const kept = JSON.parse(sessionStorage.getItem(name) ?? 'null');
    sessionStorage.removeItem(name);
    const fields = [...form.elements].filter(field => field.name && !field.name.startsWith('_') && field.type !== 'hidden' && field.type !== 'submit');
    if (kept && !form.querySelector('.error [class=validation-message], [role=alert]')) {
      for (const field of fields) {
        if (field.type === 'radio' || field.type === 'checkbox') field.checked = (kept[field.name] ?? []).includes(field.value);
        else field.value = (kept[field.name] ?? [''])[0];
      }
    }
    form.addEventListener('submit', event => {
      if (!event.submitter?.name) return;
      const data = new FormData(form);
      sessionStorage.setItem(name, JSON.stringify(Object.fromEntries(fields.map(field => [field.name, data.getAll(field.name)]))));
    });
  }

  // The slash finds a person from anywhere, unless single keys are off or it is typed into something.
  const find = document.querySelector('[data-find]');
  if (find) addEventListener('keydown', event => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || localStorage.getItem('single-keys-off')) return;
    if (event.target.closest?.('input, select, textarea, [contenteditable], [data-keys]')) return;
    event.preventDefault();
    find.click();
  });

  // A button that prints the page stands there where there is a script to do it.
  for (const button of document.querySelectorAll('[data-print]')) {
    button.hidden = false;
    button.addEventListener('click', () => print());
  }

  // In the demonstration, a person of the list fills the form.
  for (const button of document.querySelectorAll('[data-fill-email]')) {
    button.hidden = false;
    button.addEventListener('click', () => {
      document.getElementById('Input.Email').value = button.dataset.fillEmail;
      const password = document.getElementById('Input.Password');
      password.value = button.dataset.fillPassword;
      password.form.querySelector('[type=submit]').focus();
    });
  }
})();

// How much is new: heard while the page is looked at, and read again whenever somebody comes back to it, so that no lost word matters.
(() => {
  const bell = document.getElementById('unread');
  if (!bell) return;
  const title = document.title;
  const said = document.getElementById('unread-said');
  const newer = document.querySelector('[data-newer]');
  const marks = [...document.querySelectorAll('[data-shown]')];
  const asked = marks.length ? '?shows=' + marks.map(mark => mark.dataset.shown).join(',') : '';
  let heard = false;
  let source = null;

  // What the page shows is no longer this person's to see: nothing of it stays, and what to do stands in its place.
  const clear = (patient, kind) => {
    const mark = marks.find(one => one.dataset.shown.startsWith(patient));
    if (!mark) return;
    marks.length = 0;
    const card = Object.assign(document.createElement('section'), { className: 'card message' });
    const way = document.createElement('p');
    way.append(Object.assign(document.createElement('a'), { className: 'btn primary', href: '/', textContent: 'Go to your start page' }));
    card.setAttribute('role', 'alert');
    card.append(Object.assign(document.createElement('h1'), { textContent: 'This page was cleared' }),
      Object.assign(document.createElement('p'), { textContent: mark.dataset[kind] }), way);
    document.getElementById('content').replaceChildren(card);
    document.title = 'This page was cleared · CareCoord';
  };

  const show = count => {
    const words = count > 99 ? '99+' : String(count);
    heard = true;
    bell.hidden = count === 0;
    bell.replaceChildren(words, Object.assign(document.createElement('span'), { className: 'unseen', textContent: ' not read' }));
    document.title = count === 0 ? title : `(${words}) ${title}`;
    // More than the page knew of when it was made.
    if (newer && count > Number(newer.dataset.newer)) newer.hidden = false;
    // Said aloud only when there is more than on the last page.
    if (count > Number(sessionStorage.getItem('unread') ?? count)) said.textContent = `What is new: ${words} not read`;
    sessionStorage.setItem('unread', count);
  };
  const read = () => fetch('/live/unread', { redirect: 'error', cache: 'no-store' })
    .then(answer => answer.ok ? answer.json() : Promise.reject(new Error())).then(show, () => { });
  const listen = () => {
    if (source && source.readyState !== EventSource.CLOSED) return;
    source = new EventSource('/live/notifications' + (marks.length ? asked : ''));
    for (const kind of ['ended', 'narrowed']) source.addEventListener(kind, event => clear(event.data, kind));
    source.addEventListener('unread', event => show(Number(event.data)));
  };
  const look = () => {
    if (document.visibilityState === 'visible') {
      listen();
      read();
    } else {
      source?.close();
    }
  };
  document.addEventListener('visibilitychange', look);
  addEventListener('focus', look);
  addEventListener('pageshow', event => {
    if (!event.persisted) return;
    // A page that comes back from the browser's own memory asks for itself again.
    if (asked) location.reload();
    else look();
  });
  addEventListener('pagehide', () => source?.close());
  if (document.visibilityState === 'visible') listen();
  setTimeout(() => { if (!heard && document.visibilityState === 'visible') read(); }, 2000);
})();
