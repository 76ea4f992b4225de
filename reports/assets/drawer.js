// The drawer: from a figure to its definition, its SQL and the cells it was read from. What it shows
// comes from side files (see package reports/evidence) that are loaded by a script tag when asked
// for, because a page on a disk may not read files. Texts become text nodes, never markup.
'use strict';
(function () {
  const pageSize = 20;
  const loaded = new Map(); // name → Promise of the content
  const waiting = new Map(); // name → resolve

  // A side file hands itself over here, as a text in JSON.
  window.aqsEvidence = (name, text) => {
    const done = waiting.get(name);
    if (done) { waiting.delete(name); done(JSON.parse(text)); }
  };

  function load(name) {
    if (!/^[a-z0-9_.-]{1,120}$/.test(name)) return Promise.resolve(null);
    if (!loaded.has(name)) {
      loaded.set(name, new Promise((resolve) => {
        if (window.aqsInside) { resolve(JSON.parse(window.aqsInside(name) || 'null')); return; } // a bundle has its side files inside
        waiting.set(name, resolve);
        const script = document.createElement('script');
        script.src = 'evidence/' + name + '.js';
        script.onerror = () => { waiting.delete(name); resolve(null); };
        document.head.append(script);
      }));
    }
    return loaded.get(name);
  }

  const plain = new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 2 });
  const figure = (v) => (typeof v === 'number' ? plain.format(v) : '—');

  function element(tag, text, className) {
    const node = document.createElement(tag);
    if (text !== undefined && text !== '') node.textContent = text;
    if (className) node.className = className;
    return node;
  }

  // period 'week:2026-03-02' → first and last day, and words for it.
  function rangeOf(period) {
    const [kind, start] = period.split(':');
    const [year, month, day] = (start || '').split('-').map(Number);
    const iso = (y, m, d) => new Date(Date.UTC(y, m - 1, d)).toISOString().slice(0, 10);
    if (!year) return null;
    switch (kind) {
      case 'day': return { from: start, to: start, words: start };
      case 'week': return { from: start, to: iso(year, month, day + 6), words: start + ' 起的一周' };
      case 'month': return { from: start, to: iso(year, month + 1, 0), words: year + '年' + month + '月' };
      case 'm3': return { from: iso(year, month - 2, 1), to: iso(year, month + 1, 0), words: '近三个月（至 ' + year + '年' + month + '月）' };
    }
    return null;
  }

  let dialog, body, back;
  const trail = [];

  function build() {
    dialog = element('dialog', '', 'drawer');
    dialog.setAttribute('aria-labelledby', 'drawer-title');
    const bar = element('div', '', 'drawer-bar');
    back = element('button', '← 返回');
    back.type = 'button';
    back.addEventListener('click', () => { trail.pop(); show(); });
    const close = element('button', '关闭');
    close.type = 'button';
    close.addEventListener('click', () => dialog.close());
    bar.append(back, close);
    body = element('div', '', 'drawer-body');
    dialog.append(bar, body);
    dialog.addEventListener('click', (event) => { if (event.target === dialog) dialog.close(); });
    document.body.append(dialog);
  }

  function open(step) {
    if (!dialog) build();
    trail.length = 0;
    trail.push(step);
    if (!dialog.open) dialog.showModal();
    show();
  }

  // A table that shows its rows by pages.
  function pagedTable(label, heads, rows) {
    const box = element('div');
    const scroll = element('div', '', 'scroll');
    scroll.tabIndex = 0;
    scroll.setAttribute('role', 'region');
    scroll.setAttribute('aria-label', label);
    const table = element('table', '', 'grid compact');
    const head = element('thead');
    const line = element('tr');
    heads.forEach((h) => { const th = element('th', h.text, h.n ? 'n' : ''); th.scope = 'col'; line.append(th); });
    head.append(line);
    const tbody = element('tbody');
    table.append(head, tbody);
    scroll.append(table);
    box.append(scroll);
    let first = 0;
    const pager = element('p', '', 'drawer-pager');
    const previous = element('button', '上一页');
    const next = element('button', '下一页');
    const where = element('span');
    previous.type = next.type = 'button';
    const draw = () => {
      tbody.replaceChildren();
      rows.slice(first, first + pageSize).forEach((cells) => {
        const row = element('tr');
        cells.forEach((c, i) => {
          const cell = element(i === 0 ? 'th' : 'td', '', heads[i].n ? 'n' : heads[i].source ? 'source' : '');
          if (i === 0) cell.scope = 'row';
          cell.append(c instanceof Node ? c : document.createTextNode(c));
          row.append(cell);
        });
        tbody.append(row);
      });
      where.textContent = ' 第 ' + (first + 1) + '–' + Math.min(rows.length, first + pageSize) + ' 条，共 ' + rows.length + ' 条 ';
      previous.disabled = first === 0;
      next.disabled = first + pageSize >= rows.length;
    };
    previous.addEventListener('click', () => { first -= pageSize; draw(); });
    next.addEventListener('click', () => { first += pageSize; draw(); });
    draw();
    if (rows.length > pageSize) { pager.append(previous, where, next); box.append(pager); }
    return box;
  }

  function personRows(data, metric, range) {
    const rows = data.rows.filter((r) => r[1] === metric && r[0] >= range.from && r[0] <= range.to);
    let sum = 0;
    const lines = rows.map(([day, , actual, cell, plan, planCell, at]) => {
      if (typeof actual === 'number') sum += actual;
      const place = data.places[at] || { file: '', sheet: '' };
      const source = (c) => (c ? [place.file, place.sheet, c].filter(Boolean).join(' ! ') : '');
      return [day, figure(actual), source(cell), figure(plan), planCell || ''];
    });
    return { lines, sum };
  }

  function groupRows(data, metric, period, step) {
    const at = data.metrics.indexOf(metric);
    if (at < 0) return null;
    const range = rangeOf(period);
    const chosen = data.periods.filter((p) => (period.startsWith('m3:')
      ? p.key.startsWith('month:') && p.key.slice(6) >= range.from && p.key.slice(6) <= range.to : p.key === period));
    let sum = 0;
    const lines = data.parts.map((part, i) => {
      let actual = null, plan = null;
      chosen.forEach((p) => {
        const [a, b] = p.figures[at][i] || [];
        if (typeof a === 'number') actual = (actual || 0) + a;
        if (typeof b === 'number') plan = (plan || 0) + b;
      });
      if (typeof actual === 'number') sum += actual;
      const go = element('button', part.name || '—', 'link');
      go.type = 'button';
      go.addEventListener('click', () => { trail.push({ ...step, scope: part.file, value: figure(actual), metric }); show(); });
      return [go, figure(actual), figure(plan)];
    });
    return { lines, sum };
  }

  async function show() {
    const step = trail[trail.length - 1];
    back.hidden = trail.length < 2;
    body.replaceChildren(element('p', '正在读取…'));
    const [catalogue, data] = await Promise.all([load('metrics'), step.scope ? load(step.scope) : null]);
    if (step !== trail[trail.length - 1]) return;
    const known = (catalogue || []).find((m) => m.id === step.metric);
    const range = rangeOf(step.period || '');
    body.replaceChildren();
    const title = element('h2', (known ? known.name : step.label || step.metric) + (data ? ' · ' + data.name : ''));
    title.id = 'drawer-title';
    title.tabIndex = -1;
    body.append(title);
    const lead = element('p', '', 'drawer-value');
    lead.append(element('strong', step.value), document.createTextNode(range ? '　' + range.words : ''));
    body.append(lead);
    if (known) {
      const list = element('dl', '', 'drawer-facts');
      [['定义', known.formula], ['来源', known.source], ['单位', known.unit], ['说明', known.note]].forEach(([k, v]) => {
        if (v) { const row = element('div'); row.append(element('dt', k), element('dd', v)); list.append(row); }
      });
      body.append(list);
    }
    if (data && range) showTarget(data, step, range);
    if (data && range) {
      const bases = known ? known.base : [step.metric];
      if (bases.length === 0) body.append(element('p', '它不由逐日的活动数字得出，没有逐日的单元格清单；分子与分母见表，算法见下面的 SQL。', 'why'));
      bases.forEach((metric) => {
        const base = (catalogue || []).find((m) => m.id === metric);
        body.append(element('h3', bases.length > 1 ? '其中：' + (base ? base.name : metric) : '由这些行得出'));
        const found = data.rows ? personRows(data, metric, range) : groupRows(data, metric, step.period, step);
        if (!found || found.lines.length === 0) { body.append(element('p', '这一期间没有可列出的记录。', 'why')); return; }
        const total = element('p', '合计 ' + figure(found.sum) + (base && base.unit ? ' ' + base.unit : '') + '，' + found.lines.length + (data.rows ? ' 天' : ' 个下级单位'), 'why');
        body.append(total, data.rows
          ? pagedTable('逐日记录', [{ text: '日期' }, { text: '实际', n: true }, { text: '来源（文件 ! 表 ! 单元格）', source: true }, { text: '计划', n: true }, { text: '计划单元格' }], found.lines)
          : pagedTable('下级单位', [{ text: '点名称看下一级' }, { text: '实际', n: true }, { text: '计划', n: true }], found.lines));
      });
      if (!data.rows) body.append(element('p', '人员调动时，各下级之和可与本数不同：调入前的记录留在原团队。', 'why'));
    } else if (step.scope && !data) body.append(element('p', '本文件没有随附证据文件，请在完整的报告文件夹里打开。', 'why'));
    if (known && known.sql) {
      const details = element('details', '', 'sql');
      details.append(element('summary', '计算它的 SQL：' + known.model));
      details.addEventListener('toggle', () => { if (details.open && !details.querySelector('pre')) showSQL(details, known.sql); });
      body.append(details);
    }
    title.focus();
  }

  // Where the month's target was written down; a sum of those below has no cell of its own.
  function showTarget(data, step, range) {
    if (!step.period.startsWith('month:')) return;
    const found = (data.targets || []).filter((t) => t[0] === range.from && t[1] === step.metric);
    if (found.length === 0 && !step.isTarget) return;
    body.append(element('h3', '目标写在哪里'));
    if (found.length === 0) {
      body.append(element('p', window.aqsInside ? '报告包里不附目标表的单元格，请看完整的报告。' : data.parts ? '没有自己的目标表，目标是下级之和：点下面的名称看各自的目标单元格。' : '没有写明的目标。', 'why'));
      return;
    }
    body.append(pagedTable('目标的来源', [{ text: '表' }, { text: '目标', n: true }, { text: '来源（文件 ! 表 ! 单元格）', source: true }],
      found.map((t) => [t[3], figure(t[2]), t[4]])));
  }

  async function showSQL(into, name) {
    const data = await load(name);
    const pre = element('pre', data ? data.sql : '没有随附 SQL 文件。');
    pre.tabIndex = 0;
    into.append(pre);
  }

  // What a figure stands for: its metric, and the nearest scope and period around it.
  function stepOf(node, metric, period, value) {
    const scope = node.closest('[data-s]');
    const around = node.closest('[data-p]');
    let named = period || (around ? around.dataset.p : '');
    // 'm3' alone is the window that ends with the page's month.
    if (named && !named.includes(':')) named += ':' + document.getElementById('main').dataset.p.split(':')[1];
    return { metric, scope: scope ? scope.dataset.s : '', period: named, value: value || node.textContent.trim(), label: node.dataset.label || '', isTarget: 'target' in node.dataset };
  }

  // The figures of a pivot share their columns' metrics, which the table names once.
  document.querySelectorAll('table[data-cols]').forEach((table) => {
    const metrics = table.dataset.cols.split(' ');
    table.querySelectorAll('tbody tr').forEach((row) => row.querySelectorAll('b[data-v]').forEach((node, i) => { node.dataset.e = metrics[i]; }));
  });
  document.querySelectorAll('[data-e]').forEach((node) => {
    if (node.classList.contains('chart-canvas')) return;
    node.setAttribute('role', 'button');
    node.setAttribute('aria-haspopup', 'dialog');
    node.tabIndex = 0;
  });
  document.addEventListener('click', (event) => {
    const node = event.target.closest && event.target.closest('[data-e]');
    if (node && !node.classList.contains('chart-canvas')) open(stepOf(node, node.dataset.e));
  });
  document.addEventListener('keydown', (event) => {
    const node = event.target.closest && event.target.closest('[data-e][role=button]');
    if (node && (event.key === 'Enter' || event.key === ' ')) { event.preventDefault(); open(stepOf(node, node.dataset.e)); }
  });
  // A bar or a dot of a chart: the row of the table below it has its period or its scope.
  document.addEventListener('aqs:point', (event) => {
    const { holder, index, value } = event.detail;
    const near = holder.closest('[role=tabpanel], section');
    const row = near && near.querySelectorAll('tbody tr[data-p], tbody tr[data-s]')[index];
    if (row) open(stepOf(row, holder.dataset.e, '', String(value)));
  });
  // SQL of the catalogue, on the page of definitions.
  document.querySelectorAll('details[data-sql]').forEach((details) => {
    details.addEventListener('toggle', () => { if (details.open && !details.querySelector('pre')) showSQL(details, details.dataset.sql); });
  });
})();
