package reports

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"

	"aqs/internal/warehouse"
)

// write builds the site beside its place and publishes it. A file that the old site has with the
// same bytes is not written again but taken over as it is, with its time: whoever mirrors or backs
// up the folder sees only what changed.
func write(ctx context.Context, dir string, files []file) (written int, err error) {
	if err := warehouse.Discard(dir); err != nil {
		return 0, err
	}
	staging := warehouse.Staging(dir)
	made := map[string]bool{}
	for _, f := range files {
		if err := ctx.Err(); err != nil {
			return 0, errors.Join(err, warehouse.Discard(dir))
		}
		path := filepath.Join(staging, f.name)
		if folder := filepath.Dir(path); !made[folder] {
			if err := os.MkdirAll(folder, 0o755); err != nil {
				return 0, errors.Join(err, warehouse.Discard(dir))
			}
			made[folder] = true
		}
		if takeOver(filepath.Join(dir, f.name), path, f.content) {
			continue
		}
		if err := os.WriteFile(path, f.content, 0o644); err != nil {
			return 0, errors.Join(err, warehouse.Discard(dir))
		}
		written++
	}
	return written, warehouse.Publish(dir)
}

// takeOver links an old file into the new site when it has the same content. A file system without
// links, or anything else that stands in the way, only means that the file is written.
func takeOver(old, path string, content []byte) bool {
	info, err := os.Lstat(old)
	if err != nil || !info.Mode().IsRegular() || info.Size() != int64(len(content)) {
		return false
	}
	have, err := os.ReadFile(old)
	return err == nil && bytes.Equal(have, content) && os.Link(old, path) == nil
}
