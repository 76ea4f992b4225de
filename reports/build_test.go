package reports_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"html"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"aqs/internal/warehouse"
	"aqs/reports"
	"aqs/reports/data"
)

func buildInto(dir, marts string, workers int) (*reports.Summary, error) {
	return reports.Build(context.Background(), reports.Options{MartsPath: marts, SiteDir: dir, Version: "0.1.0", Workers: workers})
}

// build gives the folder of a site made from marts.
func build(t testing.TB, marts string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "site")
	if _, err := buildInto(dir, marts, 0); err != nil {
		t.Fatal(err)
	}
	return dir
}

// readSite gives every file of a site by its slash path.
func readSite(t testing.TB, dir string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	err := filepath.WalkDir(dir, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		files[filepath.ToSlash(name)], err = os.ReadFile(path)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

var (
	tag         = regexp.MustCompile(`<[a-zA-Z][^>]*>`)
	script      = regexp.MustCompile(`(?s)<script([^>]*)>(.*?)</script>`)
	jsonScript  = regexp.MustCompile(`^ type="application/json" id="[a-z0-9-]+"$`)
	assetScript = regexp.MustCompile(`^ defer src="assets/[a-z.-]+"$`)
	attribute   = regexp.MustCompile(`(?i)\s(on[a-z]+|style)\s*=`)
	reference   = regexp.MustCompile(`\s(?:href|src)="([^"]*)"`)
	elementID   = regexp.MustCompile(`\sid="([^"]*)"`)
)

// Text of workbooks stays text: no tag, no attribute, no script of its own, in pages or options.
func TestHostileTextStaysText(t *testing.T) {
	files := readSite(t, build(t, writeMarts(t, newSample(7).rows...)))
	var pages, options int
	seen := map[string]bool{}
	for name, content := range files {
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		pages++
		text := string(content)
		for _, match := range script.FindAllStringSubmatch(text, -1) {
			switch {
			case assetScript.MatchString(match[1]) && match[2] == "":
			case jsonScript.MatchString(match[1]):
				options++
				if !json.Valid([]byte(match[2])) {
					t.Errorf("%s: a chart's option is not JSON", name)
				}
			default:
				t.Errorf("%s: unexpected script <script%s>", name, match[1])
			}
		}
		markup := script.ReplaceAllString(text, "")
		for _, element := range tag.FindAllString(markup, -1) {
			// What stands in quotes is an attribute's value, where hostile text may stand escaped.
			bare := regexp.MustCompile(`"[^"]*"`).ReplaceAllString(element, `""`)
			if attribute.MatchString(bare) || strings.HasPrefix(strings.ToLower(bare), "<img") || strings.HasPrefix(bare, "<b>") {
				t.Errorf("%s: hostile markup %s", name, element)
			}
		}
		for _, word := range hostile {
			if strings.Contains(markup, html.EscapeString(word)) || strings.Contains(html.UnescapeString(markup), word) {
				seen[word] = true
			}
		}
	}
	if pages == 0 || options == 0 {
		t.Fatalf("%d pages, %d options: nothing was tested", pages, options)
	}
	for _, word := range hostile {
		if !seen[word] {
			t.Errorf("%q is nowhere in the site: the test proves nothing about it", word)
		}
	}
}

// Each page forbids everything but the site's own files.
func TestContentPolicy(t *testing.T) {
	for name, content := range readSite(t, build(t, writeMarts(t, emptyRun()))) {
		if strings.HasSuffix(name, ".html") && !bytes.Contains(content, []byte(`content="default-src 'none'; script-src 'self' file:;`)) {
			t.Errorf("%s has no content security policy", name)
		}
	}
}

func TestSameInputSameBytes(t *testing.T) {
	marts := writeMarts(t, newSample(3).rows...)
	first, second := filepath.Join(t.TempDir(), "a"), filepath.Join(t.TempDir(), "b")
	for dir, workers := range map[string]int{first: 1, second: 8} {
		if _, err := buildInto(dir, marts, workers); err != nil {
			t.Fatal(err)
		}
	}
	a, b := readSite(t, first), readSite(t, second)
	if len(a) != len(b) {
		t.Fatalf("%d and %d files", len(a), len(b))
	}
	for name := range a {
		if !bytes.Equal(a[name], b[name]) {
			t.Errorf("%s differs between two builds", name)
		}
	}
}

// Every link is relative and leads to a file of the site, and to an element of it where it says so.
func TestLinksResolve(t *testing.T) {
	for title, rows := range map[string][]any{"sample": newSample(3).rows, "empty": {emptyRun()}} {
		files := readSite(t, build(t, writeMarts(t, rows...)))
		ids := map[string]map[string]bool{}
		for name, content := range files {
			ids[name] = map[string]bool{}
			for _, match := range elementID.FindAllStringSubmatch(string(content), -1) {
				if ids[name][match[1]] && strings.HasSuffix(name, ".html") {
					t.Errorf("%s %s: id %q twice", title, name, match[1])
				}
				ids[name][match[1]] = true
			}
		}
		links := 0
		for name, content := range files {
			if !strings.HasSuffix(name, ".html") {
				continue
			}
			for _, match := range reference.FindAllStringSubmatch(script.ReplaceAllString(string(content), "<script$1></script>"), -1) {
				links++
				file, fragment, hasFragment := strings.Cut(match[1], "#")
				if file == "" {
					file = name
				}
				if _, ok := files[file]; !ok {
					t.Errorf("%s %s: dead link %q", title, name, match[1])
				} else if hasFragment && !ids[file][fragment] {
					t.Errorf("%s %s: link %q leads to no element", title, name, match[1])
				}
			}
		}
		if links == 0 {
			t.Errorf("%s: no links found", title)
		}
	}
}

func TestNothingReadYet(t *testing.T) {
	files := readSite(t, build(t, writeMarts(t, emptyRun())))
	index := string(files["index.html"])
	for _, want := range []string{"没有数据", "2027 年日历未发布", "收件夹里还没有可以读入的日志"} {
		if !strings.Contains(index, want) {
			t.Errorf("index.html does not say %q", want)
		}
	}
	for _, never := range []string{"NaN", "Inf", "null", "&lt;nil&gt;"} {
		if strings.Contains(index, never) {
			t.Errorf("index.html says %q", never)
		}
	}
}

// A long list is cut into pages that link to one another.
func TestLongListsArePaged(t *testing.T) {
	rows := []any{run()}
	for i := range 1100 {
		rows = append(rows, data.Issue{Ord: i, FilePath: "a.xlsx", Sheet: "1日", Cell: "B2", Code: "E", Severity: "error", Message: "x"})
	}
	files := readSite(t, build(t, writeMarts(t, rows...)))
	total := 0
	for _, name := range []string{"quality-issues.html", "quality-issues-2.html", "quality-issues-3.html"} {
		total += strings.Count(string(files[name]), "a.xlsx")
	}
	if total != 1100 {
		t.Errorf("%d of 1100 issues are shown", total)
	}
}

// Whatever is wrong with the marts, the site that is there stays as it is.
func TestFailureLeavesOldSite(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	if _, err := buildInto(dir, writeMarts(t, newSample(1).rows...), 0); err != nil {
		t.Fatal(err)
	}
	before := readSite(t, dir)
	scope := data.Scope{Ord: 1, Type: "team", ID: "T", Name: "组", PageKey: key("T")}
	evil, odd, twin := scope, scope, scope
	evil.PageKey, odd.Type, twin.ID = "../../etc/passwd", "planet", "T2"
	for title, marts := range map[string]string{
		"no such file":       filepath.Join(t.TempDir(), "none.duckdb"),
		"no run":             writeMarts(t),
		"two runs":           writeMarts(t, run(), run()),
		"page key is a path": writeMarts(t, run(), evil),
		"unknown scope type": writeMarts(t, run(), odd),
		"page key twice":     writeMarts(t, run(), scope, twin),
		"not finite":         writeMarts(t, run(), scope, data.Headline{ScopeType: "team", ScopeID: "T", Metric: "visits", Actual: data.Of(math.Inf(1))}),
	} {
		if summary, err := buildInto(dir, marts, 0); err == nil {
			t.Errorf("%s: built %+v without an error", title, summary)
		}
		if _, err := os.Stat(warehouse.Staging(dir)); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("%s: staging stayed behind", title)
		}
		after := readSite(t, dir)
		if len(after) != len(before) {
			t.Fatalf("%s: the old site changed", title)
		}
		for name := range before {
			if !bytes.Equal(before[name], after[name]) {
				t.Fatalf("%s: %s of the old site changed", title, name)
			}
		}
	}
	if _, err := buildInto(dir, filepath.Join(t.TempDir(), "none.duckdb"), 0); !errors.Is(err, warehouse.ErrMissing) {
		t.Errorf("missing marts give %v, want ErrMissing", err)
	}
}

// Every page stays light enough to send in a chat. What people look up is on its own: the definitions
// with their SQL, and the lists of the data quality.
func TestPagesAreLight(t *testing.T) {
	for name, content := range readSite(t, build(t, writeMarts(t, newSample(7).rows...))) {
		if strings.HasSuffix(name, ".html") && !strings.Contains(name, "/") && len(content) > 150_000 {
			t.Errorf("%s has %d bytes", name, len(content))
		}
	}
}

func BenchmarkBuild(b *testing.B) {
	marts := writeMarts(b, newSample(10).rows...)
	dir := filepath.Join(b.TempDir(), "site")
	pages, size := 0, int64(0)
	b.ResetTimer()
	for range b.N {
		summary, err := buildInto(dir, marts, 0)
		if err != nil {
			b.Fatal(err)
		}
		pages, size = summary.Pages, summary.Bytes
	}
	b.ReportMetric(float64(pages*b.N)/b.Elapsed().Seconds(), "pages/s")
	b.ReportMetric(float64(pages), "pages")
	b.ReportMetric(float64(size)/float64(pages)/1000, "kB/page")
}
