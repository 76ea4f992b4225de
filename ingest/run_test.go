package ingest

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"aqs/ingest/workbook"
	"aqs/internal/calendar"
	"aqs/internal/warehouse"
)

func TestLoadsEverySheetAndNumbersRecords(t *testing.T) {
	s := newStage(t)
	s.put("三月/张伟.xlsx", bookBytes(t, logSheet("5日", "张伟", 5, 3), logSheet("6日", "张伟", 6, 4),
		sheet{"密码", [][]any{{"账号", "secret-password"}}}))
	summary := s.run()
	if summary.FilesSeen != 1 || summary.FilesRead != 1 || summary.FilesPartial != 1 || summary.RowsTotal != 5 || summary.RowsLoaded != 2 {
		t.Errorf("summary: %+v", summary)
	}
	s.expect(talks, "三月/张伟.xlsx|张伟|2026-03-05|3", "三月/张伟.xlsx|张伟|2026-03-06|4")
	s.expect(`select record_no, sheet, day_no from raw.day_metric order by all`, "1|5日|1", "2|6日|2")
	s.expect(`select fate, code, count(*) from raw.row_ledger group by all order by all`,
		"header|<nil>|2", "loaded|<nil>|2", "quarantined|FORM_UNKNOWN|1")
	s.expect(`select sheet, form, nearest_form, nearest_reason from raw.sheet order by sheet_no`,
		"5日|F01|<nil>|<nil>", "6日|F01|<nil>|<nil>", "密码|<nil>|F01|标题、客户经理姓名")
	if strings.Contains(s.dump(), "secret-password") {
		t.Error("a cell of a sheet that matched no form was stored")
	}
}

func TestUnchangedFilesAreSkipped(t *testing.T) {
	s := newStage(t)
	s.put("a.xlsx", bookBytes(t, logSheet("5日", "张伟", 5, 3)))
	s.put("b.txt", []byte("not ours"))
	s.put("~$a.xlsx", []byte("lock"))
	s.put(".hidden/c.xlsx", []byte("x"))
	s.run()
	before := s.dump()
	summary := s.run()
	if summary.FilesRead != 0 || summary.FilesUnchanged != 1 || summary.FilesSeen != 1 || summary.FilesOther != 1 {
		t.Errorf("second run: %+v", summary)
	}
	later := time.Now().Add(-10 * time.Minute)
	must(t, os.Chtimes(filepath.Join(s.options.Inbox, "a.xlsx"), later, later))
	if summary := s.run(); summary.FilesRead != 0 {
		t.Errorf("a new time alone made it read: %+v", summary)
	}
	if after := s.dump(); after != before {
		t.Errorf("a run without news changed the warehouse:\n%s\n%s", before, after)
	}
	s.expect(`select mtime_ns from raw.file`, itoa(later.UnixNano()))
}

func TestResubmissionSupersedesAndReturns(t *testing.T) {
	s := newStage(t)
	first, second := bookBytes(t, logSheet("5日", "张伟", 5, 3)), bookBytes(t, logSheet("5日", "张伟", 5, 7))
	s.put("a.xlsx", first)
	s.run()
	fresh := s.dump()
	s.put("a.xlsx", second)
	summary := s.run()
	if summary.FilesSuperseded != 1 || summary.FilesLoaded != 1 || summary.RowsTotal != 2 {
		t.Errorf("summary: %+v", summary)
	}
	s.expect(contents, "a.xlsx|loaded", "a.xlsx|superseded")
	s.expect(talks, "a.xlsx|张伟|2026-03-05|7")
	s.expect(`select count(*) from raw.day`, "2") // the old stays
	s.put("a.xlsx", first)
	s.run()
	s.expect(talks, "a.xlsx|张伟|2026-03-05|3")
	s.expect(contents, "a.xlsx|loaded", "a.xlsx|superseded")
	if fresh == "" {
		t.Error("empty dump")
	}
}

