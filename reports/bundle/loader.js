// Opens a bundle: unpacks it (after the passphrase, where there is one) and shows its pages, which
// are written into this very document so that printing, zooming and searching work as everywhere.
'use strict';
(function () {
  const holder = (id) => document.getElementById(id).textContent.trim();
  const bytes = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  const unzip = async (data) => new Response(new Blob([data]).stream().pipeThrough(new DecompressionStream('gzip'))).json();
  const state = document.getElementById('state');
  const form = document.querySelector('form');
  const lock = JSON.parse(holder('lock'));
  const sharedText = holder('shared'), contentText = holder('content');
  let shared, content, shown = '';

  async function open(passphrase) {
    let data = bytes(contentText);
    if (lock) {
      const secret = await crypto.subtle.importKey('raw', new TextEncoder().encode(passphrase), 'PBKDF2', false, ['deriveKey']);
      const key = await crypto.subtle.deriveKey({ name: 'PBKDF2', hash: 'SHA-256', salt: bytes(lock.salt), iterations: lock.rounds },
        secret, { name: 'AES-GCM', length: 256 }, false, ['decrypt']);
      data = new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv: bytes(lock.nonce) }, key, data));
    }
    [shared, content] = await Promise.all([unzip(bytes(sharedText)), unzip(data)]);
    show();
  }

  // The page named after #, else the first one. Other words after # are places within a page.
  function show() {
    const wanted = decodeURIComponent(location.hash.slice(1));
    const file = wanted in content.pages ? wanted : (wanted && shown) || content.first;
    if (file === shown) return;
    shown = file;
    const page = content.pages[file];
    const head = page.indexOf('</head>'), tail = page.lastIndexOf('</body>');
    const scripts = shared.scripts.filter(([name]) => page.includes('chart-canvas') || name !== 'echarts.min.js');
    document.open();
    window.aqsInside = (name) => content.evidence[name] || '';
    document.write(page.slice(0, head) + shared.styles.map((css) => '<style>' + css + '</style>').join('') + page.slice(head, tail) +
      scripts.map(([, text]) => '<script>' + text + '</' + 'script>').join('') + page.slice(tail));
    document.close();
    listen();
    if (window.aqsSite) window.aqsSite(content.index);
    scrollTo(0, 0);
  }

  // Links to pages and workbooks lead into the bundle.
  function listen() {
    document.addEventListener('click', (event) => {
      const link = event.target instanceof Element && event.target.closest('a[href]');
      if (!link) return;
      const href = link.getAttribute('href');
      const file = href === 'index.html' ? content.first : href;
      if (file in content.pages) {
        event.preventDefault();
        location.hash = file;
      } else if (file in content.books) {
        event.preventDefault();
        save(file);
      }
    });
    addEventListener('hashchange', show);
  }

  function save(file) {
    const url = URL.createObjectURL(new Blob([bytes(content.books[file])], { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = file.split('/').pop();
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 60000);
  }

  if (typeof DecompressionStream === 'undefined' || lock && !(window.crypto && crypto.subtle)) {
    state.textContent = '这个浏览器太旧，打不开。请用新版的 Chrome、Edge、Firefox 或 Safari（16.4 以后）。';
    return;
  }
  if (!lock) {
    open('').catch(() => { state.textContent = '文件不完整，请重新索取。'; });
    return;
  }
  form.hidden = false;
  state.textContent = '';
  form.querySelector('input').focus();
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const button = form.querySelector('button');
    button.disabled = true;
    state.textContent = '正在打开……';
    try {
      await open(form.querySelector('input').value);
    } catch {
      state.textContent = '口令不对，或文件不完整。';
      button.disabled = false;
    }
  });
})();
