// Improves pages that work without it. No dependency but htmx; nothing inline, so the strict CSP holds.
// It runs before the first paint to set the theme, and waits for the document to do the rest.
(() => {
  'use strict';
  const root = document.documentElement;
  const store = (area, key, value) => {
    try { if (value === undefined) return area.getItem(key); value === null ? area.removeItem(key) : area.setItem(key, value); } catch { return null; }
  };
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  root.classList.add('js');

  // ---- theme: the reader's switch, or else the system's wish
  const chosen = store(localStorage, 'theme');
  if (chosen === 'light' || chosen === 'dark') root.dataset.theme = chosen;
  const systemTheme = () => (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
  function switchTheme() {
    const next = (root.dataset.theme ?? systemTheme()) === 'dark' ? 'light' : 'dark';
    const own = next !== systemTheme();
    own ? root.dataset.theme = next : delete root.dataset.theme;
    store(localStorage, 'theme', own ? next : null);
  }

  // ---- live: the stream says what changed, the fragments fetch themselves again
  const live = { stream: null, paused: store(sessionStorage, 'paused') === 'yes', ended: false, wait: 1000, heard: 0, retry: 0, away: 0 };
  const words = { live: 'live', paused: 'paused', reconnecting: 'reconnecting', ended: 'session ended' };
  const changed = (topic) => window.htmx?.trigger(document.body, 'changed-' + topic);
  const say = (sentence) => { document.getElementById('announcer').textContent = sentence; };
  function show(state) {
    for (const el of all('[data-live-state]')) { el.textContent = words[state]; el.dataset.liveIs = state; }
    for (const el of all('[data-live-toggle]')) {
      el.setAttribute('aria-pressed', String(live.paused));
      el.disabled = live.ended;
    }
  }
  function close() { clearTimeout(live.retry); live.stream?.close(); live.stream = null; }
  function connect() {
    close();
    if (!document.body.dataset.live || live.paused || live.ended) return show(live.ended ? 'ended' : 'paused');
    const stream = live.stream = new EventSource(document.body.dataset.live);
    const hear = (name, act) => stream.addEventListener(name, (event) => { live.heard = Date.now(); act(event.data ?? ''); });
    hear('open', () => { live.wait = 1000; live.heard = 0; show('live'); changed('all'); });
    hear('changed', (topics) => topics.split(',').map((t) => t.trim()).filter(Boolean).forEach(changed));
    hear('said', say);
    hear('beat', () => {});
    stream.addEventListener('error', () => { show('reconnecting'); if (stream.readyState === EventSource.CLOSED) refused(); });
  }
  // EventSource does not tell why it was refused: ask once, so that an ended session is not retried for ever.
  async function refused() {
    const ask = new AbortController();
    const headers = { Accept: 'text/event-stream', 'HX-Request': 'true' };
    const answer = await fetch(document.body.dataset.live, { headers, redirect: 'manual', cache: 'no-store', signal: ask.signal }).catch(() => null);
    ask.abort();
    if (answer && ([401, 499].includes(answer.status) || answer.type === 'opaqueredirect')) return sessionEnded();
    live.retry = setTimeout(connect, live.wait);
    live.wait = Math.min(live.wait * 2, 30000);
  }
  function sessionEnded() {
    live.ended = true;
    close();
    show('ended');
    document.getElementById('session-ended').hidden = false;
  }
  function togglePause() {
    live.paused = !live.paused;
    store(sessionStorage, 'paused', live.paused ? 'yes' : null);
    say(live.paused ? 'Live updates are paused.' : 'Live updates are on.');
    connect();
    if (!live.paused) show('reconnecting');
  }
  // A stream that has sent beats and then falls silent for a minute is dead, whatever the socket says.
  setInterval(() => { if (live.stream && live.heard && Date.now() - live.heard > 60000) { show('reconnecting'); connect(); } }, 10000);
  addEventListener('pagehide', close);
  document.addEventListener('visibilitychange', () => {
    clearTimeout(live.away);
    if (document.hidden) live.away = setTimeout(close, 60000);
    else if (!live.stream) connect();
  });

  // ---- time: one tick a second, by the server's clock where the page gives it; never inside a live region
  const skew = root.dataset.now ? Date.parse(root.dataset.now) - Date.now() : 0;
  const units = [[60, 1, 's'], [3600, 60, 'min'], [86400, 3600, 'h'], [Infinity, 86400, 'd']];
  function relative(seconds) {
    const far = Math.abs(seconds);
    const at = units.findIndex(([limit]) => far < limit);
    const [, size, unit] = units[at];
    const [, smaller, rest] = units[Math.max(0, at - 1)];
    // As the server writes it: hours and days with the next smaller unit.
    const more = at > 1 ? Math.floor((far % size) / smaller) : 0;
    const text = `${Math.floor(far / size)} ${unit}${more ? ` ${more} ${rest}` : ''}`;
    // The clocks of two machines never agree to the second: what just happened is not in the future.
    return far < 2 ? 'now' : seconds < 0 ? `${text} ago` : `in ${text}`;
  }
  function countdown(seconds) {
    if (seconds <= 0) return 'due now';
    const two = (n) => String(Math.floor(n)).padStart(2, '0');
    if (seconds < 3600) return `${Math.floor(seconds / 60)}:${two(seconds % 60)}`;
    return seconds < 172800 ? `${Math.floor(seconds / 3600)} h ${two((seconds % 3600) / 60)} min` : `${Math.floor(seconds / 86400)} days`;
  }
  function tick() {
    for (const el of all('time[data-relative], [data-countdown]')) {
      const at = Date.parse(el.getAttribute('datetime'));
      if (Number.isNaN(at) || el.closest('[aria-live], [role="status"], [role="alert"]')) continue;
      const seconds = Math.round((at - Date.now() - skew) / 1000);
      const text = el.hasAttribute('data-countdown') ? countdown(seconds) : relative(seconds);
      if (el.textContent !== text) el.textContent = text;
      if (el.hasAttribute('data-countdown')) el.classList.toggle('is-due', seconds <= 0);
    }
  }

  // ---- what somebody is filling in is never rendered anew under their hands
  const inUse = (el) => el.querySelector('form[data-dirty], details.disclose[open]') || el.contains(document.activeElement?.closest('input, select, textarea'));
  const isRefresh = ({ detail: { requestConfig } }) => requestConfig.verb === 'get' && !!requestConfig.triggeringEvent?.type.startsWith('changed-');
  document.addEventListener('input', (event) => event.target.form?.setAttribute('data-dirty', ''));
  document.addEventListener('htmx:beforeRequest', (event) => {
    if (isRefresh(event) && inUse(event.detail.elt)) event.preventDefault();
  });
  // An answer that was on its way while somebody began to fill in comes too late.
  document.addEventListener('htmx:beforeSwap', (event) => {
    if (isRefresh(event) && inUse(event.detail.target)) event.detail.shouldSwap = false;
  });

  // ---- what somebody opened or scrolled to stays so when it is fetched again
  let kept = { opened: [], scrolled: [] };
  document.addEventListener('htmx:beforeSwap', ({ detail: { target } }) => {
    kept = { opened: target ? all('details[id][open]', target) : [], scrolled: target ? all(':is(.gantt, .scroll)[id]', target).map(({ id, scrollLeft }) => [id, scrollLeft]) : [] };
  });
  document.addEventListener('htmx:afterSwap', () => {
    for (const { id } of kept.opened) document.getElementById(id)?.setAttribute('open', '');
    for (const [id, left] of kept.scrolled) document.getElementById(id)?.scrollTo(left, 0);
  });

  // A chart wider than its box opens where it matters: at the percent it names, a little right of the middle.
  function lookAt() {
    for (const el of all('[data-look-at]')) {
      const names = el.querySelector('.gantt-line > :first-child')?.offsetWidth ?? 0;
      const at = names + (el.scrollWidth - names) * el.dataset.lookAt / 100;
      el.scrollLeft = at - names - (el.clientWidth - names) * .6;
    }
  }

  // ---- htmx: refusals are answers, an ended session is said aloud, focus is never dropped
  let lost = null;
  document.addEventListener('htmx:beforeSwap', (event) => {
    const { xhr, target } = event.detail;
    if ([409, 412, 422].includes(xhr.status)) { event.detail.shouldSwap = true; event.detail.isError = false; }
    if (xhr.status === 401 || xhr.status === 499) return sessionEnded();
    const focused = document.activeElement;
    if (target?.contains(focused) && focused !== document.body) {
      const after = (el) => focused.compareDocumentPosition(el) & Node.DOCUMENT_POSITION_FOLLOWING;
      const href = focused.getAttribute('href');
      const same = focused.id ? `#${CSS.escape(focused.id)}` : href ? `${focused.localName}[href="${CSS.escape(href)}"]` : null;
      lost = { focused, same, headings: all('h1, h2, h3', document.getElementById('main')).sort((a, b) => !!after(b) - !!after(a)) };
    }
  });
  document.addEventListener('htmx:afterSettle', () => {
    tick();
    if (!lost || lost.focused.isConnected) return void (lost = null);
    if (document.activeElement === document.body) {
      const again = lost.same && document.querySelector(`#main ${lost.same}`);
      if (again) { again.focus({ preventScroll: true }); return void (lost = null); }
      const heading = lost.headings.find((el) => el.isConnected) ?? document.querySelector('#main h1, #main');
      heading?.setAttribute('tabindex', '-1');
      heading?.focus();
    }
    lost = null;
  });

  // ---- forms: a second submit is ignored until the first is answered
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (form.method !== 'post' && !form.matches('[hx-post], [hx-put], [hx-patch], [hx-delete]')) return;
    if (form.getAttribute('aria-busy') === 'true') { event.preventDefault(); event.stopImmediatePropagation(); } else form.setAttribute('aria-busy', 'true');
  }, true);
  document.addEventListener('htmx:afterRequest', (event) => {
    if (event.detail.requestConfig?.triggeringEvent?.type === 'submit') event.detail.elt.closest('form')?.removeAttribute('aria-busy');
  });
  addEventListener('pageshow', (event) => { if (event.persisted) { all('form[aria-busy]').forEach((form) => form.removeAttribute('aria-busy')); connect(); } });

  // ---- keyboard; single keys can be switched off (WCAG 2.1.4)
  let prefix = '';
  const keysOn = () => store(localStorage, 'keys') !== 'off';
  function move(step) {
    const rows = all('[data-row]');
    const next = rows.indexOf(document.activeElement.closest('[data-row]')) + step;
    const row = rows[Math.max(0, Math.min(rows.length - 1, next))];
    row?.setAttribute('tabindex', row.getAttribute('tabindex') ?? '-1');
    row?.focus();
  }
  const press = (selector, from = document) => from?.querySelector(selector)?.click();
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') all('details[data-menu][open]').forEach((menu) => { menu.open = false; menu.querySelector('summary').focus(); });
    if (event.ctrlKey || event.metaKey || event.altKey || !keysOn()) return;
    if (event.target.closest('input:not([type="checkbox"]), select, textarea, dialog[open], [contenteditable]')) return;
    const keys = prefix ? `${prefix} ${event.key}` : event.key;
    prefix = event.key === 'g' && !prefix ? 'g' : '';
    if (prefix) return void setTimeout(() => { prefix = ''; }, 1500);
    const row = document.activeElement.closest('[data-row]');
    const acts = {
      '?': () => document.getElementById('shortcuts')?.showModal(), j: () => move(1), k: () => move(-1),
      a: () => press('[data-approve]', row), d: () => press('[data-deny]', row), x: () => press('[data-tick]', row),
    };
    if (Object.hasOwn(acts, keys)) { event.preventDefault(); acts[keys](); } else if (/^(g )?[a-z]$/.test(keys)) press(`[data-shortcut="${keys}"]`);
  });

  // ---- clicks, by delegation, so that swapped content needs no wiring
  document.addEventListener('click', (event) => {
    const on = (selector) => event.target.closest(selector);
    if (on('[data-theme-switch]')) switchTheme();
    if (on('[data-live-toggle]')) togglePause();
    if (on('[data-opens]')) document.getElementById(on('[data-opens]').dataset.opens)?.showModal();
    all('details[data-menu][open]').filter((menu) => !menu.contains(event.target)).forEach((menu) => { menu.open = false; });
  });
  document.addEventListener('change', (event) => {
    if (event.target.matches('[data-shortcuts-switch]')) store(localStorage, 'keys', event.target.checked ? null : 'off');
  });

  document.addEventListener('DOMContentLoaded', () => {
    all('[data-shortcuts-switch]').forEach((box) => { box.checked = keysOn(); });
    if (document.body.dataset.live) connect();
    lookAt();
    tick();
    setInterval(tick, 1000);
  });
})();
