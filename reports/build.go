package reports

import (
	"context"
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
	pages, err := render(ctx, site, o)
	if err != nil {
		return nil, fmt.Errorf("report: %w", err)
	}
	side, err := sideFiles(site)
	if err != nil {
		return nil, fmt.Errorf("report: %w", err)
	}
	shared, err := assets.All()
	if err != nil {
		return nil, fmt.Errorf("report: assets: %w", err)
	}
	summary := &Summary{Pages: len(pages), Index: filepath.Join(o.SiteDir, "index.html")}
	files := append(pages, side...)
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
func sideFiles(site *page.Site) ([]file, error) {
	index, err := site.SiteData(nil)
	if err != nil {
		return nil, err
	}
	files := []file{{filepath.Join("assets", "site-data.js"), index}}
	side, err := site.SideFiles()
	if err != nil {
		return nil, err
	}
	for _, f := range side {
		files = append(files, file{filepath.Join(evidence.Folder, f.Name), f.Content})
	}
	return files, nil
}

func render(ctx context.Context, site *page.Site, o Options) ([]file, error) {
	pages, err := site.All()
	if err != nil {
		return nil, err
	}
	renderer, err := page.NewRenderer()
	if err != nil {
		return nil, err
	}
	workers := o.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	files := make([]file, len(pages))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(workers)
	for i, p := range pages {
		group.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			content, err := renderer.Render(p)
			files[i] = file{p.File, content}
			return err
		})
	}
	return files, group.Wait()
}
