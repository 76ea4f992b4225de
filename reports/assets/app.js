// Draws the charts of a page and makes its tabs work. Nothing here computes a figure, and nothing
// here turns text into HTML: tooltips are drawn as SVG text (renderMode richText), so a cell of a
// workbook can never become markup.
'use strict';
(function () {
  // The only formatters a chart may name, as "fn:<name>".
  const plain = new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 1 });
  const whole = new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 0 });
  const numeric = (v) => typeof v === 'number' && Number.isFinite(v);
  const formatters = {
    number: (v) => (numeric(v) ? plain.format(v) : '—'),
    percent: (v) => (numeric(v) ? plain.format(v * 100) + '%' : '—'),
    yuan: (v) => (numeric(v) ? whole.format(v) + ' 元' : '—'),
    wan: (v) => (!numeric(v) ? '—' : Math.abs(v) < 10000 ? plain.format(v) : plain.format(v / 10000) + '万'),
    rateOfN: (v) => (Array.isArray(v) ? plain.format(v[1] * 100) + '%，n = ' + whole.format(v[0]) : '—'),
    score: (v) => (Array.isArray(v) ? '技能 ' + whole.format(v[0]) + '，投入 ' + whole.format(v[1]) : '—'),
  };
  const variables = getComputedStyle(document.documentElement);

  // Replaces formatter names and CSS variable names by what they stand for. Only the keys named
  // here are looked at, so data cannot reach either table.
  function resolve(node) {
    if (Array.isArray(node)) { node.forEach(resolve); return; }
    if (node === null || typeof node !== 'object') return;
    for (const key of Object.keys(node)) {
      const v = node[key];
      if (key === 'data' && Array.isArray(v) && typeof v[0] !== 'object') continue;
      if (typeof v === 'string') {
        if ((key === 'color' || key === 'borderColor') && v.startsWith('--')) node[key] = variables.getPropertyValue(v).trim();
        if (key === 'formatter' || key === 'valueFormatter') {
          const name = v.startsWith('fn:') ? v.slice(3) : '';
          if (name && Object.hasOwn(formatters, name)) node[key] = formatters[name];
        }
      } else resolve(v);
    }
  }

  function css(name) { return variables.getPropertyValue(name).trim(); }

  function defaults(option) {
    const text = { fontFamily: getComputedStyle(document.body).fontFamily, fontSize: 11, color: css('--ink-2') };
    option.textStyle = text;
    option.tooltip = Object.assign({
      renderMode: 'richText', confine: true, padding: [8, 10], backgroundColor: css('--surface'), borderColor: css('--rule-strong'),
      borderWidth: 1, textStyle: { fontFamily: text.fontFamily, fontSize: 12, color: css('--ink') },
    }, option.tooltip);
    for (const series of option.series || []) {
      // A band is the difference of two figures, not a figure to be told.
      if (series.areaStyle) series.tooltip = { show: false };
      // Marks stand for values; ECharts would leave some out where space is short.
      if (series.type === 'line') series.showAllSymbol = true;
      // Lines are named at their end where the chart leaves room for it.
      const grid = [].concat(option.grid || [])[0] || {};
      if (series.type === 'line' && Number(grid.right) >= 40) {
        series.endLabel = { show: true, formatter: '{a}', fontSize: 11, color: css('--ink-2') };
        series.labelLayout = { moveOverlap: 'shiftY' }; // neighbouring lines keep their names apart
      }
      if (series.type === 'scatter') {
        // Names stand before the lines they cross, with a rim in the colour of the paper.
        Object.assign(series.label, { width: 96, overflow: 'truncate', distance: 7, textBorderColor: css('--surface'), textBorderWidth: 3 });
        series.z = 5;
      }
      for (const mark of [series.markArea, series.markLine]) if (mark) mark.silent = true;
    }
    for (const axis of [].concat(option.xAxis || [], option.yAxis || [])) {
      axis.axisLine = Object.assign({ show: axis.type === 'category', lineStyle: { color: css('--rule-strong') } }, axis.axisLine);
      axis.axisTick = Object.assign({ show: false }, axis.axisTick);
      axis.splitLine = Object.assign({ show: axis.type === 'value', lineStyle: { color: css('--rule') } }, axis.splitLine);
      axis.axisLabel = Object.assign({ color: css('--ink-2'), fontSize: 11 }, axis.axisLabel);
      axis.nameTextStyle = { color: css('--ink-2'), fontSize: 12 };
    }
  }

  const drawn = new Map();

  function optionOf(holder) {
    const option = JSON.parse(document.getElementById(holder.dataset.option).textContent);
    resolve(option);
    defaults(option);
    return option;
  }

  function draw(holder) {
    if (drawn.has(holder) || holder.clientWidth === 0) return;
    const chart = echarts.init(holder, null, { renderer: 'svg' });
    chart.setOption(optionOf(holder));
    // The drawer (drawer.js) shows what stands behind a bar or a dot.
    if (holder.dataset.e) {
      chart.on('click', (point) => document.dispatchEvent(new CustomEvent('aqs:point', {
        detail: { holder, index: point.dataIndex, value: Array.isArray(point.value) ? point.value[1] : point.value } })));
    }
    drawn.set(holder, chart);
    frame(holder);
  }

  // Lets the browser scale the drawing where a resize comes too late: on paper.
  function frame(holder) {
    const svg = holder.querySelector('svg');
    if (svg) svg.setAttribute('viewBox', '0 0 ' + svg.getAttribute('width') + ' ' + svg.getAttribute('height'));
  }

  // On a phone a table of words becomes a card per row, each cell under the name of its column;
  // roles keep it a table for screen readers. Tables that nearly fit, and long lists, go on scrolling.
  const phone = matchMedia('screen and (max-width: 720px)');
  const names = (table) => Array.from(table.tHead.rows[0].cells, (cell) => cell.textContent);
  function stackTables() {
    document.querySelectorAll('.scroll > table.wraps').forEach((table) => {
      const box = table.parentElement;
      if (!phone.matches || table.classList.contains('stacked') || box.scrollWidth < box.clientWidth * 1.15 || box.clientWidth === 0) return;
      if (table.tHead.rows.length !== 1 || table.rows.length > 46 || names(table).length > 12 || !table.querySelector('.text, .source, .value')) return;
      const heads = names(table);
      table.setAttribute('role', 'table');
      for (const part of [table.tHead, ...table.tBodies]) part.setAttribute('role', 'rowgroup');
      for (const row of table.rows) {
        row.setAttribute('role', 'row');
        Array.from(row.cells).forEach((cell, i) => {
          cell.setAttribute('role', cell.tagName === 'TD' ? 'cell' : cell.scope === 'row' ? 'rowheader' : 'columnheader');
          if (cell.tagName === 'TD') cell.dataset.label = heads[i] || '';
          cell.classList.toggle('is-none', cell.tagName === 'TD' && ['', '—'].includes(cell.textContent.trim()));
        });
      }
      table.classList.add('stacked');
    });
  }

  // A table that is wider than its box says so; only then it needs to be reachable by keyboard.
  function markScrollers() {
    stackTables();
    document.querySelectorAll('.scroll').forEach((box) => {
      const wide = box.scrollWidth > box.clientWidth + 1;
      box.classList.toggle('overflows', wide);
      if (wide) box.tabIndex = 0; else box.removeAttribute('tabindex');
    });
  }

  function drawAll() { document.querySelectorAll('.chart-canvas').forEach(draw); }

  function resizeAll() {
    drawn.forEach((chart, holder) => {
      if (holder.clientWidth === 0) return;
      if (chart.getWidth() !== holder.clientWidth || chart.getHeight() !== holder.clientHeight) chart.resize();
      frame(holder);
    });
    drawAll();
    markScrollers();
  }

  // Colours are taken when a chart is drawn; another theme, or paper, needs them anew.
  function repaint() {
    drawn.forEach((chart, holder) => { chart.setOption(optionOf(holder), true); frame(holder); });
  }

  // Tabs: without this script all panels stand below one another.
  function setUpTabs(group) {
    const tabs = Array.from(group.querySelectorAll('[role=tab]'));
    const select = (chosen, focus) => {
      tabs.forEach((tab) => {
        const on = tab === chosen;
        tab.setAttribute('aria-selected', on ? 'true' : 'false');
        tab.tabIndex = on ? 0 : -1;
        document.getElementById(tab.getAttribute('aria-controls')).hidden = !on;
      });
      if (focus) chosen.focus();
      resizeAll();
    };
    tabs.forEach((tab, i) => {
      tab.addEventListener('click', () => select(tab, false));
      tab.addEventListener('keydown', (event) => {
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (step) { event.preventDefault(); select(tabs[(i + step + tabs.length) % tabs.length], true); }
      });
    });
    group.querySelector('[role=tablist]').hidden = false;
    select(tabs.find((tab) => tab.getAttribute('aria-selected') === 'true') || tabs[0], false);
  }

  // A link may lead into closed details.
  function openTarget() {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (let node = target; node; node = node.parentElement) if (node.tagName === 'DETAILS') node.open = true;
    target.scrollIntoView();
  }

  document.documentElement.classList.add('js');
  document.querySelectorAll('.tabs').forEach(setUpTabs);
  drawAll();
  markScrollers();
  openTarget();
  addEventListener('hashchange', openTarget);
  addEventListener('resize', resizeAll);
  addEventListener('beforeprint', resizeAll);
  addEventListener('afterprint', resizeAll);
  const dark = matchMedia('(prefers-color-scheme: dark)');
  dark.addEventListener('change', repaint);
  matchMedia('print').addEventListener('change', () => { if (dark.matches) repaint(); resizeAll(); });
  document.querySelectorAll('details').forEach((d) => d.addEventListener('toggle', resizeAll));
})();
