package warehouse

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
)

var (
	// ErrLocked: another process holds the database file.
	ErrLocked = errors.New("database file is in use by another process")
	// ErrMissing: the database file does not exist yet.
	ErrMissing = errors.New("database file does not exist")
)

// openError tells the reasons apart that a person can act on. DuckDB gives them as one error
// type whose text is the only difference.
func openError(path string, err error) error {
	if _, statErr := os.Stat(path); errors.Is(statErr, fs.ErrNotExist) {
		return fmt.Errorf("open %s: %w (%v)", path, ErrMissing, err)
	}
	if strings.Contains(err.Error(), "Conflicting lock") || strings.Contains(err.Error(), "Could not set lock") {
		return fmt.Errorf("open %s: %w (%v)", path, ErrLocked, err)
	}
	return fmt.Errorf("open %s: %w", path, err)
}
