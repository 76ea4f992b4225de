package warehouse

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
)

func TestSessionAttachAppendRollback(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "中文?a=b raw.duckdb")
	session, err := Open(ctx, Config{Threads: 1}, Attachment{Name: "raw", Path: path})
	if err != nil {
		t.Fatal(err)
	}
	if err := session.Exec(ctx, "create table raw.day (name varchar, n double)"); err != nil {
		t.Fatal(err)
	}
	if err := session.InTx(ctx, func() error {
		return session.Append(ctx, "raw", "main", "day", [][]any{{"张伟", 1.5}, {"o'x", nil}})
	}); err != nil {
		t.Fatal(err)
	}
	boom := errors.New("boom")
	err = session.InTx(ctx, func() error {
		if err := session.Append(ctx, "raw", "main", "day", [][]any{{"lost", 1.0}}); err != nil {
			return err
		}
		return boom
	})
	if !errors.Is(err, boom) {
		t.Fatalf("got %v, want boom", err)
	}
	if err := session.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path + ".wal"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a write-ahead log was left: %v", err)
	}
	reader, err := Open(ctx, Config{}, Attachment{Name: "raw", Path: path, ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	var count int
	if err := reader.Conn().QueryRowContext(ctx, "select count(*) from raw.day").Scan(&count); err != nil {
		t.Fatal(err)
	}
	if count != 2 {
		t.Errorf("%d rows after a roll-back, want 2", count)
	}
}

// A file without a log is whole after a checkpoint, before the session is closed: a copy made then has it all.
func TestNoLogIsWholeAfterCheckpoint(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	path, copied := filepath.Join(dir, "marts.duckdb"), filepath.Join(dir, "copied.duckdb")
	s, err := Open(ctx, Config{Threads: 1}, Attachment{Name: "marts", Path: path, BlockSize: 16 << 10, NoLog: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, statement := range []string{
		"create table day as select range as n from range(5000)",
		"create macro twice(n) as 2 * n",
	} {
		if err := s.Exec(ctx, statement); err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat(path + ".wal"); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("a write-ahead log: %v", err)
		}
	}
	if err := s.Exec(ctx, "checkpoint marts"); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(path)
	if err := errors.Join(err, os.WriteFile(copied, text, 0o600), s.Close()); err != nil {
		t.Fatal(err)
	}
	s, err = Open(ctx, Config{Threads: 1}, Attachment{Name: "marts", Path: copied, ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	var sum int64
	err = s.Conn().QueryRowContext(ctx, "select cast(sum(twice(n)) as bigint) from day").Scan(&sum)
	if err := errors.Join(err, s.Close()); err != nil || sum != 4999*5000 {
		t.Errorf("sum %d, %v", sum, err)
	}
}

func TestOpenMissing(t *testing.T) {
	_, err := Open(context.Background(), Config{}, Attachment{Name: "raw", Path: filepath.Join(t.TempDir(), "no.duckdb"), ReadOnly: true})
	if !errors.Is(err, ErrMissing) {
		t.Fatalf("got %v, want ErrMissing", err)
	}
}

func TestPublishReplacesDirectory(t *testing.T) {
	target := filepath.Join(t.TempDir(), "site")
	for _, content := range []string{"first", "second"} {
		if err := Discard(target); err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll(Staging(target), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(Staging(target), "index.html"), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := Publish(target); err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(filepath.Join(target, "index.html"))
		if err != nil || string(got) != content {
			t.Fatalf("site holds %q, %v; want %q", got, err, content)
		}
		if _, err := os.Stat(Staging(target)); !errors.Is(err, os.ErrNotExist) {
			t.Fatalf("staging stayed behind: %v", err)
		}
	}
}
