// A desk's part in the browser: its links and filters without leaving the page, keys, the selection, and focus that is never lost.
// Every path is also there by Tab and Enter; without this script the links open pages and the filters are a form.
const off = 'single-keys-off';
// Those selected: from the first box that somebody ticks, also before the desk is alive, and over a pause of the tab.
const chosen = new Set();
let root = document.querySelector('.desk'), desk, stops, told = '';
let last = null, row = -1, pause = 0, typing = 0, looked = 0;

document.querySelectorAll('[data-select]:checked').forEach(box => chosen.add(box.value));
document.addEventListener('change', e => {
  if (e.target.matches('[data-select-all]')) select(() => e.target.checked);
  else if (e.target.matches('[data-select]')) {
    mark(e.target);
    count();
  }
});

export function start(element, circuit) {
  stops?.abort();
  stops = new AbortController();
  [root, desk, told] = [element, circuit, ''];
  const on = (target, type, act) => target.addEventListener(type, act, { signal: stops.signal });
  on(root, 'click', clicked);
  on(root, 'input', e => filter(e, e.target.matches('input:not([type=checkbox])') ? 250 : 0));
  on(root, 'submit', e => filter(e, 0));
  on(root, 'focusin', remember);
  on(document, 'keydown', pressed);
  on(document, 'pointerdown', () => { last = null; });
  on(window, 'focus', look);
  on(document, 'visibilitychange', () => { if (document.visibilityState === 'visible') look(); });
  const single = root.querySelector('[data-single-keys]');
  single.checked = localStorage.getItem(off) !== 'yes';
  on(single, 'change', () => { if (single.checked) localStorage.removeItem(off); else localStorage.setItem(off, 'yes'); });
  const watch = new MutationObserver(changed);
  watch.observe(root, { childList: true, subtree: true, attributeFilter: ['value'] });
  stops.signal.addEventListener('abort', () => watch.disconnect());
  changed();
  root.dataset.keys = 'on';
}

export const address = href => history.replaceState(history.state, '', href);

export function focus(what) {
  const [kind, id] = what.split(' ');
  // Whoever types by now is not taken away from it.
  if (['row', 'first', 'panel'].includes(kind) && document.activeElement?.matches('.desk :is(input:not([type=checkbox]), select, textarea)')) return;
  const form = root.querySelector('.panel form[data-draft]');
  const target = kind === 'panel' ? root.querySelector('[data-panel-title]')
    : kind === 'form' ? form?.querySelector('select, textarea')
    : kind === 'wrong' ? form?.querySelector('[aria-invalid=true]')
    : kind === 'problem' ? form?.querySelector('[data-problem]')
    : kind === 'first' ? links()[0]
    : links().find(link => link.dataset.row === id);
  (target ?? links()[Math.min(Math.max(row, 0), links().length - 1)])?.focus();
  if (kind === 'first') target?.scrollIntoView({ block: 'nearest' });
}

// These and no others are selected.
export function choose(rows) {
  select(box => rows.includes(box.value));
}

// Where the connection is not there, the desk hears nothing: what it would do is made good when it is back.
const tell = (what, ...said) => desk.invokeMethodAsync(what, ...said).catch(() => { });

const links = () => [...root.querySelectorAll('a[data-row]')];
const line = link => link.closest('tr');
const boxes = () => [...root.querySelectorAll('[data-select]')];
const dialog = () => root.querySelector('[data-keys-dialog]');

// A link that is to open elsewhere does so: the desk does not take the click.
function clicked(e) {
  if (e.target.closest('[data-show-keys]')) dialog().showModal();
  const link = e.target.closest('a[data-go]');
  if (!link || e.defaultPrevented || e.button !== 0 || e.ctrlKey || e.metaKey || e.shiftKey || e.altKey) return;
  e.preventDefault();
  clearTimeout(typing);
  follow(link, 0);
}

// A connection that is on its way back is waited for: a page that is opened again would forget who is selected.
function follow(link, tries) {
  desk.invokeMethodAsync('Go', link.getAttribute('href')).catch(() => {
    if (tries < 8) setTimeout(() => follow(link, tries + 1), 400);
    else location.assign(link.href);
  });
}

function filter(e, wait) {
  const form = e.target.closest('form[data-filters]');
  if (!form) return;
  if (e.type === 'submit') e.preventDefault();
  clearTimeout(typing);
  typing = setTimeout(() => {
    const said = [...new FormData(form)].filter(([, value]) => value !== '');
    tell('Filtered', '?' + new URLSearchParams(said));
  }, wait);
}

function select(whom) {
  boxes().forEach(box => {
    box.checked = whom(box);
    mark(box);
  });
  count();
}