// A broken new version leaves the good old one in force; a whole one replaces both.
func TestBrokenResubmissionKeepsTheGoodVersion(t *testing.T) {
	s := newStage(t)
	good := bookBytes(t, logSheet("5日", "张伟", 5, 3))
	s.put("a.xlsx", good)
	s.run()
	s.put("a.xlsx", good[:len(good)/2])
	s.run()
	s.expect(contents, "a.xlsx|loaded", "a.xlsx|rejected")
	s.expect(talks, "a.xlsx|张伟|2026-03-05|3")
	if summary := s.run(); summary.FilesRead != 0 || summary.FilesUnchanged != 1 {
		t.Errorf("third run: %+v", summary)
	}
	// The same content under another name takes over; the broken file stays reported.
	s.put("b.xlsx", good)
	s.run()
	s.expect(talks, "b.xlsx|张伟|2026-03-05|3")
	s.remove("b.xlsx")
	s.put("a.xlsx", bookBytes(t, logSheet("5日", "张伟", 5, 9)))
	s.run()
	s.expect(contents, "a.xlsx|loaded", "a.xlsx|superseded", "a.xlsx|superseded", "b.xlsx|loaded")
}

func TestRevertAfterBrokenVersion(t *testing.T) {
	s := newStage(t)
	good := bookBytes(t, logSheet("5日", "张伟", 5, 3))
	s.put("a.xlsx", good)
	s.run()
	s.put("a.xlsx", good[:len(good)/2])
	s.run()
	s.put("a.xlsx", good)
	s.run()
	s.expect(contents, "a.xlsx|loaded", "a.xlsx|superseded")
	s.expect(talks, "a.xlsx|张伟|2026-03-05|3")
}

func TestDuplicatesAreDecidedByPath(t *testing.T) {
	s := newStage(t)
	data := bookBytes(t, logSheet("5日", "张伟", 5, 3))
	s.put("b.xlsx", data)
	s.put("c - 副本.xlsx", data)
	summary := s.run()
	if summary.FilesDuplicate != 1 || summary.FilesRead != 1 || summary.RowsLoaded != 1 || summary.Fates["duplicate"] != 2 {
		t.Errorf("summary: %+v", summary)
	}
	s.expect(contents, "b.xlsx|loaded", "c - 副本.xlsx|duplicate")
	s.expect(codes, "c - 副本.xlsx|<nil>|FILE_DUPLICATE")
	// An earlier path takes the original's place, as if all had come at once.
	s.put("a.xlsx", data)
	s.run()
	s.expect(contents, "a.xlsx|loaded", "b.xlsx|duplicate", "c - 副本.xlsx|duplicate")
	s.expect(talks, "a.xlsx|张伟|2026-03-05|3")
	// The original gets another content: the next copy takes over.
	s.put("a.xlsx", bookBytes(t, logSheet("6日", "张伟", 6, 1)))
	s.run()
	s.expect(contents, "a.xlsx|loaded", "a.xlsx|superseded", "b.xlsx|loaded", "c - 副本.xlsx|duplicate")
	s.expect(talks, "a.xlsx|张伟|2026-03-06|1", "b.xlsx|张伟|2026-03-05|3")
}

func TestBadFilesBecomeIssues(t *testing.T) {
	s := newStage(t)
	good := bookBytes(t, logSheet("5日", "张伟", 5, 3))
	s.put("good.xlsx", good)
	s.put("empty1.xlsx", nil)
	s.put("empty2.xlsx", nil)
	s.put("half.xlsx", good[:len(good)/2])
	s.put("half - 副本.xlsx", good[:len(good)/2])
	s.put("text.xlsx", []byte("姓名,日期"))
	s.put("text.csv", []byte("姓名,日期,网点"))
	s.put("really-xlsx.csv", bookBytes(t, logSheet("6日", "李娜", 6, 2)))
	s.put("strange.dat", bookBytes(t, logSheet("7日", "李娜", 7, 2)))
	s.put("panic.xlsx", bookBytes(t, sheet{"1", [][]any{{"恐慌"}}}))
	summary := s.run()
	if summary.FilesRejected != 8 || summary.FilesLoaded != 2 {
		t.Errorf("summary: %+v", summary)
	}
	s.expect(codes,
		"empty1.xlsx|<nil>|FILE_EMPTY", "empty2.xlsx|<nil>|FILE_EMPTY",
		"half - 副本.xlsx|<nil>|FILE_TRUNCATED", "half.xlsx|<nil>|FILE_TRUNCATED",
		"panic.xlsx|<nil>|FILE_PANIC", "really-xlsx.csv|<nil>|FILE_ODD_EXTENSION", "strange.dat|<nil>|FILE_ODD_EXTENSION",
		"text.csv|CSV|FORM_UNKNOWN", "text.xlsx|<nil>|FILE_NOT_WORKBOOK")
	s.expect(talks, "good.xlsx|张伟|2026-03-05|3", "really-xlsx.csv|李娜|2026-03-06|2")
	s.expect(`select fate, code from raw.row_ledger join raw.file using (file_id) where path = 'panic.xlsx'`, "quarantined|FILE_PANIC")
	before := s.dump()
	s.run() // the panic is tried again and ends the same
	if after := s.dump(); after != before {
		t.Errorf("second run differs:\n%s\n%s", before, after)
	}
}

