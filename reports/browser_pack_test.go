package reports_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"aqs/reports"
	"aqs/reports/bundle"
	"aqs/reports/data"
)

// mostPages is how many sheets of A4 a pack of the sample may take, by the word its name begins with.
var mostPages = map[string]int{"morning": 1, "evening": 1, "weekly": 3, "supervisors": 2, "management": 1, "review": 6}

// packProblems measures a pack: nothing wider than the paper or the screen, no script or picture, no
// table that is cut off (its scroller holds more than it shows), no text of a workbook as an element.
const packProblems = `((isPrint) => {
  const out = [];
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > width) out.push('page ' + document.documentElement.scrollWidth + ' > ' + width);
  if (isPrint) for (const box of document.querySelectorAll('.scroll, .drawing')) {
    const inner = box.firstElementChild.getBoundingClientRect();
    if (inner.right > width + 1) out.push('cut off: ' + (box.getAttribute('aria-label') || box.className) + ' ' + Math.round(inner.right) + ' > ' + width);
  }
  for (const cell of document.querySelectorAll('td.n')) if (isPrint && cell.scrollWidth > cell.clientWidth + 1) out.push('figure cut: ' + cell.textContent);
  if (document.querySelector('script, img, iframe, object, link, [onerror], [onclick]')) out.push('an element that a pack never has');
  if (document.querySelectorAll('h2').length < 3) out.push('fewer than three parts');
  return out;
})`

func TestPacksInBrowser(t *testing.T) {
	site := os.Getenv("AQS_SITE")
	if site == "" {
		site = build(t, writeMarts(t, packRows()...))
	}
	site, err := filepath.Abs(site)
	if err != nil {
		t.Fatal(err)
	}
	packs, err := filepath.Glob(filepath.Join(site, "packs", "*.html"))
	if err != nil || len(packs) < 6 {
		t.Fatalf("%d packs (%v)", len(packs), err)
	}
	ctx := openTab(t, startBrowser(t))
	watch := watchBrowser(ctx, t, site)
	for _, path := range packs {
		name := strings.TrimSuffix(filepath.Base(path), ".html")
		if os.Getenv("AQS_SITE") == "" && strings.Contains(name, "-") && !strings.Contains(name, key("D2T2")) && !strings.Contains(name, key("D2")) {
			continue // one pack of each kind, of the team whose texts are hostile
		}
		kind, _, _ := strings.Cut(name, "-")
		if info, err := os.Stat(path); err != nil || info.Size() > 1_500_000 {
			t.Errorf("%s: too large, or %v", name, err)
		}
		for _, v := range views {
			if v.name == "dark" {
				continue // paper has no dark side
			}
			if err := v.apply(ctx); err != nil {
				t.Fatal(err)
			}
			if err := chromedp.Do(ctx, chromedp.Navigate(fileURL(path))); err != nil {
				t.Fatal(err)
			}
			isPrint := "(false)"
			if v.media == "print" {
				isPrint = "(true)"
			}
			for _, problem := range evaluate[[]string](ctx, t, packProblems+isPrint) {
				t.Errorf("%s (%s): %s", name, v.name, problem)
			}
			if v.rules != "" {
				for _, text := range accessibility(ctx, t, v.rules) {
					t.Errorf("%s (%s): %s", name, v.name, text)
				}
			}
			if shots := os.Getenv("AQS_PAGE_SHOTS"); shots != "" {
				capture(ctx, t, filepath.Join(shots, v.name+"-"+name+".png"))
			}
		}
		yes := true
		printed, err := chromedp.Call(ctx, page.PrintToPDF, page.PrintToPDFParams{PreferCSSPageSize: &yes, PrintBackground: &yes})
		if err != nil {
			t.Fatal(err)
		}
		if pages := bytes.Count(printed.Data, []byte("/Type /Page\n")); pages < 1 || pages > mostPages[kind] {
			t.Errorf("%s takes %d sheets, want 1 to %d", name, pages, mostPages[kind])
		}
	}
	for _, text := range watch.take() {
		t.Error(text)
	}
}

// packRows is the hostile sample with what only packs show, hostile as well.
func packRows() []any {
	s := newSample(3)
	s.add(data.PackDate{Day: date(2026, 3, 31), DayLabel: "2026-03-31 周二", Next: date(2026, 4, 1), NextLabel: "2026-04-01 周三", WeekStart: date(2026, 3, 23), WeekLabel: "第13周（3.23–3.29）"})
	for i, kind := range []string{"followup", "unprepared", "day_note", "week_note", "team_note", "key_account"} {
		for k, text := range hostile {
			s.add(data.PackItem{ScopeType: "team", ScopeID: "D2T2", Kind: kind, Ord: k + 1, On: date(2026, 3, 31), PersonName: hostile[i], Title: "张*", Body: text})
		}
	}
	for column, name := range append([]string{"小组目标"}, hostile...) {
		for ord, metric := range []string{"新增销售收入", "销售总收入", "达成率", "拜访客户数", "有效客户数", "有效活动率"} {
			s.add(data.PackWeek{TeamID: "D2T2", ColumnOrd: column, Ord: ord + 1, ColumnName: name, MetricName: metric, Unit: []string{"元", "元", "比率", "人", "人", "比率"}[ord], Plan: data.Of([]float64{123456, 123456, 0.9, 28, 12, 0.4}[ord]), Actual: data.Of([]float64{98765, 98765, 0.8, 21, 9, 0.43}[ord])})
		}
	}
	return s.rows
}

