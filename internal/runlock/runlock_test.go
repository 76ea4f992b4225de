package runlock

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestOneAtATime(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "data")
	now := time.Date(2026, 3, 31, 2, 30, 0, 0, time.UTC)
	first, err := Acquire(dir, "run", now)
	if err != nil {
		t.Fatal(err)
	}
	_, err = Acquire(dir, "ingest", now)
	var busy *BusyError
	if !errors.Is(err, ErrBusy) || !errors.As(err, &busy) {
		t.Fatalf("second Acquire: %v, want ErrBusy", err)
	}
	for _, part := range []string{"run", "pid", "2026-03-31 02:30:00"} {
		if !strings.Contains(busy.Holder, part) {
			t.Errorf("holder %q does not say %q", busy.Holder, part)
		}
	}
	if err := first.Release(); err != nil {
		t.Fatal(err)
	}
	again, err := Acquire(dir, "ingest", now)
	if err != nil {
		t.Fatalf("after release: %v", err)
	}
	if err := again.Release(); err != nil {
		t.Fatal(err)
	}
}
