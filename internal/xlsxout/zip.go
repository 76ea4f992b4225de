package xlsxout

import (
	"archive/zip"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"

	"github.com/klauspost/compress/flate"
)

// parts collects the parts of a workbook and writes them in the order of their names: excelize hands
// over streamed sheets in no order, and equal books must give equal bytes.
type parts struct {
	out     io.Writer
	content map[string]*part
}

type part struct{ bytes []byte }

func (p *part) Write(content []byte) (int, error) {
	p.bytes = append(p.bytes, content...)
	return len(content), nil
}

func newParts(out io.Writer) *parts { return &parts{out: out, content: map[string]*part{}} }

// Create begins a part.
func (p *parts) Create(name string) (io.Writer, error) {
	if _, twice := p.content[name]; twice {
		return nil, fmt.Errorf("part %s is written twice", name)
	}
	p.content[name] = &part{}
	return p.content[name], nil
}

// AddFS belongs to the interface; no workbook of ours is made of files.
func (p *parts) AddFS(fs.FS) error { return fmt.Errorf("no files can be added to a workbook") }

// Close zips what was collected.
func (p *parts) Close() error {
	archive := zip.NewWriter(p.out)
	archive.RegisterCompressor(zip.Deflate, new(deflater).reset)
	for _, name := range slices.Sorted(maps.Keys(p.content)) {
		writer, err := archive.Create(name)
		if err != nil {
			return fmt.Errorf("part %s: %w", name, err)
		}
		if _, err := writer.Write(p.content[name].bytes); err != nil {
			return fmt.Errorf("part %s: %w", name, err)
		}
	}
	return archive.Close()
}

// level is the effort of compression: half the time of the usual level for a few per cent more bytes.
const level = 5

// deflater compresses one part after another: making a new one for each would take half a megabyte.
type deflater struct{ writer *flate.Writer }

func (d *deflater) reset(out io.Writer) (io.WriteCloser, error) {
	if d.writer == nil {
		writer, err := flate.NewWriter(out, level)
		d.writer = writer
		return writer, err
	}
	d.writer.Reset(out)
	return d.writer, nil
}