// A bundle opens from the disk, without a network: pages lead to each other, charts are drawn, the
// drawer finds its cells, the search its people. A locked one opens with its passphrase only.
func TestBundleInBrowser(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	secret := "红马 正确 电池 订书钉"
	marts := writeMarts(t, newSample(3).rows...)
	if _, err := reports.Build(context.Background(), reports.Options{MartsPath: marts, SiteDir: dir, Version: "0.1.0", Bundles: reports.Bundles{Teams: true}}); err != nil {
		t.Fatal(err)
	}
	locked := filepath.Join(t.TempDir(), "locked")
	summary, err := reports.BuildScope(context.Background(), reports.Options{MartsPath: marts, SiteDir: locked, Version: "0.1.0",
		Bundles: reports.Bundles{Passphrases: map[string]string{"team:D2T2": secret}}}, "team:D2T2")
	if err != nil {
		t.Fatal(err)
	}
	ctx := openTab(t, startBrowser(t))
	for _, test := range []struct{ name, path string }{
		{"open", filepath.Join(dir, bundle.Folder, "team-"+key("D2T2")+".html")}, {"locked", summary.Index},
	} {
		t.Run(test.name, func(t *testing.T) {
			watch := watchBrowser(ctx, t, filepath.Dir(test.path))
			for _, v := range []view{views[0], views[2]} {
				if err := v.apply(ctx); err != nil {
					t.Fatal(err)
				}
				if err := chromedp.Do(ctx, chromedp.Navigate("about:blank"), chromedp.Navigate(fileURL(test.path))); err != nil {
					t.Fatal(err)
				}
				watch.take() // about:blank is a request of the test's own
				if test.name == "locked" {
					unlock(ctx, t, secret)
				}
				waitFor(ctx, t, `document.querySelectorAll('.chart-canvas svg').length > 0`)
				found, err := chromedp.Run(ctx, chromedp.Evaluate[finding](inspect))
				if err != nil {
					t.Fatal(err)
				}
				if found.Charts == 0 || len(found.Blank)+len(found.Overflow) > 0 {
					t.Errorf("%s: %+v", v.name, found)
				}
				lookAt := func(what string) {
					if v.rules == "" || test.name == "locked" { // the same pages
						return
					}
					for _, text := range accessibility(ctx, t, v.rules) {
						t.Errorf("%s (%s): %s", what, v.name, text)
					}
				}
				lookAt("the team's page")
				picture(ctx, t, "bundle-"+test.name+"-"+v.name)
				// To a person and to a figure's cells.
				evaluate[bool](ctx, t, `(() => { document.querySelector('a[href^="person-"]').click(); return true; })()`)
				waitFor(ctx, t, `location.hash.startsWith('#person-') && document.querySelector('#h-days') && document.querySelectorAll('.chart-canvas svg').length > 0`)
				lookAt("the person's page")
				evaluate[bool](ctx, t, `(() => { document.querySelector('[data-e="visits"], [data-e]').click(); return true; })()`)
				waitFor(ctx, t, `document.querySelector('dialog.drawer[open] .drawer-facts, dialog.drawer[open] p')`)
				if search := evaluate[bool](ctx, t, `!document.querySelector('.search').hidden`); !search {
					t.Error("no search box")
				}
				evaluate[bool](ctx, t, `(() => { document.querySelector('dialog.drawer').close(); history.back(); return true; })()`)
				waitFor(ctx, t, `document.querySelector('#h-children')`)
			}
			for _, text := range watch.take() {
				t.Error(text)
			}
		})
	}
}

func unlock(ctx context.Context, t *testing.T, secret string) {
	t.Helper()
	if !evaluate[bool](ctx, t, `isSecureContext && !!crypto.subtle`) {
		t.Fatal("the browser has no WebCrypto on file://")
	}
	try := func(passphrase string) {
		evaluate[bool](ctx, t, `(() => { document.querySelector('#passphrase').value = '`+passphrase+`'; document.querySelector('form').requestSubmit(); return true; })()`)
	}
	try("not the passphrase")
	waitFor(ctx, t, `document.querySelector('#state').textContent.includes('口令不对')`)
	if evaluate[bool](ctx, t, `!!document.querySelector('.chart-canvas') || document.title.includes('组')`) {
		t.Error("a locked bundle tells something before its passphrase")
	}
	try(secret)
}

func waitFor(ctx context.Context, t *testing.T, condition string) {
	t.Helper()
	for range 200 {
		if ok, err := chromedp.Run(ctx, chromedp.Evaluate[bool]("!!("+condition+")")); err == nil && ok {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatalf("never came true: %s", condition)
}

func picture(ctx context.Context, t *testing.T, name string) {
	if shots := os.Getenv("AQS_PAGE_SHOTS"); shots != "" {
		content, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
		writePicture(t, filepath.Join(shots, name+".png"), content, err)
	}
}
