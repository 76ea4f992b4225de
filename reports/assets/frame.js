// The frame of every page: the search box over people and teams, and the way to the same page of
// other months. Both come from assets/site-data.js, one small file for all pages, so that a page's
// own bytes do not change when somebody else joins.
'use strict';
(function () {
  const limit = 12;

  // site-data.js hands itself over here: {entries: [[name, kind, above, file]…], periods: [[label, path, [file…]]…], current}.
  window.aqsSite = (text) => {
    const site = JSON.parse(text);
    setUpSearch(site.entries);
    setUpPeriods(site.periods, site.current);
  };

  function element(tag, text, className) {
    const node = document.createElement(tag);
    if (text) node.textContent = text;
    if (className) node.className = className;
    return node;
  }

  // A combobox as WAI-ARIA describes it: arrows choose, Enter goes, Escape closes.
  function setUpSearch(entries) {
    const box = document.querySelector('.search');
    if (!box || entries.length === 0) return;
    const input = box.querySelector('input');
    const list = box.querySelector('ul');
    let found = [], chosen = -1;
    box.hidden = false;
    const close = () => { list.hidden = true; input.setAttribute('aria-expanded', 'false'); input.removeAttribute('aria-activedescendant'); chosen = -1; };
    const mark = (index) => {
      chosen = index;
      Array.from(list.children).forEach((item, i) => item.setAttribute('aria-selected', i === index ? 'true' : 'false'));
      if (index >= 0) { input.setAttribute('aria-activedescendant', list.children[index].id); list.children[index].scrollIntoView({ block: 'nearest' }); }
    };
    const search = () => {
      const words = input.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
      list.replaceChildren();
      if (words.length === 0) { close(); return; }
      // A name that begins with what was typed stands first; otherwise the order of the organisation.
      const hit = entries.filter(([name, , above]) => words.every((w) => (name + ' ' + above).toLowerCase().includes(w)));
      found = hit.filter(([name]) => name.toLowerCase().startsWith(words[0])).concat(hit.filter(([name]) => !name.toLowerCase().startsWith(words[0]))).slice(0, limit);
      found.forEach(([name, kind, above, file], i) => {
        const item = element('li');
        item.id = 'found-' + i;
        item.setAttribute('role', 'option');
        item.append(element('strong', name), element('small', [kind, above].filter(Boolean).join(' · ')));
        item.addEventListener('mousedown', (event) => { event.preventDefault(); location.href = file; });
        list.append(item);
      });
      if (found.length === 0) {
        const item = element('li', '没有找到');
        item.setAttribute('role', 'option');
        item.setAttribute('aria-disabled', 'true');
        list.append(item);
      }
      list.hidden = false;
      input.setAttribute('aria-expanded', 'true');
      mark(found.length ? 0 : -1);
    };
    input.addEventListener('input', search);
    input.addEventListener('focus', search);
    input.addEventListener('blur', close);
    input.addEventListener('keydown', (event) => {
      if (event.key === 'ArrowDown' && found.length) { event.preventDefault(); mark((chosen + 1) % found.length); }
      if (event.key === 'ArrowUp' && found.length) { event.preventDefault(); mark((chosen - 1 + found.length) % found.length); }
      if (event.key === 'Enter' && found[chosen]) { event.preventDefault(); location.href = found[chosen][3]; }
      if (event.key === 'Escape') { input.value = ''; close(); }
    });
    document.addEventListener('keydown', (event) => {
      const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName);
      if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) { event.preventDefault(); input.focus(); }
    });
  }

  // The month before and after, on the same page where that month has it, else its overview.
  function setUpPeriods(periods, current) {
    const box = document.querySelector('.periods');
    const here = periods.findIndex(([label]) => label === current);
    if (!box || here < 0 || periods.length < 2) return;
    const file = location.pathname.split('/').pop() || 'index.html';
    const link = (period, words) => {
      if (!period) return;
      const a = element('a', words + period[0]);
      a.href = period[1] + (period[2].includes(file) ? file : 'index.html');
      box.append(a);
    };
    link(periods[here - 1], '← ');
    link(periods[here + 1], '→ ');
    box.hidden = false;
  }
})();
