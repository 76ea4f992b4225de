package simulate

import (
	"fmt"
	"os"
	"path/filepath"

	"aqs/internal/simulate/paper"
)

// write draws one workbook and saves it with its copies; it returns the bytes written.
func (j job) write(inbox string, t *truth) (int64, error) {
	if j.raw != nil {
		return int64(len(j.raw)), save(inbox, j.path, j.raw)
	}
	content, err := j.onPaper(t).Bytes()
	if err != nil {
		return 0, err
	}
	total := int64(len(content))
	if err := save(inbox, j.path, content); err != nil {
		return 0, err
	}
	for _, c := range j.copies {
		part := content[:int(float64(len(content))*c.keep)]
		if err := save(inbox, c.path, part); err != nil {
			return 0, err
		}
		total += int64(len(part))
	}
	return total, nil
}

// onPaper draws the workbook without rendering it, and certifies what it holds.
func (j job) onPaper(t *truth) *paper.Book {
	book := &paper.Book{Path: j.path, Author: j.author, Modified: j.modified}
	if j.stale {
		t = nil
	}
	if j.draw != nil {
		j.draw(book, t)
	}
	return book
}

func save(inbox, path string, content []byte) error {
	name := filepath.Join(inbox, filepath.FromSlash(path))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return fmt.Errorf("save %s: %w", path, err)
	}
	if err := os.WriteFile(name, content, 0o644); err != nil {
		return fmt.Errorf("save %s: %w", path, err)
	}
	return nil
}
