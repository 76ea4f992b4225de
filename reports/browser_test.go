package reports_test

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"sort"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	cdplog "github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// The browser test opens every page of a site as a manager would: from the disk, without a
// network, on a desk and on a phone, and as a printer would see it.
//
//	AQS_SITE=dir          look at this site instead of the fixtures
//	AQS_CHROMIUM=path     the browser to use; otherwise chromium from PATH
//	AQS_SCREENSHOT=dir    write the pictures of the README into dir (browser_shots_test.go)
//	AQS_PAGE_SHOTS=dir    write one picture per page and width, for people who change the layout
func TestSiteInBrowser(t *testing.T) {
	if site := os.Getenv("AQS_SITE"); site != "" {
		checkSite(t, site)
		return
	}
	t.Run("hostile sample", func(t *testing.T) { checkSite(t, build(t, writeMarts(t, newSample(3).rows...))) })
	t.Run("nothing read yet", func(t *testing.T) { checkSite(t, build(t, writeMarts(t, emptyRun()))) })
}

// A view is one way of looking at a page.
type view struct {
	name   string
	width  int64
	height int64
	media  string
	scheme string // prefers-color-scheme
	mobile bool
	rules  string // what axe-core is asked about one page of each kind
}

var views = []view{
	{"wide", 1366, 900, "screen", "light", false, allRules},
	{"dark", 1366, 900, "screen", "dark", false, contrastRule},
	{"phone", 390, 844, "screen", "light", true, ""},
	{"print", 718, 1000, "print", "light", false, ""},
}

func (v view) apply(ctx context.Context) error {
	_, err := chromedp.Call(ctx, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{
		Width: v.width, Height: v.height, DeviceScaleFactor: 1, Mobile: v.mobile,
	})
	if err != nil {
		return err
	}
	_, err = chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Media: v.media, Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: v.scheme}},
	})
	return err
}

// finding is what the page's own script reports about its layout and charts.
type finding struct {
	Overflow []string `json:"overflow"` // elements that stick out of the window
	Blank    []string `json:"blank"`    // charts with fewer shapes than values
	Charts   int      `json:"charts"`
}

// inspect opens every tab and all details, then measures. Values of a chart are counted in its
// option, shapes in its drawing; a chart whose series did not draw has only unfilled axis lines.
const inspect = `(() => {
  const out = {overflow: [], blank: [], charts: 0};
  const seen = new Set();
  const look = () => {
    for (const holder of document.querySelectorAll('.chart-canvas')) {
      if (holder.clientWidth === 0 || seen.has(holder)) continue;
      seen.add(holder);
      out.charts++;
      const option = JSON.parse(document.getElementById(holder.dataset.option).textContent);
      let values = 0, zeros = 0, lines = 0;
      for (const series of option.series) {
        // A line without symbols is one stroke, whatever the number of its values.
        const bare = (item) => (item !== null && typeof item === 'object' && !Array.isArray(item) ? item.value : item);
        if (series.symbol === 'none') { lines += (series.data || []).some((item) => bare(item) !== '-') ? 1 : 0; continue; }
        for (const item of series.data || []) {
          const v = bare(item);
          if (v === 0) zeros++;
          else if (Array.isArray(v) || typeof v === 'number') values++;
        }
      }
      const strokes = [...holder.querySelectorAll('svg path')].filter((p) => p.getAttribute('fill') === 'none' && p.getAttribute('stroke')).length;
      const shapes = [...holder.querySelectorAll('svg path')].filter((p) => {
        const fill = p.getAttribute('fill');
        return fill && fill !== 'none' && fill !== 'transparent' && p.getAttribute('d');
      }).length;
      const box = holder.querySelector('svg')?.getBoundingClientRect();
      // A pointer over the chart brings up its tooltip, which must not break the content policy.
      const middle = holder.getBoundingClientRect();
      holder.firstElementChild.dispatchEvent(new MouseEvent('mousemove', {
        bubbles: true, clientX: middle.left + middle.width / 2, clientY: middle.top + middle.height / 2}));
      if (values + zeros === 0 || shapes < values || strokes < lines || !box || box.width < 50 || box.height < 50)
        out.blank.push(holder.id + ': ' + shapes + ' shapes for ' + values + ' values');
    }
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth > width) {
      for (const element of document.querySelectorAll('main *, header *, footer *')) {
        if (element.closest('.scroll, svg, pre')) continue;
        if (element.getBoundingClientRect().right > width + 1) out.overflow.push(element.tagName + '.' + element.className);
      }
      out.overflow.push('page ' + document.documentElement.scrollWidth + ' > ' + width);
    }
  };
  document.querySelectorAll('details').forEach((d) => { d.open = true; });
  look();
  for (const tab of document.querySelectorAll('[role=tab]')) { tab.click(); look(); }
  document.querySelectorAll('[role=tab]:first-child').forEach((tab) => tab.click());
  for (const holder of document.querySelectorAll('.chart-canvas')) if (!seen.has(holder)) out.blank.push(holder.id + ': never shown');
  return out;
})()`

