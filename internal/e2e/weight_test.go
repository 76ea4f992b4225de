package e2e

import (
	"os"
	"path/filepath"
	"testing"
)

// heaviestPage is the limit of a page without its shared files: what a phone on a bad line still opens.
const heaviestPage = 150_000

// Every page of the sample is light, with everything that real workbooks fill: rows made by hand leave
// too much empty to tell.
func TestSamplePagesAreLight(t *testing.T) {
	o := newOffice(t, "../../sample-data/inbox", "2026-03-31")
	o.run(t, "run", "--quiet")
	pages, err := filepath.Glob(filepath.Join(o.site, "*.html"))
	if err != nil || len(pages) < 50 {
		t.Fatalf("%d pages (%v)", len(pages), err)
	}
	for _, page := range pages {
		info, err := os.Stat(page)
		if err != nil {
			t.Fatal(err)
		}
		if info.Size() > heaviestPage {
			t.Errorf("%s has %d bytes, the limit is %d", filepath.Base(page), info.Size(), heaviestPage)
		}
	}
	// What every 营业部 can hand in again stands beside its page.
	forms, err := filepath.Glob(filepath.Join(o.site, "xlsx", "forms-*.xlsx"))
	if err != nil || len(forms) < 6 {
		t.Errorf("%d workbooks of refilled forms (%v)", len(forms), err)
	}
}
