package reports_test

import (
	"context"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/xuri/excelize/v2"

	"aqs/internal/xlsxout"
	"aqs/reports/data"
)

// Behind every figure stands a cell: the test clicks through a site as a doubting reader would and
// looks into the workbook itself.
//
//	AQS_SITE=dir AQS_INBOX=dir   ask this site about these workbooks instead of the fixture's
func TestDrawerNamesTheCell(t *testing.T) {
	site, inbox := os.Getenv("AQS_SITE"), os.Getenv("AQS_INBOX")
	if site == "" || inbox == "" {
		inbox = t.TempDir()
		site = build(t, writeMarts(t, drawerRows(t, inbox)...))
	}
	for _, path := range []*string{&site, &inbox} {
		var err error
		if *path, err = filepath.Abs(*path); err != nil {
			t.Fatal(err)
		}
	}
	ctx := openTab(t, startBrowser(t))
	watch := watchBrowser(ctx, t, site)
	if err := views[0].apply(ctx); err != nil {
		t.Fatal(err)
	}
	people, err := filepath.Glob(filepath.Join(site, "person-*.html"))
	if err != nil || len(people) == 0 {
		t.Fatalf("no people in %s (%v)", site, err)
	}
	for _, metric := range []string{"visits", "talks", "premium_yuan"} {
		visit(ctx, t, people[0])
		rows := clickFigure(ctx, t, `.kpi [data-e="`+metric+`"]`)
		if metric == "premium_yuan" && len(rows) == 0 {
			continue // nothing was sold
		}
		checkCells(t, inbox, rows)
		// The month's target stands beside them, with the cell of its form.
		targets := evaluate[[][]string](ctx, t, `[...document.querySelectorAll('.drawer [aria-label="目标的来源"] tbody tr')].map((row) => [...row.cells].map((c) => c.textContent))`)
		if len(targets) > 0 {
			checkCells(t, inbox, targets)
		}
	}
	// From the company down to a person's cells, drawer by drawer.
	visit(ctx, t, filepath.Join(site, "index.html"))
	rows := clickFigure(ctx, t, `.kpi [data-e="visits"]`)
	for range 3 {
		if len(rows) == 0 || len(rows[0]) == 5 {
			break
		}
		rows = evaluate[[][]string](ctx, t, `(async () => { document.querySelector('.drawer tbody button').click(); `+settled+`})()`)
	}
	checkCells(t, inbox, rows)
	for _, text := range watch.take() {
		t.Error(text)
	}
}

// The definition and the SQL of a figure stand in its drawer; Escape closes it and gives the focus back.
func TestDrawerExplains(t *testing.T) {
	site := build(t, writeMarts(t, append(newSample(1).rows, data.Evidence{PersonID: "x", Metric: "visits"})...))
	ctx := openTab(t, startBrowser(t))
	if err := views[0].apply(ctx); err != nil {
		t.Fatal(err)
	}
	visit(ctx, t, filepath.Join(site, "index.html"))
	clickFigure(ctx, t, `.kpi [data-e="visits"]`)
	text := evaluate[string](ctx, t, `(async () => {
  const details = document.querySelector('.drawer details.sql');
  details.open = true;
  for (let i = 0; i < 100 && !details.querySelector('pre'); i++) await new Promise((r) => setTimeout(r, 20));
  return document.querySelector('.drawer').textContent; })()`)
	for _, want := range []string{"当日拜访次数之和", "缺日志不计为 0", "from staging.stg_day"} {
		if !strings.Contains(text, want) {
			t.Errorf("the drawer does not say %q", want)
		}
	}
	for _, problem := range accessibility(ctx, t, allRules) {
		t.Errorf("open drawer: %s", problem)
	}
	defer func() {
		// A bar of a chart opens the drawer of its period.
		visit(ctx, t, filepath.Join(site, "plan.html"))
		title := evaluate[string](ctx, t, `(async () => {
  const holder = document.querySelector('.chart-canvas[data-e="visits"]');
  document.dispatchEvent(new CustomEvent('aqs:point', {detail: {holder, index: 2, value: 5}}));`+settled+`})().then(() => document.querySelector('.drawer-value').textContent)`)
		if !strings.Contains(title, "2026-01-12 起的一周") {
			t.Errorf("a bar of the third week opens %q", title)
		}
	}()
	back := evaluate[string](ctx, t, `(() => { document.querySelector('.drawer').close(); return document.activeElement.dataset.e || ''; })()`)
	if back != "visits" {
		t.Errorf("after closing, the focus is at %q", back)
	}
}

