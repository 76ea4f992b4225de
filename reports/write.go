package reports

import (
	"bytes"
	"os"
	"path/filepath"
	"sync/atomic"

	"aqs/internal/warehouse"
	"aqs/reports/evidence"
)

// output is the site as it is built beside its place. A file that the old site has with the same
// bytes is not written again but taken over as it is, with its time: whoever mirrors or backs up the
// folder sees only what changed.
type output struct {
	dir, staging string
	written      atomic.Int64 // files whose content is new
}

// newOutput begins an empty site.
func newOutput(dir string) (*output, error) {
	if err := warehouse.Discard(dir); err != nil {
		return nil, err
	}
	o := &output{dir: dir, staging: warehouse.Staging(dir)}
	for _, folder := range []string{"assets", evidence.Folder, "xlsx"} {
		if err := os.MkdirAll(filepath.Join(o.staging, folder), 0o755); err != nil {
			return nil, err
		}
	}
	return o, nil
}

// put adds a file; several may be added at once.
func (o *output) put(name string, content []byte) error {
	path := filepath.Join(o.staging, name)
	if takeOver(filepath.Join(o.dir, name), path, content) {
		return nil
	}
	o.written.Add(1)
	return os.WriteFile(path, content, 0o644)
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
