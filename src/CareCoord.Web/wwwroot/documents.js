// Sends the pages of a document with a progress bar, and again by itself after a lost connection. Without this script the form sends itself.
(() => {
  const form = document.querySelector('form[data-upload]');
  if (!form) return;
  const inputs = [...form.querySelectorAll('[data-pages]')];
  const list = form.querySelector('[data-chosen]');
  const sending = form.querySelector('[data-sending]');
  const bar = sending.querySelector('progress');
  const said = form.querySelector('[data-said]');
  const problem = form.querySelector('[data-problem]');
  const button = form.querySelector('[type=submit]');
  const waits = [1, 2, 4, 8, 15, 30];
  const signedOut = 'You are not signed in any more. Sign in in another tab, then send again: the pages are still here.';
  let pages = [];
  let busy = false;

  const size = bytes => bytes < 1048576 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1048576).toFixed(1)} MB`;
  const say = words => { if (said.textContent !== words) said.textContent = words; };
  const refuse = words => {
    problem.textContent = words;
    problem.hidden = !words;
    if (words) { sending.hidden = true; busy = false; button.disabled = false; problem.scrollIntoView({ block: 'center' }); }
  };

  // Pages gather: a phone takes them one by one.
  const show = () => {
    list.hidden = pages.length === 0;
    list.replaceChildren(...pages.map((page, at) => {
      const row = document.createElement('li');
      const line = row.appendChild(document.createElement('div'));
      line.append(Object.assign(document.createElement('span'), { textContent: `${page.name} (${size(page.size)})` }));
      const remove = Object.assign(document.createElement('button'), { type: 'button', textContent: 'Remove' });
      remove.setAttribute('aria-label', `Remove page ${at + 1}`);
      remove.addEventListener('click', () => { pages.splice(at, 1); show(); });
      line.append(remove);
      return row;
    }));
  };
  form.querySelector('.pages').classList.add('ready');
  const take = input => { pages.push(...input.files); input.value = ''; };
  for (const input of inputs) {
    // Somebody may have chosen before this script was there.
    take(input);
    input.addEventListener('change', () => { take(input); refuse(''); show(); });
  }
  show();

  const wait = seconds => new Promise(done => {
    const timer = setTimeout(done, seconds * 1000);
    addEventListener('online', () => { clearTimeout(timer); done(); }, { once: true });
  });

  // What the last try sent may be there although its answer was lost.
  const kept = async () => {
    const answer = await fetch(form.dataset.kept, { cache: 'no-store', redirect: 'manual', headers: { Accept: 'application/json' } });
    if (answer.type === 'opaqueredirect') return { problem: signedOut };
    return answer.ok ? { next: (await answer.json()).next } : null;
  };

  const send = () => new Promise((done, lost) => {
    const body = new FormData();
    for (const field of new FormData(form)) if (!(field[1] instanceof File)) body.append(field[0], field[1]);
    for (const page of pages) body.append('pages', page, page.name);
    const request = new XMLHttpRequest();
    request.open('POST', form.action);
    request.setRequestHeader('Accept', 'application/json');
    request.upload.addEventListener('progress', event => {
      if (!event.lengthComputable) return;
      // Whoever waits for it is there.
      dispatchEvent(new Event('there'));
      const percent = Math.round(event.loaded / event.total * 100);
      bar.value = percent;
      say(percent < 100 ? `Sending: ${Math.floor(percent / 10) * 10} % of ${size(event.total)}` : 'Sent. It is being checked …');
    });
    request.addEventListener('load', () => {
      let answer = null;
      try { answer = JSON.parse(request.responseText); } catch { /* an answer that is no answer */ }
      if (answer && (answer.next || answer.problem)) done(answer);
      else if (request.status === 401 || request.responseURL.includes('/sign-in')) done({ problem: signedOut });
      else if (request.status >= 500) lost();
      else done({ problem: 'The portal did not take it. Open the page again, and choose the pages once more.' });
    });
    request.addEventListener('error', lost);
    request.addEventListener('abort', lost);
    request.send(body);
  });

  form.addEventListener('submit', async event => {
    event.preventDefault();
    if (busy) return;
    if (pages.length === 0) { refuse('Take a picture of each page, or choose a file, first.'); return; }
    // Known before anything is sent: a telephone may pay for every byte.
    if (pages.reduce((sum, page) => sum + page.size, 0) > Number(form.dataset.most)) { refuse(form.dataset.tooLarge); return; }
    busy = true;
    button.disabled = true;
    refuse('');
    sending.hidden = false;
    for (let time = 0; ; time++) {
      try {
        const answer = (time > 0 ? await kept() : null) ?? await send();
        if (answer.next) { say('It is here.'); location.assign(answer.next); return; }
        refuse(answer.problem);
        return;
      } catch {
        const seconds = waits[Math.min(time, waits.length - 1)];
        bar.removeAttribute('value');
        say(`The connection was lost. The pages are still here; it tries again ${seconds === 1 ? 'in a second' : `in ${seconds} seconds`}.`);
        await wait(seconds);
      }
    }
  });
  // Where the sign-in ends meanwhile, the pages are not thrown away.
  document.addEventListener('leave', event => {
    if (pages.length === 0) return;
    event.preventDefault();
    if (!busy) refuse(signedOut);
  });
  addEventListener('beforeunload', event => { if (busy && !said.textContent.startsWith('It is here')) event.preventDefault(); });
})();
