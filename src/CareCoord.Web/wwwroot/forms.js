// What is typed in a form is kept in this tab until it has arrived: over a reload, Back, a refusal and a sign-in that ended by itself. It is
// offered on that very page, to the same person alone, and goes with an explicit sign-out.
(() => {
  const prefix = 'kept.';
  const longest = 12 * 60 * 60 * 1000;
  const whose = document.body.dataset.whose;
  const all = () => Object.keys(sessionStorage).filter(name => name.startsWith(prefix));
  const read = name => JSON.parse(sessionStorage.getItem(name) ?? 'null');
  const write = (name, kept) => {
    // A tab that holds no more keeps what it has; the form itself is not disturbed.
    try { sessionStorage.setItem(name, JSON.stringify(kept)); } catch { sessionStorage.removeItem(name); }
  };
  const forget = name => sessionStorage.removeItem(name);
  const forgetAll = () => all().forEach(forget);

  // An explicit sign-out, here or elsewhere, leaves nothing; a time-out leaves it for the same person.
  document.addEventListener('submit', event => { if (event.target.matches('form[action="/sign-out"]')) forgetAll(); });
  if (!whose && new URLSearchParams(location.search).has('signed-out')) forgetAll();

  // What was sent has arrived, unless this page says otherwise or somebody came back to it.
  const unsent = document.querySelector('[data-unsent]') || performance.getEntriesByType('navigation')[0]?.type !== 'navigate';
  for (const name of all()) {
    const kept = read(name);
    if ((whose && kept.whose !== whose) || Date.now() - kept.at > longest || (kept.sent && !unsent)) forget(name);
    else if (kept.sent) write(name, { ...kept, sent: false });
  }

  const isKept = field => field.name && !field.name.startsWith('_') && !['hidden', 'submit', 'password', 'file'].includes(field.type);
  const isPick = field => field.type === 'radio' || field.type === 'checkbox';

  for (const form of document.querySelectorAll('form[data-keep]')) {
    const name = prefix + form.dataset.keep + location.pathname + location.search;
    const fields = () => [...form.elements].filter(isKept);
    const typed = () => {
      const values = {};
      for (const field of fields()) {
        values[field.name] ??= [];
        if (!isPick(field) || field.checked) values[field.name].push(field.value);
      }
      return values;
    };
    const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
    const first = typed();
    const refused = form.querySelector('[data-refused]');
    let timer = 0;
    const keep = more => {
      clearTimeout(timer);
      timer = 0;
      const values = typed();
      if (same(values, first) && !refused) forget(name);
      else write(name, { whose, at: Date.now(), values, ...more });
    };
    const putBack = values => {
      for (const field of fields()) {
        if (isPick(field)) field.checked = (values[field.name] ?? []).includes(field.value);
        else if (values[field.name]) field.value = values[field.name][0];
        field.dispatchEvent(new Event('change', { bubbles: true }));
      }
      keep();
    };

    const kept = read(name);
    if (refused) keep();
    else if (kept?.look) putBack(kept.values);
    else if (kept && !same(kept.values, first)) offer(kept);

    function offer(kept) {
      const at = new Intl.DateTimeFormat(document.documentElement.lang, { hour: 'numeric', minute: '2-digit' }).format(kept.at);
      const note = Object.assign(document.createElement('div'), { className: 'note kept-words' });
      const words = Object.assign(document.createElement('p'), { textContent: `What you wrote here at ${at} was not sent. It is still there.` });
      const button = (kind, text, act) => {
        const one = Object.assign(document.createElement('button'), { type: 'button', className: 'btn ' + kind, textContent: text });
        one.addEventListener('click', () => {
          act();
          note.replaceChildren(words);
        });
        return one;
      };
      const buttons = Object.assign(document.createElement('p'), { className: 'buttons' });
      buttons.append(
        button('primary', 'Put it back', () => {
          putBack(kept.values);
          words.textContent = 'It is back. Look it over, and send it.';
          fields()[0]?.focus();
        }),
        button('', 'Throw it away', () => {
          forget(name);
          words.textContent = 'It is gone.';
          fields()[0]?.focus();
        }));
      note.setAttribute('role', 'status');
      note.append(words, buttons);
      form.prepend(note);
    }

    form.addEventListener('input', () => {
      clearTimeout(timer);
      timer = setTimeout(keep, 300);
    });
    form.addEventListener('change', () => keep());
    // What was typed in the last moment; what was sent, or only looked at, is kept as that already.
    addEventListener('pagehide', () => { if (timer) keep(); });
    form.addEventListener('submit', event => keep(event.submitter?.matches('[data-look]') ? { look: true } : { sent: true }));
  }

  // A form that is on its way is not sent a second time by a second click; who waits in vain may send it again.
  const onTheirWay = new WeakSet();
  document.addEventListener('submit', event => {
    const form = event.target;
    if (form.method !== 'post' || event.defaultPrevented) return;
    if (onTheirWay.has(form)) event.preventDefault();
    else setTimeout(() => onTheirWay.delete(form), 10000);
    onTheirWay.add(form);
  });

  // The link of a fault leads to its field, and of a group to its first.
  document.addEventListener('click', event => {
    const link = event.target.closest?.('.faults a');
    const field = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!field) return;
    event.preventDefault();
    const focused = field.matches('input, select, textarea') ? field : field.querySelector('input, select, textarea');
    (focused ?? field).focus();
    (focused ?? field).scrollIntoView({ block: 'center' });
  });
})();
