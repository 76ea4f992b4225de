package feedback

import (
	"archive/zip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"aqs/ingest/workbook"
	"aqs/internal/warehouse"
	"aqs/internal/xlsxout"
)

// Options say what to hand back, and where to.
type Options struct {
	RawPath   string
	Session   *warehouse.Session // raw.duckdb when it is open already; else RawPath is opened
	Inbox     string
	Dir       string // made when it is missing; files of other people in it are left alone
	Workers   int    // files written at a time; 0: one per core
	Limits    workbook.Limits
	Warehouse warehouse.Config
}

// Summary tells what one call did.
type Summary struct {
	Files     int      `json:"files"` // with findings
	Findings  int      `json:"findings"`
	Written   int      `json:"written"`
	Unchanged int      `json:"unchanged"`
	Removed   int      `json:"removed"`
	Failed    []string `json:"failed,omitempty"` // paths that could not be written, for example open in Excel
}

// version is raised when the same findings are drawn otherwise than before.
const version = "1"

// ownIdentifier begins the document property of every workbook of this package.
const ownIdentifier = "aqs-feedback "

// personsFile is the list by person, beside the copies.
const personsFile = "按人汇总.xlsx"

// Write brings the folder in line with the findings in raw.duckdb. Files whose original is gone,
// or has changed since it was read, keep the copy they have.
func Write(ctx context.Context, o Options) (*Summary, error) {
	files, err := load(ctx, o)
	if err != nil {
		return nil, err
	}
	if o.Workers <= 0 {
		o.Workers = runtime.NumCPU()
	}
	w := &writer{o: o, keep: map[string]bool{}}
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(o.Workers)
	for _, file := range files {
		w.summary.Files++
		w.summary.Findings += len(file.findings)
		w.keep[file.target()] = true
		group.Go(func() error { return w.handBack(ctx, file) })
	}
	if err := group.Wait(); err != nil {
		return nil, fmt.Errorf("feedback: %w", err)
	}
	if len(files) > 0 {
		w.keep[personsFile] = true
		if err := w.store(personsFile, fingerprint(persons(files)), func() (*xlsxout.Book, error) { return personBook(files), nil }); err != nil {
			return nil, fmt.Errorf("feedback: %w", err)
		}
	}
	if err := w.sweep(); err != nil {
		return nil, fmt.Errorf("feedback: %w", err)
	}
	return &w.summary, nil
}

type writer struct {
	o    Options
	keep map[string]bool // paths below Dir, with /

	mutex   sync.Mutex
	summary Summary
}

// target is the copy's path below the folder: the original's, with .xlsx behind every other
// extension so that a.xls and a.xlsx do not meet.
func (f *handBack) target() string {
	if strings.EqualFold(filepath.Ext(f.path), ".xlsx") && f.path != personsFile {
		return f.path
	}
	return f.path + ".xlsx"
}

func (w *writer) handBack(ctx context.Context, file *handBack) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	local := filepath.FromSlash(file.path)
	if !filepath.IsLocal(local) {
		return fmt.Errorf("%s leads out of the inbox", file.path)
	}
	return w.store(file.target(), fingerprint([]any{file.path, file.sha, file.findings, file.sheets}), func() (*xlsxout.Book, error) {
		data, err := workbook.ReadFile(filepath.Join(w.o.Inbox, local), w.o.Limits)
		if err != nil {
			return nil, nil //nolint:nilerr // gone, or not to be opened: nothing to copy from
		}
		if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != file.sha {
			return nil, nil // changed since it was read: the next run hands it back
		}
		book, err := readCopied(ctx, data, w.o.Limits)
		var refused *workbook.ReadError
		switch {
		case errors.As(err, &refused):
			book = &workbook.Book{} // the list alone says what to do
		case err != nil:
			return nil, err
		}
		return file.draw(book), nil
	})
}