func TestLimitsAreTriedAgainWhenTheyChange(t *testing.T) {
	s := newStage(t)
	s.put("a.xlsx", bookBytes(t, logSheet("5日", "张伟", 5, 3)))
	s.options.Limits = workbook.Limits{Cells: 2}
	s.run()
	s.expect(codes, "a.xlsx|<nil>|FILE_TOO_MANY_CELLS")
	s.options.Limits = workbook.Limits{}
	s.run()
	s.expect(codes)
	s.expect(talks, "a.xlsx|张伟|2026-03-05|3")
}

func TestVanishedFilesKeepTheirRecords(t *testing.T) {
	s := newStage(t)
	data := bookBytes(t, logSheet("5日", "张伟", 5, 3))
	s.put("a.xlsx", data)
	s.put("broken.xlsx", data[:100])
	s.run()
	s.remove("a.xlsx")
	s.remove("broken.xlsx")
	if summary := s.run(); summary.FilesVanished != 1 || summary.FilesLoaded != 1 {
		t.Errorf("summary: %+v", summary)
	}
	s.expect(`select path, code from raw.issue join raw.file using (file_id) where status <> 'superseded'`, "a.xlsx|FILE_VANISHED")
	s.expect(contents, "a.xlsx|loaded", "broken.xlsx|superseded")
	// Moved: it counts once, under its new path.
	s.put("2026/a.xlsx", data)
	if summary := s.run(); summary.FilesVanished != 0 {
		t.Errorf("summary: %+v", summary)
	}
	s.expect(talks, "2026/a.xlsx|张伟|2026-03-05|3")
	s.put("a.xlsx", data)
	s.run()
	s.expect(contents, "2026/a.xlsx|loaded", "a.xlsx|duplicate", "broken.xlsx|superseded")
}

func TestLaterDayReadsFutureDatesAgain(t *testing.T) {
	s := newStage(t)
	s.put("a.xlsx", bookBytes(t, logSheet("20日", "张伟", 20, 3)))
	s.options.AsOf = calendar.Date(2026, 3, 10)
	s.run()
	s.expect(talks)
	s.options.AsOf = calendar.Date(2026, 3, 31)
	if summary := s.run(); summary.FilesRead != 1 {
		t.Errorf("summary: %+v", summary)
	}
	s.expect(talks, "a.xlsx|张伟|2026-03-20|3")
	s.options.AsOf = calendar.Date(2026, 3, 10)
	s.run()
	s.expect(talks)
}

func TestChangedFormsReadEverythingAgain(t *testing.T) {
	s := newStage(t)
	s.put("a.xlsx", bookBytes(t, logSheet("5日", "张伟", 5, 3)))
	s.run()
	before := s.dump()
	s.options.fingerprint = "2"
	if summary := s.run(); summary.FilesRead != 1 {
		t.Errorf("summary: %+v", summary)
	}
	if after := s.dump(); after != before {
		t.Errorf("reading again changed:\n%s\n%s", before, after)
	}
}