function mark(box) {
  if (box.checked) chosen.add(box.value);
  else chosen.delete(box.value);
}

// The boxes that are there say who is selected, and nobody is who has left the list. For a moment there may be none.
function restore() {
  const all = boxes();
  if (all.length === 0) return;
  for (const box of all) if (box.checked !== chosen.has(box.value)) box.checked = chosen.has(box.value);
  const there = new Set(all.map(box => box.value));
  for (const one of chosen) if (!there.has(one)) chosen.delete(one);
}

function count() {
  const all = boxes();
  const ticked = all.filter(box => box.checked).map(box => box.value);
  const words = root.querySelector('[data-selected]');
  // Only where it changes: whoever watches the desk would hear of it again and again.
  if (words && words.textContent !== `${ticked.length} selected`) words.textContent = `${ticked.length} selected`;
  const every = root.querySelector('[data-select-all]');
  if (every) [every.checked, every.indeterminate] = [ticked.length > 0 && ticked.length === all.length, ticked.length > 0 && ticked.length < all.length];
  if (desk && root.matches('[data-tells]') && told !== ticked.join()) {
    told = ticked.join();
    tell('Chosen', ticked);
  }
}

function look() {
  if (Date.now() - looked < 1000) return;
  looked = Date.now();
  tell('Look');
}

function remember(e) {
  last = e.target;
  const at = links().findIndex(link => line(link).contains(last));
  if (at >= 0) row = at;
  rove();
}

// One row at a time is a stop of the Tab key; where the focused element went away, its neighbour takes the focus.
function changed() {
  rove();
  restore();
  count();
  if (!last || document.activeElement !== document.body || document.querySelector('dialog[open]')) return;
  if (last.isConnected) last.focus();
  else (last.id && document.getElementById(last.id) || root.querySelector('.panel form[data-draft] textarea') || (!last.matches('tr *') && root.querySelector('[data-panel-title]'))
    || links()[Math.min(Math.max(row, 0), links().length - 1)] || root.querySelector('[data-view][aria-current]'))?.focus();
}

function rove() {
  const all = links();
  const stop = Math.min(Math.max(row, 0), all.length - 1);
  all.forEach((link, at) => line(link).querySelectorAll('a, input').forEach(part => {
    const index = at === stop ? 0 : -1;
    if (part.tabIndex !== index) part.tabIndex = index;
  }));
}

function go(to) {
  const all = links();
  if (all.length === 0) return;
  const link = all[Math.min(Math.max(to, 0), all.length - 1)];
  link.focus();
  link.scrollIntoView({ block: 'nearest' });
  if (root.querySelector('.panel')) {
    clearTimeout(pause);
    pause = setTimeout(() => tell('Follow', link.dataset.row), 200);
  }
}

function pressed(e) {
  if (e.defaultPrevented || e.isComposing || e.ctrlKey || e.metaKey || e.altKey || document.querySelector('dialog[open]')) return;
  if (e.key === 'Escape') {
    const open = e.target.closest?.('details[open]');
    if (open) {
      open.open = false;
      open.querySelector('summary').focus();
    } else {
      if (!root.querySelector('.panel')) select(() => false);
      tell('Escape');
    }

    return;
  }

  const inRow = links().find(link => line(link).contains(e.target));
  const move = { ArrowDown: row + 1, ArrowUp: row - 1, Home: 0, End: links().length - 1 }[e.key];
  if (inRow && move !== undefined) {
    e.preventDefault();
    go(move);
    return;
  }

  if (localStorage.getItem(off) === 'yes' || e.target.closest?.('input:not([type=checkbox]), textarea, select, [contenteditable]')) return;
  if (act(e.key, inRow)) e.preventDefault();
}

function act(key, inRow) {
  const open = root.querySelector('.panel');
  const current = inRow ?? (open && root.querySelector('tr.is-open a[data-row]')) ?? links()[row];
  const box = current && line(current).querySelector('[data-select]');
  if (key === 'j') go(row + 1);
  else if (key === 'k') go(row - 1);
  else if (key === 'x') box?.click();
  else if (key === '/') root.querySelector('[data-filter]')?.focus();
  else if (key === '?') dialog().showModal();
  else if (key === 'r') tell('Look');
  else if (key >= '1' && key <= '9') root.querySelectorAll('[data-view]')[key - 1]?.click();
  else if (root.dataset.own?.includes(key)) tell('Key', key, open && !inRow ? null : current?.dataset.row ?? null);
  else if (root.querySelector(`[data-act="${CSS.escape(key)}"]`)) {
    if (box && boxes().every(one => !one.checked)) box.click();
    root.querySelector(`[data-act="${CSS.escape(key)}"]`).click();
  } else return false;
  return true;
}