func checkSite(t *testing.T, dir string) {
	t.Helper()
	dir, err := filepath.Abs(dir)
	if err != nil {
		t.Fatal(err)
	}
	pages, err := filepath.Glob(filepath.Join(dir, "*.html"))
	if err != nil || len(pages) == 0 {
		t.Fatalf("no pages in %s (%v)", dir, err)
	}
	sort.Strings(pages)
	browser := startBrowser(t)
	for _, v := range views {
		t.Run(v.name, func(t *testing.T) {
			t.Parallel()
			checkView(t, openTab(t, browser), dir, pages, v)
		})
	}
	if shots := os.Getenv("AQS_SCREENSHOT"); shots != "" {
		t.Run("shots", func(t *testing.T) {
			t.Parallel()
			takeShots(openTab(t, browser), t, dir, shots)
		})
	}
}

func checkView(t *testing.T, ctx context.Context, dir string, pages []string, v view) {
	t.Helper()
	watch := watchBrowser(ctx, t, dir)
	if err := v.apply(ctx); err != nil {
		t.Fatal(err)
	}
	charts := 0
	asked := map[string]bool{}
	for _, path := range pages {
		name := filepath.Base(path)
		if v.rules == contrastRule && asked[kindOf(name)] {
			continue // another theme changes colours only: one page of each kind shows them
		}
		if err := chromedp.Do(ctx, chromedp.Navigate(fileURL(path))); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		found, err := chromedp.Run(ctx, chromedp.Evaluate[finding](inspect))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		charts += found.Charts
		if kind := kindOf(name); v.rules != "" && !asked[kind] {
			asked[kind] = true
			for _, text := range accessibility(ctx, t, v.rules) {
				t.Errorf("%s (%s): %s", name, v.name, text)
			}
		}
		for _, text := range found.Overflow {
			t.Errorf("%s: sticks out: %s", name, text)
		}
		for _, text := range found.Blank {
			t.Errorf("%s: blank chart: %s", name, text)
		}
		for _, text := range watch.take() {
			t.Errorf("%s: %s", name, text)
		}
		if shots := os.Getenv("AQS_PAGE_SHOTS"); shots != "" {
			capture(ctx, t, filepath.Join(shots, v.name+"-"+strings.TrimSuffix(name, ".html")+".png"))
		}
	}
	t.Logf("%d pages, %d charts looked at", len(pages), charts)
}

// browserPath finds the browser; without one the test fails, because a skipped test proves nothing.
func browserPath(t *testing.T) string {
	t.Helper()
	if path := os.Getenv("AQS_CHROMIUM"); path != "" {
		return path
	}
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Fatal("no chromium in PATH: install it (Debian: apt-get install chromium fonts-noto-cjk) or set AQS_CHROMIUM")
	return ""
}

