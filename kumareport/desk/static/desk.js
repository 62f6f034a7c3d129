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

  // 1, 2, 3, 4, 0 choose for the proposal that the keyboard is in, and go on to the next; 直して採用 opens its text.
  const deciding = document.querySelector('form.decide');
  const opened = (radio) => {
    if (radio.dataset.key !== '4') return null;
    const details = radio.closest('section').querySelector('details');
    details.open = true;
    return details.querySelector('textarea');
  };
  deciding?.addEventListener('change', (event) => { if (event.target.dataset.key) opened(event.target)?.focus(); });
  deciding?.addEventListener('keydown', (event) => {
    if (event.target.type !== 'radio' || event.ctrlKey || event.altKey || event.metaKey) return;
    const section = event.target.closest('section');
    const radio = section.querySelector(`input[data-key="${CSS.escape(event.key)}"]`);
    if (!radio) return;
    radio.checked = true;
    const next = opened(radio) ?? section.nextElementSibling?.querySelector('input[type=radio]:checked')
      ?? document.querySelector('.save button');
    next?.focus();
    event.preventDefault();
  });

  // All or none of a list.
  for (const row of document.querySelectorAll('[data-all]')) {
    row.hidden = false;
    row.addEventListener('click', (event) => {
      if (event.target.type !== 'button') return;
      const boxes = row.closest('fieldset').querySelectorAll('input[type=checkbox]');
      for (const box of boxes) box.checked = event.target.value === '1';
    });
  }

  // A browser keeps what was typed when one goes back, but not when the page is loaded again.
  const forms = [...document.querySelectorAll('main form[method="post"]')];
  const stateOf = (form) => form.querySelector('[name="state"]')?.value ?? '';
  const typedIn = (form) => [...form.elements].filter((one) => one.name && !['hidden', 'file', 'submit', 'button'].includes(one.type));
  const isTicked = (one) => one.type === 'checkbox' || one.type === 'radio';
  const place = `typed ${location.pathname}${location.search}`;
  try {
    const kept = JSON.parse(sessionStorage.getItem(place) ?? '[]');
    sessionStorage.removeItem(place);
    if (performance.getEntriesByType('navigation')[0]?.type === 'reload') {
      forms.forEach((form, n) => {
        if (!kept[n] || kept[n].state !== stateOf(form)) return;
        for (const one of typedIn(form)) {
          const was = kept[n].fields.find(([name, value]) => name === one.name && (!isTicked(one) || value === one.value));
          if (!was) continue;
          if (isTicked(one)) one.checked = was[2]; else one.value = was[1];
        }
      });
    }
    addEventListener('pagehide', () => {
      const now = forms.map((form) => ({ state: stateOf(form), fields: typedIn(form).map((one) => [one.name, one.value, one.checked]) }));
      if (now.some((one) => one.fields.length)) sessionStorage.setItem(place, JSON.stringify(now));
    });
  } catch { /* a browser that keeps nothing */ }

  // Many decisions or answers on one page: whoever leaves it without writing them is asked.
  const careful = document.querySelector('form[data-careful]');
  let isOpen = false;
  careful?.addEventListener('input', () => { isOpen = true; });
  careful?.addEventListener('keydown', (event) => { if (event.target.type === 'radio' && /^[0-4]$/.test(event.key)) isOpen = true; });
  careful?.addEventListener('submit', () => { isOpen = false; });
  if (careful) addEventListener('beforeunload', (event) => { if (isOpen) event.preventDefault(); });

  // A form is sent once, however often its button is pressed.
  for (const form of document.querySelectorAll('form[method="post"]')) {
    form.addEventListener('submit', (event) => {
      if (form.dataset.sent) { event.preventDefault(); return; }
      form.dataset.sent = '1';
      setTimeout(() => { delete form.dataset.sent; }, 3000);
    });
  }
})();
