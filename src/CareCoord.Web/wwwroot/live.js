// A tab that nobody looks at lets go of its live connection after a while, and takes it up again when it is shown. What it showed stays to
// be read meanwhile; what the live parts keep comes back with them.
(() => {
  const ribbon = document.getElementById('components-reconnect-modal');
  const isHidden = () => document.visibilityState === 'hidden';
  let isPaused = false, waiting = 0, before = Promise.resolve();
  const inTurn = act => { before = before.then(act).catch(() => { }); };

  const pause = async () => {
    if (!isHidden() || isPaused || !document.querySelector('[data-live=yes]') || !Blazor.pauseCircuit) return;
    // However it ends, the connection is gone after that.
    isPaused = true;
    await Blazor.pauseCircuit();
  };

  const resume = async () => {
    if (!isPaused || isHidden()) return;
    try {
      isPaused = !await Blazor.resumeCircuit();
    } catch {
      // Whether the network or the sign-in has ended is asked below.
    }

    if (isPaused) again();
  };

  // The portal answers, but knows the tab no more, or not the person: the page is asked for again. Else it is tried again later.
  const again = () => fetch('/live/unread', { redirect: 'manual', cache: 'no-store' }).then(fresh, () => {
    ribbon.classList.add('components-reconnect-failed');
    clearTimeout(waiting);
    waiting = setTimeout(() => inTurn(resume), 3000);
  });

  // Once in a while: a page that dies again at once stays to be read, and says that its live connection is lost.
  const fresh = () => {
    if (Date.now() - Number(sessionStorage.getItem('fresh')) < 60000) {
      ribbon.className = 'ribbon components-reconnect-failed';
      return;
    }

    sessionStorage.setItem('fresh', Date.now());
    location.replace(location.pathname + location.search);
  };

  // What the portal does not take any more, as when it was made long ago or for another sign-in, is a page to be opened anew.
  const once = () => {
    once.done ??= fetch('/live/unread', { redirect: 'manual', cache: 'no-store' }).then(fresh, () => { once.done = null; });
  };
  new MutationObserver(once).observe(document.getElementById('blazor-error-ui'), { attributeFilter: ['style'] });
  ribbon.addEventListener('components-reconnect-state-changed', event => { if (/rejected|resume-failed/.test(event.detail.state)) once(); });

  // The portal left out what was more than one may send at once.
  const much = document.getElementById('too-much');
  let saying = 0;
  window.tooMuchAtOnce = () => {
    much.hidden = false;
    clearTimeout(saying);
    saying = setTimeout(() => { much.hidden = true; }, 10000);
  };

  document.addEventListener('visibilitychange', () => {
    clearTimeout(waiting);
    if (!isHidden()) return inTurn(resume);
    // What is typed is said before, as if somebody had left the field.
    const field = document.activeElement;
    if (field?.matches('[data-live] :is(textarea, input:not([type=checkbox], [type=radio], [type=range], [type=file]))'))
      field.dispatchEvent(new Event('change', { bubbles: true }));
    waiting = setTimeout(() => inTurn(pause), Number(ribbon.dataset.pauseAfter) * 1000);
  });
})();
