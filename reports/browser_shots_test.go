package reports_test

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// A shot is one picture of the README: which page, from which heading on, how large.
type shot struct {
	name    string
	file    func(t *testing.T, dir string) string
	from    string // selector whose top is the picture's; empty for the top of the page
	width   int64
	height  int64
	isPhone bool
}

// shots are the pages that the READMEs show. Windows are fixed, so that pictures change only when
// pages do.
var shots = []shot{
	{"overview", named("index.html"), "", 1366, 1000, false},
	{"team", linkedFrom("index.html", `(?s)id="h-children".*?href="(team-[0-9a-f]+\.html)"`), "", 1366, 1000, false},
	{"person", linkedFrom("index.html", `href="(person-[0-9a-f]+\.html)#h-cards"`), "[aria-labelledby=h-fall]", 1366, 1000, false},
	{"conversion", named("funnel.html"), "[aria-labelledby=h-funnel]", 1366, 1000, false},
	{"quality", named("quality.html"), "", 1366, 900, false},
	{"pack", named("packs/management.html"), "", 900, 1200, false},
	{"phone", named("index.html"), "", 390, 1100, true},
}

// heaviestShot is how many bytes a picture may have: the repository carries every version.
const heaviestShot = 250_000

func named(name string) func(*testing.T, string) string {
	return func(_ *testing.T, _ string) string { return name }
}

// linkedFrom is the first page of a kind that another page leads to.
func linkedFrom(from, pattern string) func(*testing.T, string) string {
	return func(t *testing.T, dir string) string {
		t.Helper()
		content, err := os.ReadFile(filepath.Join(dir, from))
		if err != nil {
			t.Fatal(err)
		}
		found := regexp.MustCompile(pattern).FindSubmatch(content)
		if found == nil {
			t.Fatalf("%s has no link like %s", from, pattern)
		}
		return string(found[1])
	}
}

// takeShots writes the pictures. A page, or the part of it, that is missing fails the test: an old
// picture would go on promising it.
func takeShots(ctx context.Context, t *testing.T, dir, out string) {
	t.Helper()
	for _, s := range shots {
		path := filepath.Join(dir, filepath.FromSlash(s.file(t, dir)))
		if _, err := os.Stat(path); err != nil {
			t.Errorf("%s: %v", s.name, err)
			continue
		}
		v := view{name: s.name, width: s.width, height: s.height, media: "screen", scheme: "light", mobile: s.isPhone}
		if err := v.apply(ctx); err != nil {
			t.Fatal(err)
		}
		if err := chromedp.Do(ctx, chromedp.Navigate(fileURL(path))); err != nil {
			t.Fatalf("%s: %v", s.name, err)
		}
		top := 0.0
		if s.from != "" {
			var err error
			top, err = chromedp.Run(ctx, chromedp.Evaluate[float64](
				`Math.max(0, (document.querySelector('`+s.from+`')?.getBoundingClientRect().top ?? -1e6) + scrollY - 16) + (document.querySelector('`+s.from+`') ? 0 : -1)`))
			if err != nil || top < 0 {
				t.Errorf("%s: no %s on %s (%v)", s.name, s.from, filepath.Base(path), err)
				continue
			}
		}
		beyond := true
		picture, err := chromedp.Call(ctx, page.CaptureScreenshot, page.CaptureScreenshotParams{
			CaptureBeyondViewport: &beyond,
			Clip:                  &page.Viewport{X: 0, Y: top, Width: float64(s.width), Height: float64(s.height), Scale: 1},
		})
		if err != nil {
			t.Fatalf("%s: %v", s.name, err)
		}
		writePicture(t, filepath.Join(out, s.name+".png"), picture.Data, nil)
		if len(picture.Data) > heaviestShot {
			t.Errorf("%s.png has %d bytes, want at most %d", s.name, len(picture.Data), heaviestShot)
		}
	}
}
