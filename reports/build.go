package reports

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"aqs/internal/warehouse"
	"aqs/reports/assets"
	"aqs/reports/data"
	"aqs/reports/evidence"
	"aqs/reports/page"
	"aqs/reports/table"
)

// Options of one build.
type Options struct {
	MartsPath string // marts.duckdb, read only
	SiteDir   string // replaced as a whole
	Version   string // shown in the footer; part of what must stay equal for equal bytes
	Workers   int    // pages rendered at once; 0 means one per core
	Warehouse warehouse.Config
	Bundles   Bundles // none by default
}

// Summary tells what was built.
type Summary struct {
	Pages int   `json:"pages"`
	Bytes int64 `json:"bytes"` // of the pages, without assets
	Packs int   `json:"packs"` // meeting packs
	// Bundles of teams and people; skipped are those for which a passphrase is asked for and missing.
	Bundles        int `json:"bundles"`
	BundlesSkipped int `json:"bundles_skipped,omitempty"`
	// Written counts the files of all kinds whose content is new; the others were taken over.
	Written int    `json:"written"`
	Index   string `json:"index"` // path of the page to open first
}

// Build reads the marts, makes every page, workbook and side file at warehouse.Staging(SiteDir), and
// publishes. Whatever goes wrong before the last step leaves the old site as it was. Each page is
// written as soon as it is made: memory holds the figures and a few pages, whatever their number.
func Build(ctx context.Context, o Options) (*Summary, error) {
	summary, err := build(ctx, o)
	if err != nil {
		return nil, fmt.Errorf("report: %w", errors.Join(err, warehouse.Discard(o.SiteDir)))
	}
	return summary, nil
}

func build(ctx context.Context, o Options) (*Summary, error) {
	d, err := load(ctx, o)
	if err != nil {
		return nil, err
	}
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(memoryLimit()))
	site, err := page.NewSite(d, o.Version)
	if err != nil {
		return nil, err
	}
	now := site.Figures()
	site.CompareWith(baseline(readPublication(o.SiteDir), now))
	out, err := newOutput(o.SiteDir)
	if err != nil {
		return nil, err
	}
	summary := &Summary{Index: filepath.Join(o.SiteDir, "index.html")}
	if err := writePages(ctx, site, o.Workers, out, summary); err != nil {
		return nil, err
	}
	if err := writeSideFiles(ctx, site, now, o.Workers, out); err != nil {
		return nil, err
	}
	if err := writePacks(ctx, site, o, out, summary); err != nil {
		return nil, err
	}
	if err := writeBundles(ctx, d, o, out, summary); err != nil {
		return nil, err
	}
	summary.Written = int(out.written.Load())
	return summary, warehouse.Publish(o.SiteDir)
}

// softLimit is what the site of a thousand people may take beside DuckDB.
const softLimit = 700 << 20

// memoryLimit is where the collector of garbage begins to work harder while pages are made: without a
// limit garbage may take twice what is in use. Figures that need more by themselves get half as much
// again, because a limit below them would only burn time.
func memoryLimit() int64 {
	var now runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&now)
	return max(softLimit, int64(now.HeapAlloc+now.HeapAlloc/2))
}

func load(ctx context.Context, o Options) (d *data.Data, err error) {
	session, err := warehouse.Open(ctx, o.Warehouse, warehouse.Attachment{Name: "marts", Path: o.MartsPath, ReadOnly: true})
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, session.Close()) }()
	return data.Load(ctx, session.Conn())
}

// writePages lays out, renders and writes the pages with their workbooks, several at once.
func writePages(ctx context.Context, site *page.Site, workers int, out *output, summary *Summary) error {
	renderer, err := page.NewRenderer()
	if err != nil {
		return err
	}
	makers := site.Makers()
	review := make([][]table.Table, len(makers)) // by maker, so that the order does not depend on time
	var pages, size atomic.Int64
	err = parallel(ctx, workers, len(makers), func(i int) error {
		made, err := makers[i]()
		if err != nil {
			return err
		}
		for _, p := range made {
			content, err := renderer.Render(p)
			if err != nil {
				return err
			}
			if err := out.put(p.File, content); err != nil {
				return err
			}
			pages.Add(1)
			size.Add(int64(len(content)))
			if p.IsOfCompany() {
				review[i] = append(review[i], p.Tables...)
			}
			if err := writeBook(site, site.BookOf(p), out); err != nil {
				return err
			}
			if p.Forms == "" {
				continue
			}
			forms, err := site.DrawForms(p)
			if err != nil {
				return err
			}
			if err := out.put(filepath.FromSlash(p.Forms), forms); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	summary.Pages, summary.Bytes = int(pages.Load()), size.Load()
	return writeBook(site, site.Review(slices.Concat(review...)), out)
}

func writeBook(site *page.Site, book page.Book, out *output) error {
	if book.File == "" || len(book.Tables) == 0 {
		return nil
	}
	content, err := site.Draw(book)
	if err != nil {
		return err
	}
	return out.put(filepath.FromSlash(book.File), content)
}

// writeSideFiles writes what pages load beside themselves: assets, the search index, what stands
// behind figures, and what the next publication compares itself with.
func writeSideFiles(ctx context.Context, site *page.Site, now page.Figures, workers int, out *output) error {
	shared, err := assets.All()
	if err != nil {
		return fmt.Errorf("assets: %w", err)
	}
	for _, asset := range shared {
		if err := out.put(filepath.Join("assets", asset.Name), asset.Content); err != nil {
			return err
		}
	}
	pages := site.ScopeFiles()
	index, err := site.SiteData(siblings(out.dir, now, pages))
	if err != nil {
		return err
	}
	if err := out.put(filepath.Join("assets", "site-data.js"), index); err != nil {
		return err
	}
	memory, err := json.Marshal(publication{Figures: now, Scopes: pages, Previous: site.Baseline})
	if err != nil {
		return fmt.Errorf("%s: %w", publicationFile, err)
	}
	if err := out.put(publicationFile, memory); err != nil {
		return err
	}
	side := site.SideFiles()
	return parallel(ctx, workers, len(side), func(i int) error {
		f, err := side[i]()
		if err != nil {
			return err
		}
		return out.put(filepath.Join(evidence.Folder, f.Name), f.Content)
	})
}

// parallel does n things, several at once.
func parallel(ctx context.Context, workers, n int, do func(i int) error) error {
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(workers)
	for i := range n {
		group.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			return do(i)
		})
	}
	return group.Wait()
}
