// The little that static pages need: say when the device is offline, and when the live parts do not come alive.
(() => {
  const ribbon = document.getElementById('offline');
  const show = () => { if (ribbon) ribbon.hidden = navigator.onLine; };
  addEventListener('online', show);
  addEventListener('offline', show);
  show();

  // A page with live parts that stay dead (a blocked or lost connection) says so; it can be read all the same.
  const lost = document.getElementById('components-reconnect-modal');
  if (lost) setTimeout(() => { if (!document.querySelector('[data-live=yes]')) lost.classList.add('components-reconnect-failed'); }, 6000);

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
  let first = null;
  let source = null;

  const show = count => {
    const words = count > 99 ? '99+' : String(count);
    first ??= count;
    bell.hidden = count === 0;
    bell.replaceChildren(words, Object.assign(document.createElement('span'), { className: 'unseen', textContent: ' not read' }));
    document.title = count === 0 ? title : `(${words}) ${title}`;
    if (newer && count > first) newer.hidden = false;
    // Said aloud only when there is more than on the last page.
    if (count > Number(sessionStorage.getItem('unread') ?? count)) said.textContent = `What is new: ${words} not read`;
    sessionStorage.setItem('unread', count);
  };
  const read = () => fetch('/news/unread', { redirect: 'error', cache: 'no-store' })
    .then(answer => answer.ok ? answer.json() : Promise.reject(new Error())).then(show, () => { });
  const listen = () => {
    if (source && source.readyState !== EventSource.CLOSED) return;
    source = new EventSource('/news');
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
  addEventListener('pageshow', event => { if (event.persisted) look(); });
  addEventListener('pagehide', () => source?.close());
  if (document.visibilityState === 'visible') listen();
  setTimeout(() => { if (first === null && document.visibilityState === 'visible') read(); }, 2000);
})();