// readCopied reads a file for copying. Of a sheet that is too long to be copied it holds no more
// than tells so.
func readCopied(ctx context.Context, data []byte, limits workbook.Limits) (*workbook.Book, error) {
	const head = 1000 // rows; few sheets that are copied have more
	return workbook.Sheets(ctx, data, limits, head, func(sheet *workbook.Sheet) error {
		if sheet.Whole {
			return nil
		}
		var rows []workbook.Row
		cells := 0
		err := sheet.Rows(func(row workbook.Row) error {
			if cells <= maxCopiedCells {
				cells += len(row.Cells)
				row.Cells = slices.Clone(row.Cells)
				rows = append(rows, row)
			}
			return nil
		})
		sheet.Grid.Rows = rows
		return err
	})
}

// store writes one workbook unless the one that is there was made from the same findings. A draw
// that gives nothing keeps what is there.
func (w *writer) store(target, identity string, draw func() (*xlsxout.Book, error)) error {
	path := filepath.Join(w.o.Dir, filepath.FromSlash(target))
	count := &w.summary.Unchanged
	if identifierOf(path) != ownIdentifier+identity {
		book, err := draw()
		if err != nil {
			return err
		}
		if book != nil {
			book.Identifier = ownIdentifier + identity
			content, err := book.Bytes()
			if err != nil {
				return fmt.Errorf("%s: %w", target, err)
			}
			count = &w.summary.Written
			if err := publish(path, content); err != nil {
				w.mutex.Lock()
				defer w.mutex.Unlock()
				w.summary.Failed = append(w.summary.Failed, target)
				return nil
			}
		}
	}
	w.mutex.Lock()
	defer w.mutex.Unlock()
	*count++
	return nil
}

func publish(path string, content []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(warehouse.Staging(path), content, 0o644); err != nil {
		return err
	}
	return warehouse.Publish(path)
}

// fingerprint names what a workbook is made from.
func fingerprint(of any) string {
	text, err := json.Marshal(of)
	if err != nil {
		return "" // texts, numbers and lists always marshal
	}
	sum := sha256.Sum256(append([]byte(version+"\x00"), text...))
	return hex.EncodeToString(sum[:16])
}

// identifierOf reads the document property by which a workbook of ours is known; empty for a file
// that is missing or somebody else's.
func identifierOf(path string) string {
	archive, err := zip.OpenReader(path)
	if err != nil {
		return ""
	}
	defer archive.Close()
	part, err := archive.Open("docProps/core.xml")
	if err != nil {
		return ""
	}
	defer part.Close()
	var properties struct {
		Identifier string `xml:"identifier"`
	}
	if err := xml.NewDecoder(part).Decode(&properties); err != nil || !strings.HasPrefix(properties.Identifier, ownIdentifier) {
		return ""
	}
	return properties.Identifier
}

// sweep removes our workbooks of files that have no findings any more, what a killed run left
// half written, and folders that this leaves empty.
func (w *writer) sweep() error {
	var folders []string
	err := filepath.WalkDir(w.o.Dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			if errors.Is(err, fs.ErrNotExist) {
				return nil
			}
			return err
		}
		if entry.IsDir() {
			folders = append(folders, path)
			return nil
		}
		below, err := filepath.Rel(w.o.Dir, path)
		if err != nil {
			return err
		}
		half := strings.HasSuffix(path, warehouse.Staging(".xlsx"))
		if w.keep[filepath.ToSlash(below)] || !half && identifierOf(path) == "" {
			return nil
		}
		if err := os.Remove(path); err != nil {
			w.summary.Failed = append(w.summary.Failed, filepath.ToSlash(below))
			return nil
		}
		if !half {
			w.summary.Removed++
		}
		return nil
	})
	if err != nil {
		return err
	}
	for i := len(folders) - 1; i > 0; i-- {
		_ = os.Remove(folders[i]) // fails on purpose when something is in it
	}
	return nil
}