func startBrowser(t *testing.T) context.Context {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(browserPath(t)),
		chromedp.UserDataDir(t.TempDir()),
		chromedp.NoSandbox, chromedp.DisableGPU, chromedp.Flag("hide-scrollbars", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND"),
	)
	allocator, stopAllocator := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, stop := chromedp.NewContext(allocator)
	ctx, cancel := context.WithTimeout(ctx, 8*time.Minute)
	t.Cleanup(func() {
		cancel()
		// Cancel waits for the browser to end, so that its profile folder can be removed.
		if err := chromedp.Cancel(ctx); err != nil && !errors.Is(err, context.Canceled) {
			t.Logf("stop browser: %v", err)
		}
		stop()
		stopAllocator()
	})
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("start browser: %v", err)
	}
	return ctx
}

func openTab(t *testing.T, browser context.Context) context.Context {
	t.Helper()
	ctx, close := chromedp.NewContext(browser)
	t.Cleanup(close)
	if _, err := chromedp.Call(ctx, network.Enable, network.EnableParams{}); err != nil {
		t.Fatalf("open tab: %v", err)
	}
	return ctx
}

// watcher collects what a page must never do.
type watcher struct {
	mu    sync.Mutex
	found []string
}

func (w *watcher) add(format string, args ...any) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.found = append(w.found, fmt.Sprintf(format, args...))
}

func (w *watcher) take() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	found := w.found
	w.found = nil
	return found
}

func watchBrowser(ctx context.Context, t *testing.T, dir string) *watcher {
	t.Helper()
	w := &watcher{}
	inside := fileURL(dir) + "/"
	err := chromedp.Listen(ctx, func(event any) {
		switch e := event.(type) {
		case *runtime.EventConsoleAPICalled:
			if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeWarning || e.Type == runtime.ConsoleAPICalledTypeAssert {
				w.add("console %s: %s", e.Type, arguments(e.Args))
			}
		case *runtime.EventExceptionThrown:
			w.add("exception: %s", (&chromedp.ExceptionError{ExceptionDetails: e.ExceptionDetails}).Error())
		case *cdplog.EventEntryAdded:
			if e.Entry.Level == cdplog.EntryLevelError || e.Entry.Level == cdplog.EntryLevelWarning {
				w.add("log %s: %s %s", e.Entry.Level, e.Entry.Text, e.Entry.URL)
			}
		case *network.EventRequestWillBeSent:
			if !strings.HasPrefix(e.Request.URL, inside) {
				w.add("request outside the site: %s", e.Request.URL)
			}
		case *network.EventLoadingFailed:
			w.add("loading failed: %s", e.ErrorText)
		case *page.EventJavascriptDialogOpening:
			w.add("dialog: %s", e.Message)
			go func() {
				_, _ = chromedp.Call(ctx, page.HandleJavaScriptDialog, page.HandleJavaScriptDialogParams{})
			}()
		}
	})
	if err != nil {
		t.Fatalf("start browser: %v", err)
	}
	return w
}

func arguments(args []*runtime.RemoteObject) string {
	var texts []string
	for _, arg := range args {
		texts = append(texts, string(arg.Value)+arg.Description)
	}
	return strings.Join(texts, " ")
}

func fileURL(path string) string {
	return (&url.URL{Scheme: "file", Path: filepath.ToSlash(path)}).String()
}

// capture pictures a page as it opens, not with everything unfolded.
func capture(ctx context.Context, t *testing.T, path string) {
	t.Helper()
	if err := chromedp.Do(ctx, chromedp.Reload()); err != nil {
		t.Fatal(err)
	}
	picture, err := chromedp.Run(ctx, chromedp.FullScreenshot(100))
	writePicture(t, path, picture, err)
}

func writePicture(t *testing.T, path string, picture []byte, err error) {
	t.Helper()
	if err == nil {
		err = os.MkdirAll(filepath.Dir(path), 0o755)
	}
	if err == nil {
		err = os.WriteFile(path, picture, 0o644)
	}
	if err != nil {
		t.Fatalf("picture %s: %v", path, err)
	}
}
