package reports

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"runtime"

	"golang.org/x/sync/errgroup"

	"aqs/internal/warehouse"
	"aqs/reports/assets"
	"aqs/reports/data"
	"aqs/reports/evidence"
	"aqs/reports/page"
)

// Options of one build.
type Options struct {
	MartsPath string // marts.duckdb, read only
	SiteDir   string // replaced as a whole
	Version   string // shown in the footer; part of what must stay equal for equal bytes
	Workers   int    // pages rendered at once; 0 means one per core
	Warehouse warehouse.Config
}

// Summary tells what was built.
type Summary struct {
	Pages int   `json:"pages"`
	Bytes int64 `json:"bytes"` // of the pages, without assets
	// Written counts the files of all kinds whose content is new; the others were taken over.
	Written int    `json:"written"`
	Index   string `json:"index"` // path of the page to open first
}

type file struct {
	name    string
	content []byte
}

// Build reads the marts, renders every page to memory, writes them at warehouse.Staging(SiteDir)
// and publishes. Whatever goes wrong before the last step leaves the old site as it was.
func Build(ctx context.Context, o Options) (*Summary, error) {
	d, err := load(ctx, o)
	if err != nil {
		return nil, fmt.Errorf("report: %w", err)
	}
	site, err := page.NewSite(d, o.Version)
	if err != nil {
		return nil, fmt.Errorf("report: %w", err)
	}
	last := readPublication(o.SiteDir)
	now := site.Figures()
	site.CompareWith(baseline(last, now))
	layout, err := site.All()
	if err != nil {
		return nil, fmt.Errorf("report: %w", err)
	}
	pages, err := render(ctx, layout, o)
	if err != nil {
		return nil, fmt.Errorf("report: %w", err)
	}
	books, err := draw(ctx, site, layout, o)
	if err != nil {
		return nil, fmt.Errorf("report: %w", err)
	}
	side, err := sideFiles(site, now, o.SiteDir)
	if err != nil {
		return nil, fmt.Errorf("report: %w", err)
	}
	shared, err := assets.All()
	if err != nil {
		return nil, fmt.Errorf("report: assets: %w", err)
	}
	summary := &Summary{Pages: len(pages), Index: filepath.Join(o.SiteDir, "index.html")}
	files := append(append(pages, side...), books...)
	for _, page := range pages {
		summary.Bytes += int64(len(page.content))
	}
	for _, asset := range shared {
		files = append(files, file{filepath.Join("assets", asset.Name), asset.Content})
	}
	if summary.Written, err = write(ctx, o.SiteDir, files); err != nil {
		return nil, fmt.Errorf("report: %w", err)
	}
	return summary, nil
}

func load(ctx context.Context, o Options) (d *data.Data, err error) {
	session, err := warehouse.Open(ctx, o.Warehouse, warehouse.Attachment{Name: "marts", Path: o.MartsPath, ReadOnly: true})
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, session.Close()) }()
	return data.Load(ctx, session.Conn())
}

// sideFiles are what pages load beside themselves: the search index and what stands behind figures.
func sideFiles(site *page.Site, now page.Figures, dir string) ([]file, error) {
	pages := site.ScopeFiles()
	index, err := site.SiteData(siblings(dir, now, pages))
	if err != nil {
		return nil, err
	}
	memory, err := json.Marshal(publication{Figures: now, Scopes: pages, Previous: site.Baseline})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", publicationFile, err)
	}
	files := []file{{filepath.Join("assets", "site-data.js"), index}, {publicationFile, memory}}
	side, err := site.SideFiles()
	if err != nil {
		return nil, err
	}
	for _, f := range side {
		files = append(files, file{filepath.Join(evidence.Folder, f.Name), f.Content})
	}
	return files, nil
}

// draw makes the workbooks.
func draw(ctx context.Context, site *page.Site, layout []page.Page, o Options) ([]file, error) {
	books := site.Books(layout)
	return parallel(ctx, o.Workers, len(books), func(i int) (file, error) {
		content, err := site.Draw(books[i])
		return file{filepath.FromSlash(books[i].File), content}, err
	})
}

func render(ctx context.Context, pages []page.Page, o Options) ([]file, error) {
	renderer, err := page.NewRenderer()
	if err != nil {
		return nil, err
	}
	return parallel(ctx, o.Workers, len(pages), func(i int) (file, error) {
		content, err := renderer.Render(pages[i])
		return file{pages[i].File, content}, err
	})
}

// parallel makes n files, several at once, in a fixed order.
func parallel(ctx context.Context, workers, n int, make1 func(i int) (file, error)) ([]file, error) {
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	files := make([]file, n)
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(workers)
	for i := range n {
		group.Go(func() (err error) {
			if err := ctx.Err(); err != nil {
				return err
			}
			files[i], err = make1(i)
			return err
		})
	}
	return files, group.Wait()
}