func TestPendingFilesWait(t *testing.T) {
	s := newStage(t)
	s.put("a.xlsx", bookBytes(t, logSheet("5日", "张伟", 5, 3)))
	s.options.Settle = 2 * time.Hour
	if summary := s.run(); summary.FilesPending != 1 || summary.FilesRead != 0 {
		t.Errorf("summary: %+v", summary)
	}
	s.options.Settle = 0
	if summary := s.run(); summary.FilesRead != 1 {
		t.Errorf("summary: %+v", summary)
	}
}

// A file saved a moment ago is read by the run that is started right after, which gives it the time
// to rest; one that does not come to rest waits for the next run.
func TestFreshFilesAreWaitedFor(t *testing.T) {
	s := newStage(t)
	s.put("a.xlsx", bookBytes(t, logSheet("5日", "张伟", 5, 3)))
	s.put("b.xlsx", bookBytes(t, logSheet("6日", "张伟", 6, 3)))
	growing, now := filepath.Join(s.options.Inbox, "b.xlsx"), time.Now()
	must(t, os.Chtimes(filepath.Join(s.options.Inbox, "a.xlsx"), now, now))
	s.options.Settle = 300 * time.Millisecond
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		for {
			select {
			case <-stop:
				return
			default:
				now := time.Now()
				_ = os.Chtimes(growing, now, now)
				time.Sleep(5 * time.Millisecond)
			}
		}
	}()
	time.Sleep(20 * time.Millisecond)
	summary := s.run()
	close(stop)
	<-stopped
	if summary.FilesRead != 1 || summary.FilesPending != 1 {
		t.Errorf("summary: %+v", summary)
	}
}

// A ledger that does not add up fails the run and stores nothing of its batch.
func TestLedgerGapFailsTheRun(t *testing.T) {
	s := newStage(t)
	s.put("a.xlsx", bookBytes(t, logSheet("5日", "张伟", 5, 3)))
	s.run()
	before := s.dump()
	s.put("b.xlsx", bookBytes(t, logSheet("6日", "张伟", 6, 3)))
	s.put("c.xlsx", bookBytes(t, sheet{"1", [][]any{{"漏行"}}}))
	if _, err := Run(context.Background(), s.options); !errors.Is(err, ErrLedger) {
		t.Fatalf("got %v", err)
	}
	if after := s.dump(); after != before {
		t.Errorf("the failed run left something:\n%s\n%s", before, after)
	}
}

func TestCancelledRunLeavesTheWarehouse(t *testing.T) {
	s := newStage(t)
	s.put("a.xlsx", bookBytes(t, logSheet("5日", "张伟", 5, 3)))
	s.run()
	before := s.dump()
	for _, name := range []string{"b", "c", "d", "e"} {
		s.put(name+".xlsx", bookBytes(t, logSheet("6日", name, 6, 3)))
	}
	ctx, cancel := context.WithCancel(context.Background())
	s.options.Progress = func(done, _ int, _ string) {
		if done == 2 {
			cancel()
		}
	}
	if _, err := Run(ctx, s.options); !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v", err)
	}
	if after := s.dump(); after != before {
		t.Errorf("the cancelled run left something:\n%s\n%s", before, after)
	}
}

func TestErrorsCarryAHint(t *testing.T) {
	s := newStage(t)
	s.run()
	ctx := context.Background()
	session, err := warehouse.Open(ctx, s.options.Warehouse, warehouse.Attachment{Name: "raw", Path: s.options.RawPath})
	must(t, err, session.Exec(ctx, "update raw.meta set value = '0' where key = 'schema_version'"), session.Close())
	_, err = Run(ctx, s.options)
	expectHint(t, err, ErrSchema)
	s.options.Inbox = filepath.Join(t.TempDir(), "没有")
	_, err = Run(ctx, s.options)
	expectHint(t, err, ErrInbox)
	must(t, os.WriteFile(s.options.RawPath, []byte("no database at all, but long enough to be one"), 0o644))
	s.options.Inbox = t.TempDir()
	_, err = Run(ctx, s.options)
	expectHint(t, err, nil)
}

func expectHint(t *testing.T, err, want error) {
	t.Helper()
	var known *Error
	if !errors.As(err, &known) || known.Hint == "" || want != nil && !errors.Is(err, want) {
		t.Errorf("got %v, want a hint and %v", err, want)
	}
}
