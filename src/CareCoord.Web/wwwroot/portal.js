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

  // The slash finds a person from anywhere, unless single keys are off or it is typed into something.
  const find = document.querySelector('[data-find]');
  if (find) addEventListener('keydown', event => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || localStorage.getItem('single-keys-off')) return;
    if (event.target.closest?.('input, select, textarea, [contenteditable], [data-keys]')) return;
    event.preventDefault();
    find.click();
  });

  // Whoever is in another zone than the times of the page is asked once whether these should be said in theirs.
  const zone = document.getElementById('zone');
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone && here) {
    const said = zone.dataset.zone;
    const offset = of => new Intl.DateTimeFormat('en', { timeZone: of, timeZoneName: 'longOffset' }).formatToParts().find(part => part.type === 'timeZoneName').value;
    const place = of => of.split('/').pop().replaceAll('_', ' ');
    if (offset(here) !== offset(said) && localStorage.getItem('zone-kept') !== `${here} ${said}`) {
      const ask = zone.content.firstElementChild;
      ask.querySelector('[data-device]').textContent = place(here);
      ask.querySelector('[data-account]').textContent = place(said);
      ask.querySelector('a').href += '?zone=' + encodeURIComponent(here);
      ask.querySelector('button').addEventListener('click', () => { localStorage.setItem('zone-kept', `${here} ${said}`); ask.remove(); });
      zone.after(ask);
    }
  }

  // A page that was opened days ago says on which day it is printed.
  const printed = document.querySelector('[data-printed]');
  if (printed) addEventListener('beforeprint', () => {
    printed.textContent = new Date().toLocaleDateString(document.documentElement.lang.replace(/^en.*/, 'en-GB'), { dateStyle: 'long' });
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
  // An answer that leads elsewhere leads to the sign-in page.
  const ask = (address, then, lost, method = 'GET') => fetch(address, { method, redirect: 'manual', cache: 'no-store' })
    .then(answer => answer.type === 'opaqueredirect' ? leave() : answer.ok ? answer.json().then(then) : lost?.(), () => lost?.());
  const read = () => ask('/live/unread', show);

  // The sign-in has ended, or another hat is worn: nothing of the page stays. A form that was just sent leads away by itself.
  let sent = 0;
  document.addEventListener('submit', () => { sent = Date.now(); });
  const leave = to => {
    if (Date.now() - sent < 3000) setTimeout(leave, 3000, to);
    else if (document.dispatchEvent(new Event('leave', { cancelable: true }))) location.replace(to || location.pathname + location.search);
  };

  // A sign-in ends when nobody does anything, and after half a day in any case. Two minutes before, the page says so, and one can stay.
  // Whatever somebody does in any page counts; the server says what is left, since there may be other pages.
  const ends = document.createElement('section');
  const aloud = document.createElement('p');
  let idleAt = 0, lastAt = 0, heardAt = 0, told = Date.now(), timer = 0, back = null;
  const kept = document.querySelector('form[data-keep]') ? 'What you wrote here is kept for you in this tab.' : 'What is not sent would be lost.';
  const words = ms => {
    const [minutes, seconds] = [Math.floor(ms / 60000), Math.floor(ms / 1000) % 60];
    return [minutes && `${minutes} minute${minutes > 1 ? 's' : ''}`, (seconds || !minutes) && `${seconds} second${seconds === 1 ? '' : 's'}`].filter(Boolean).join(' ');
  };
  const took = left => {
    [heardAt, idleAt, lastAt] = [Date.now(), Date.now() + left.idle * 1000, Date.now() + left.longest * 1000];
    tick();
  };
  const check = () => ask('/live/session', took, () => { timer = setTimeout(check, 5000); });
  const stay = () => {
    told = Date.now();
    ask('/live/stay', took, null, 'POST');
  };
  const tick = () => {
    clearTimeout(timer);
    const left = Math.min(idleAt, lastAt) - Date.now();
    if (left > 120500) {
      if (!ends.hidden) {
        aloud.textContent = 'You stay signed in.';
        if (ends.contains(document.activeElement)) back?.focus();
        ends.hidden = true;
      }

      timer = setTimeout(check, left - 120000);
      return;
    }

    const isLast = lastAt <= idleAt;
    ends.firstChild.textContent = isLast
      ? `Your sign-in ends in ${words(Math.max(0, left))}, as each does after 12 hours. Send what you are writing, then sign in again.`
      : `You will be signed out in ${words(Math.max(0, left))}, because nothing was done for a while. ${kept}`;
    ends.children[1].hidden = isLast;
    if (ends.hidden) [aloud.textContent, told] = [ends.firstChild.textContent, 0];
    ends.hidden = false;
    timer = setTimeout(left <= 0 || Date.now() - heardAt > 5000 ? check : tick, 1000);
  };
  const there = event => {
    if (Date.now() - told < (ends.hidden ? 60000 : 1000)) return;
    // On the way to the button nothing is decided yet.
    if (!ends.hidden && event.type !== 'there' && (event.type === 'pointermove' || event.key === 'Tab' || ends.contains(event.target))) return;
    stay();
  };
  const button = (name, kind, act) => {
    const one = Object.assign(document.createElement('button'), { type: 'button', className: 'btn ' + kind, textContent: name });
    one.addEventListener('click', act);
    return one;
  };
  Object.assign(ends, { id: 'ends', className: 'ribbon', hidden: true });
  ends.setAttribute('aria-label', 'Your sign-in');
  ends.append(document.createElement('p'), button('Stay signed in', 'primary', stay),
    button('Sign out', 'quiet', () => {
      sent = Date.now();
      fetch('/live/sign-out', { method: 'POST' }).then(() => location.replace('/sign-in?signed-out=yes'));
    }));
  ends.addEventListener('focusin', event => { if (event.relatedTarget && !ends.contains(event.relatedTarget)) back = event.relatedTarget; });
  aloud.className = 'unseen';
  aloud.setAttribute('role', 'status');
  document.querySelector('.skip').after(ends, aloud);
  for (const kind of ['keydown', 'pointerdown', 'pointermove', 'wheel', 'touchmove', 'there']) addEventListener(kind, there, { capture: true, passive: true });

  const listen = () => {
    if (source && source.readyState !== EventSource.CLOSED) return;
    source = new EventSource('/live/notifications' + (marks.length ? asked : ''));
    for (const kind of ['ended', 'narrowed']) source.addEventListener(kind, event => clear(event.data, kind));
    source.addEventListener('gone', event => leave(event.data));
    source.addEventListener('left', event => took(JSON.parse(event.data)));
    source.addEventListener('unread', event => show(Number(event.data)));
  };
  const look = () => {
    if (document.visibilityState === 'visible') {
      listen();
      read();
      if (Date.now() - heardAt > 3000) check();
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
  setTimeout(() => {
    if (heard || document.visibilityState !== 'visible') return;
    read();
    check();
  }, 2000);
})();
