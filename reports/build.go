package reports

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"

	"golang.org/x/sync/errgroup"

	"aqs/internal/warehouse"
	"aqs/reports/assets"
	"aqs/reports/data"
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
	Pages int    `json:"pages"`
	Bytes int64  `json:"bytes"` // of the pages, without assets
	Index string `json:"index"` // path of the page to open first
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
	pages, err := render(ctx, d, o)
	if err != nil {
		return nil, fmt.Errorf("report: %w", err)
	}
	shared, err := assets.All()
	if err != nil {
		return nil, fmt.Errorf("report: assets: %w", err)
	}
	summary := &Summary{Pages: len(pages), Index: filepath.Join(o.SiteDir, "index.html")}
	files := pages
	for _, page := range pages {
		summary.Bytes += int64(len(page.content))
	}
	for _, asset := range shared {
		files = append(files, file{filepath.Join("assets", asset.Name), asset.Content})
	}
	if err := write(ctx, o.SiteDir, files); err != nil {
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

func render(ctx context.Context, d *data.Data, o Options) ([]file, error) {
	site, err := page.NewSite(d, o.Version)
	if err != nil {
		return nil, err
	}
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

func write(ctx context.Context, dir string, files []file) error {
	if err := warehouse.Discard(dir); err != nil {
		return err
	}
	staging := warehouse.Staging(dir)
	if err := os.MkdirAll(filepath.Join(staging, "assets"), 0o755); err != nil {
		return err
	}
	for _, f := range files {
		if err := ctx.Err(); err != nil {
			return errors.Join(err, warehouse.Discard(dir))
		}
		if err := os.WriteFile(filepath.Join(staging, f.name), f.content, 0o644); err != nil {
			return errors.Join(err, warehouse.Discard(dir))
		}
	}
	return warehouse.Publish(dir)
}
