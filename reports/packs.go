package reports

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync/atomic"

	"aqs/reports/pack"
	"aqs/reports/page"
)

// writePacks makes the meeting packs of every scope, each a file of its own.
func writePacks(ctx context.Context, site *page.Site, o Options, out *output, summary *Summary) error {
	if err := os.MkdirAll(filepath.Join(out.staging, pack.Folder), 0o755); err != nil {
		return fmt.Errorf("packs: %w", err)
	}
	renderer, err := pack.NewRenderer(site.Data, o.Version)
	if err != nil {
		return err
	}
	makers := pack.Makers(site.Data, site.ChangesIn)
	var made atomic.Int64
	err = parallel(ctx, o.Workers, len(makers), func(i int) error {
		p := makers[i]()
		content, err := renderer.Render(p)
		if err != nil {
			return err
		}
		made.Add(1)
		return out.put(filepath.Join(pack.Folder, p.File), content)
	})
	summary.Packs = int(made.Load())
	return err
}