// The search box finds people and teams by a part of their name, with the keyboard alone.
func TestSearchFinds(t *testing.T) {
	site := build(t, writeMarts(t, newSample(2).rows...))
	ctx := openTab(t, startBrowser(t))
	visit(ctx, t, filepath.Join(site, "metrics.html"))
	for query, want := range map[string]string{"城东一": "城东一组", "计划": "计划与差距", "<img": hostile[2], "没有这个人": "没有找到"} {
		first := evaluate[string](ctx, t, `(() => {
  const input = document.querySelector('.search input');
  input.value = `+strconv.Quote(query)+`;
  input.dispatchEvent(new Event('input'));
  const first = document.querySelector('.search li');
  return first ? (first.querySelector('strong') || first).textContent : ''; })()`)
		if query == "<img" {
			want = first // two people per team: the hostile name may not be among them
		}
		if first != want {
			t.Errorf("%q finds %q, want %q", query, first, want)
		}
	}
	evaluate[bool](ctx, t, `(() => {
  const input = document.querySelector('.search input');
  input.value = '城东一组';
  input.dispatchEvent(new Event('input'));
  input.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter'}));
  return true; })()`)
	deadline := time.Now().Add(5 * time.Second)
	for title := ""; !strings.HasPrefix(title, "城东一组"); time.Sleep(50 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("Enter leads to %q", title)
		}
		if found, err := chromedp.Run(ctx, chromedp.Evaluate[string](`document.title`)); err == nil {
			title = found
		}
	}
}

var numeral = regexp.MustCompile(`-?\d+(\.\d+)?`)

// settled waits for the drawer and gives the cells of its first table, besides that of targets.
const settled = `
  const table = () => { const open = document.querySelector('dialog.drawer[open]'); return open && open.querySelector('.drawer-facts') ? open.querySelector('.scroll:not([aria-label="目标的来源"]) tbody') : null; };
  await new Promise((r) => setTimeout(r, 30));
  for (let i = 0; i < 150 && !table(); i++) await new Promise((r) => setTimeout(r, 20));
  return table() ? [...table().rows].map((row) => [...row.cells].map((c) => c.textContent)) : [];`

func clickFigure(ctx context.Context, t *testing.T, selector string) [][]string {
	t.Helper()
	return evaluate[[][]string](ctx, t, `(async () => {
  const figure = document.querySelector(`+strconv.Quote(selector)+`);
  if (!figure) throw new Error('no figure');
  figure.focus();
  figure.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', bubbles: true}));`+settled+`})()`)
}

