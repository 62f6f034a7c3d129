// The desk works without this; with it pages say how far the work is, and that they are still open.
'use strict';
(() => {
  const mark = document.querySelector('meta[name="desk-mark"]')?.content;
  if (!mark) return;
  const name = Array.from(crypto.getRandomValues(new Uint8Array(8)), (n) => n.toString(16)).join('');
  const tell = (state) => {
    const words = new URLSearchParams({ mark, window: name, state });
    if (!navigator.sendBeacon('/here', words)) fetch('/here', { method: 'POST', body: words });
  };
  const closes = document.body.hasAttribute('data-closed');
  if (!closes) {
    tell('here');
    setInterval(() => tell('here'), 60000);
    addEventListener('pageshow', (event) => { if (event.persisted) tell('here'); });
  }
  addEventListener('pagehide', () => tell('gone'));

  const going = document.querySelector('[data-watch]');
  const look = async () => {
    try {
      const answer = await fetch(going.dataset.watch);
      const [running, step] = (await answer.text()).split('\n');
      if (running === '0') { location.reload(); return; }
      const shown = going.querySelector('[data-step]');
      if (shown && shown.textContent !== step) shown.textContent = step;
    } catch { /* the desk is closed; the page stays as it is */ }
    setTimeout(look, 700);
  };
  if (going) setTimeout(look, 500);

  const frame = document.querySelector('[data-preview]');
  let shown = null;
  const renew = async () => {
    try {
      const stamp = await (await fetch(frame.dataset.preview)).text();
      if (stamp && shown && stamp !== shown) frame.contentWindow.location.reload();
      if (stamp) shown = stamp;
    } catch { /* the desk is closed */ }
    setTimeout(renew, 2000);
  };
  if (frame) renew();

  // 1, 2, 3 choose for the proposal that the keyboard is in, and go on to the next.
  document.querySelector('form.decide')?.addEventListener('keydown', (event) => {
    if (!['1', '2', '3'].includes(event.key) || event.target.type !== 'radio') return;
    const section = event.target.closest('section');
    section.querySelectorAll('input[type=radio]')[Number(event.key) - 1].checked = true;
    const next = section.nextElementSibling?.querySelector('input[type=radio]:checked')
      ?? document.querySelector('.save button');
    next?.focus();
    event.preventDefault();
  });

  // A form is sent once, however often its button is pressed.
  for (const form of document.querySelectorAll('form[method="post"]')) {
    form.addEventListener('submit', (event) => {
      if (form.dataset.sent) { event.preventDefault(); return; }
      form.dataset.sent = '1';
      setTimeout(() => { delete form.dataset.sent; }, 3000);
    });
  }
})();
