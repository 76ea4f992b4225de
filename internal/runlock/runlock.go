// Package runlock lets one process at a time change a data folder.
//
// The lock belongs to the open file, not to its existence: the kernel drops it when the process
// ends, however it ends, so that a killed run never blocks the next one. What is written in the
// file only tells the person who has to wait whom for.
package runlock

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/gofrs/flock"
)

// Name is the lock's file in the data folder.
const Name = "aqs.lock"

// ErrBusy: another process holds the lock.
var ErrBusy = errors.New("another run is under way")

// BusyError says who holds the lock, as far as its file tells.
type BusyError struct {
	Path   string
	Holder string // "run, pid 123, since 2026-03-31 02:30:00"; may be empty
}

func (e *BusyError) Error() string { return fmt.Sprintf("lock %s: %v (%s)", e.Path, ErrBusy, e.Holder) }

// Is makes every BusyError match ErrBusy.
func (e *BusyError) Is(target error) bool { return target == ErrBusy }

// Lock is a held lock.
type Lock struct{ file *flock.Flock }

// Acquire takes the lock of a data folder for a command, or fails at once with a *BusyError. The
// folder is made when it does not exist.
func Acquire(dataDir, command string, now time.Time) (*Lock, error) {
	if err := os.MkdirAll(dataDir, 0o755); err != nil {
		return nil, fmt.Errorf("make data folder: %w", err)
	}
	path := filepath.Join(dataDir, Name)
	file := flock.New(path, flock.SetPermissions(0o644))
	held, err := file.TryLock()
	if err != nil {
		return nil, fmt.Errorf("lock %s: %w", path, err)
	}
	if !held {
		holder, _ := os.ReadFile(path) // only a courtesy; some systems do not let it be read
		return nil, &BusyError{Path: path, Holder: strings.TrimSpace(string(holder))}
	}
	note := fmt.Sprintf("%s, pid %d, since %s\n", command, os.Getpid(), now.Format(time.DateTime))
	if err := os.WriteFile(path, []byte(note), 0o644); err != nil {
		return nil, errors.Join(fmt.Errorf("write %s: %w", path, err), file.Unlock())
	}
	return &Lock{file: file}, nil
}

// Release gives the lock back. The file stays: removing it would let two processes hold locks on
// two files of one name.
func (l *Lock) Release() error {
	if err := l.file.Unlock(); err != nil {
		return fmt.Errorf("unlock %s: %w", l.file.Path(), err)
	}
	return nil
}
