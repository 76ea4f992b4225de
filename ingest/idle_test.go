package ingest

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"testing"
	"time"
)

// A run with nothing to do leaves the warehouse file as it is, byte for byte; what vanishes or
// comes back is noticed all the same.
func TestIdleRunWritesNothing(t *testing.T) {
	s := newStage(t)
	s.put("a.xlsx", bookBytes(t, logSheet("5日", "张伟", 5, 3)))
	s.put("b.xlsx", bookBytes(t, logSheet("6日", "李娜", 6, 1)))
	s.run()
	same := func(what string) {
		t.Helper()
		before, err := os.ReadFile(s.options.RawPath)
		must(t, err)
		s.run()
		after, err := os.ReadFile(s.options.RawPath)
		must(t, err)
		if string(before) != string(after) {
			t.Errorf("%s: an idle run wrote the warehouse", what)
		}
	}
	same("unchanged files")
	s.remove("b.xlsx")
	if got := s.run(); got.FilesVanished != 1 {
		t.Errorf("vanished: %+v", got)
	}
	same("a file that is still gone")
	s.put("b.xlsx", bookBytes(t, logSheet("6日", "李娜", 6, 1)))
	if got := s.run(); got.FilesVanished != 0 {
		t.Errorf("back again: %+v", got)
	}
	same("a file that is back")
}

// A run that was killed between its last batch and its end leaves nothing to read, but something
// to do: the next one finishes it.
func TestUnfinishedRunIsNotIdle(t *testing.T) {
	ctx := context.Background()
	s := newStage(t)
	s.put("a.xlsx", bookBytes(t, logSheet("5日", "张伟", 5, 3)))
	s.put("坏.xlsx", []byte("not a workbook"))
	s.run()
	const history = "select * from raw.issue_history order by all"
	want := s.rows(history)
	session, err := openRaw(ctx, s.options.RawPath, s.options.Warehouse)
	must(t, err)
	must(t,
		setMeta(ctx, session, metaFinished, "no"), session.Exec(ctx, "delete from raw.issue_history"),
		session.Close(),
	)
	if len(want) == 0 {
		t.Fatal("there is no history: this test could not fail")
	}
	s.run()
	s.expect(history, want...)
}

// Unchanged files are walked and skipped at a rate that makes 100,000 of them a matter of seconds.
// AQS_MANY_FILES sets their number.
func TestManyUnchangedFiles(t *testing.T) {
	n := 3000
	if text := os.Getenv("AQS_MANY_FILES"); text != "" {
		given, err := strconv.Atoi(text)
		must(t, err)
		n = given
	}
	s := newStage(t)
	for i := range n {
		s.put(fmt.Sprintf("%03d/%d.xlsx", i/100, i), fmt.Appendf(nil, "not a workbook %d", i))
	}
	start := time.Now()
	s.run()
	first := time.Since(start)
	start = time.Now()
	got := s.run()
	again := time.Since(start)
	t.Logf("%d files: first run %v, unchanged %v", n, first.Round(time.Millisecond), again.Round(time.Millisecond))
	if got.FilesUnchanged != n || got.FilesRead != 0 {
		t.Errorf("got %+v", got)
	}
	if most := 2*time.Second + time.Duration(n)*200*time.Microsecond; again > most {
		t.Errorf("took %v, want at most %v", again, most)
	}
}
