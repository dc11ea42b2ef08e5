// The task desk's part in the browser: keys, focus that is never lost, the address, and drafts that outlive a lost connection.
// It clicks what can be clicked and asks the desk for the rest; every path is also there by Tab and Enter.
const off = 'single-keys-off';
let root, desk, account, stops;
let last = null, row = -1, pause = 0, looked = 0;

export function start(element, circuit, who) {
  stops?.abort();
  stops = new AbortController();
  [root, desk, account] = [element, circuit, who];
  const on = (target, type, act) => target.addEventListener(type, act, { signal: stops.signal });
  on(document, 'keydown', pressed);
  on(root, 'focusin', remember);
  on(document, 'pointerdown', () => { last = null; });
  on(root, 'input', keep);
  on(root, 'submit', tooLarge);
  on(window, 'focus', look);
  on(document, 'visibilitychange', () => { if (document.visibilityState === 'visible') look(); });
  // A link that is to open elsewhere does so: the desk does not take the click.
  on(window, 'click', e => { if ((e.ctrlKey || e.metaKey || e.shiftKey) && e.target.closest?.('.desk a')) e.stopImmediatePropagation(); });
  on(root, 'click', e => { if (e.target.closest('[data-show-keys]')) dialog().showModal(); });
  const single = root.querySelector('[data-single-keys]');
  single.checked = localStorage.getItem(off) !== 'yes';
  on(single, 'change', () => { if (single.checked) localStorage.removeItem(off); else localStorage.setItem(off, 'yes'); });
  const watch = new MutationObserver(changed);
  watch.observe(root, { childList: true, subtree: true });
  stops.signal.addEventListener('abort', () => watch.disconnect());
  changed();
  root.dataset.keys = 'on';
}

export const address = href => history.replaceState(history.state, '', href);

export function focus(what) {
  const [kind, id] = what.split(' ');
  const target = kind === 'row' ? rows().find(one => one.dataset.task === id)?.querySelector('a.open')
    : kind === 'form' ? root.querySelector('.act-form select, .act-form textarea')
    : kind === 'wrong' ? root.querySelector('.act-form [aria-invalid=true]')
    : kind === 'problem' ? root.querySelector('[data-problem]')
    : root.querySelector('[data-panel-title]');
  (target ?? links()[Math.min(Math.max(row, 0), links().length - 1)])?.focus();
}

export const draft = task => JSON.parse(sessionStorage.getItem(name(task)));
export const forget = task => sessionStorage.removeItem(name(task));

const name = task => `task-draft.${account}.${task}`;
const dialog = () => root.querySelector('#keys');
const rows = () => [...root.querySelectorAll('tr[data-task]')];
const links = () => [...root.querySelectorAll('tr[data-task] a.open')];

function keep(e) {
  const form = e.target.closest('form[data-draft]');
  if (form)
    sessionStorage.setItem(name(form.dataset.draft), JSON.stringify({ action: form.dataset.action, words: form.elements.words?.value, whom: form.elements.whom?.value }));
}

function tooLarge(e) {
  const form = e.target.closest('.attach');
  if (!form) return;
  const file = form.elements.file;
  const large = file.files[0]?.size > Number(form.dataset.most);
  file.setCustomValidity(large ? form.dataset.tooLarge : '');
  if (large) {
    e.preventDefault();
    file.reportValidity();
    file.addEventListener('change', () => file.setCustomValidity(''), { once: true });
  }
}

function look() {
  if (Date.now() - looked < 1000) return;
  looked = Date.now();
  desk.invokeMethodAsync('Look');
}

function remember(e) {
  last = e.target;
  const at = rows().findIndex(one => one.contains(last));
  if (at >= 0) row = at;
  rove();
}

// One row at a time is a stop of the Tab key; where the focused element went away, its neighbour takes the focus.
function changed() {
  rove();
  if (!last || document.activeElement !== document.body || document.querySelector('dialog[open]')) return;
  if (last.isConnected) last.focus();
  else (root.querySelector('.act-form textarea') ?? (root.querySelector('.panel') && !last.matches('tr *') ? root.querySelector('[data-panel-title]') : null)
    ?? links()[Math.min(row, links().length - 1)] ?? root.querySelector('.rail [aria-current]'))?.focus();
}

function rove() {
  const all = rows();
  const stop = Math.min(Math.max(row, 0), all.length - 1);
  all.forEach((one, at) => one.querySelectorAll('a, input').forEach(part => { part.tabIndex = at === stop ? 0 : -1; }));
}

function go(to) {
  const all = links();
  if (all.length === 0) return;
  const link = all[Math.min(Math.max(to, 0), all.length - 1)];
  link.focus();
  link.scrollIntoView({ block: 'nearest' });
  if (root.querySelector('.panel')) {
    clearTimeout(pause);
    pause = setTimeout(() => desk.invokeMethodAsync('Follow', link.closest('tr').dataset.task), 200);
  }
}

function pressed(e) {
  if (e.defaultPrevented || e.isComposing || e.ctrlKey || e.metaKey || e.altKey || document.querySelector('dialog[open]')) return;
  if (e.key === 'Escape') {
    if (root.querySelector('.panel, .bulk')) desk.invokeMethodAsync('Escape');
    return;
  }

  const inRow = e.target.closest?.('tr[data-task]');
  const move = { ArrowDown: row + 1, ArrowUp: row - 1, Home: 0, End: rows().length - 1 }[e.key];
  if (inRow && move !== undefined) {
    e.preventDefault();
    go(move);
    return;
  }

  if (localStorage.getItem(off) === 'yes' || e.target.closest?.('input:not([type=checkbox]), textarea, select, [contenteditable]')) return;
  if (act(e.key, inRow)) e.preventDefault();
}

function act(key, inRow) {
  const current = inRow ?? (root.querySelector('.panel') ? root.querySelector('tr.is-open') : rows()[row]);
  if (key === 'j') go(row + 1);
  else if (key === 'k') go(row - 1);
  else if (key === 'x') current?.querySelector('input').click();
  else if (key === '/') root.querySelector('[data-filter]')?.focus();
  else if (key === '?') dialog().showModal();
  else if (key === 'r') desk.invokeMethodAsync('Look');
  else if (key >= '1' && key <= '7') root.querySelectorAll('[data-list]')[key - 1]?.click();
  else if ('adswchn'.includes(key)) desk.invokeMethodAsync('Key', key, root.querySelector('.panel') && !inRow ? null : current?.dataset.task ?? null);
  else return false;
  return true;
}