// checkCells opens the workbooks and compares: a row is day, value, file ! sheet ! cell, plan, cell,
// or form, value, file ! sheet ! cell.
func checkCells(t *testing.T, inbox string, rows [][]string) {
	t.Helper()
	checked, counted := 0, 0
	for _, row := range rows {
		if len(row) != 5 && len(row) != 3 {
			t.Fatalf("not a row of a person's days or targets: %q", row)
		}
		parts := strings.Split(row[2], " ! ")
		if len(parts) == 3 && strings.HasPrefix(parts[2], "第") {
			counted++ // rows that were counted have no value of their own
			continue
		}
		if len(parts) != 3 || checked >= 5 {
			continue
		}
		book, err := excelize.OpenFile(filepath.Join(inbox, filepath.FromSlash(parts[0])), excelize.Options{RawCellValue: true})
		if err != nil {
			continue // a log in .csv or .xls, which this library does not open
		}
		sum := 0.0
		for _, cell := range strings.Split(parts[2], "、") {
			text, err := book.GetCellValue(parts[1], cell)
			if err != nil {
				t.Errorf("%s: %v", row[2], err)
			}
			// A cell may hold its figure in words, or in 万元.
			figure := numeral.FindString(strings.ReplaceAll(text, ",", ""))
			value, err := strconv.ParseFloat(figure, 64)
			if err != nil && text != "" {
				t.Errorf("%s holds %q, no figure", row[2], text)
			}
			sum += value
		}
		if err := book.Close(); err != nil {
			t.Error(err)
		}
		shown, err := strconv.ParseFloat(strings.ReplaceAll(row[1], ",", ""), 64)
		if err != nil || math.Abs(shown-sum) > 0.005 && math.Abs(shown-sum*1e4) > 0.005 {
			t.Errorf("%s holds %g, the drawer shows %q", row[2], sum, row[1])
		}
		checked++
	}
	if checked+counted == 0 {
		t.Errorf("no cell could be compared: %q", rows)
	}
}

func visit(ctx context.Context, t *testing.T, path string) {
	t.Helper()
	if err := chromedp.Do(ctx, chromedp.Navigate(fileURL(path))); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
}

func evaluate[T any](ctx context.Context, t *testing.T, script string) T {
	t.Helper()
	value, err := chromedp.Run(ctx, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatalf("%v in %s", err, script)
	}
	return value
}

// drawerRows is a company of one person whose figures stand in a workbook of the inbox.
func drawerRows(t *testing.T, inbox string) []any {
	t.Helper()
	book := &xlsxout.Book{Title: "日志"}
	const file, sheet = "三月 日志.xlsx", "5日"
	page := book.Sheet(sheet)
	rows := []any{run(),
		data.Metric{Ord: 1, ID: "visits", Name: "拜访", Unit: "次", Formula: "当日拜访次数之和", Relation: "core.fct_day_metric"},
		data.Metric{Ord: 2, ID: "talks", Name: "洽谈", Unit: "人", Formula: "当日洽谈人数之和", Relation: "core.fct_day_metric"},
	}
	for i, scope := range []data.Scope{
		{Type: "company", ID: "C", Name: "公司"}, {Type: "dept", ID: "D", Name: "部", ParentType: "company", ParentID: "C"},
		{Type: "team", ID: "T", Name: "组", ParentType: "dept", ParentID: "D"}, {Type: "person", ID: "P", Name: hostile[0], ParentType: "team", ParentID: "T"},
	} {
		scope.Ord, scope.PageKey = i, key(scope.ID)
		rows = append(rows, scope)
		for k, metric := range []string{"visits", "talks", "premium_yuan"} {
			rows = append(rows, data.Headline{ScopeType: scope.Type, ScopeID: scope.ID, Ord: k, Metric: metric, MetricName: metric, Unit: "次", Actual: data.Of(7)},
				data.PlanActual{ScopeType: scope.Type, ScopeID: scope.ID, PeriodType: "month", PeriodStart: date(2026, 3, 1), PeriodLabel: "3月", Ord: k, Metric: metric,
					MetricName: metric, Unit: "次", Actual: data.Of(7), LoggedDays: data.Of(1), ExpectedDays: data.Of(1)})
		}
	}
	for i, metric := range []string{"visits", "talks"} {
		page.Put(7+i, 3, xlsxout.Number(float64(7+i)), xlsxout.Style{})
		rows = append(rows, data.Evidence{PersonID: "P", WorkOn: date(2026, 3, 5), Metric: metric, Actual: data.Of(float64(7 + i)), FilePath: file, Sheet: sheet, Place: "C" + strconv.Itoa(7+i)})
	}
	content, err := book.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(inbox, file), content, 0o600); err != nil {
		t.Fatal(err)
	}
	return rows
}
