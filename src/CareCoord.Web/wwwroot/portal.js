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
