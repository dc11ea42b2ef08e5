// What the task desk has besides a desk (grid.js): drafts that outlive a lost connection, and files that are not too large.
let root, account, stops;

export function start(element, who) {
  stops?.abort();
  stops = new AbortController();
  [root, account] = [element, who];
  root.addEventListener('input', keep, { signal: stops.signal });
  root.addEventListener('submit', tooLarge, { signal: stops.signal });
}

export const draft = task => JSON.parse(sessionStorage.getItem(name(task)));
export const forget = task => sessionStorage.removeItem(name(task));

const name = task => `task-draft.${account}.${task}`;

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
