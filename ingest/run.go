package ingest

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"

	"golang.org/x/sync/semaphore"

	"aqs/ingest/form"
	"aqs/ingest/issue"
	"aqs/ingest/queries"
	"aqs/ingest/record"
	"aqs/ingest/workbook"
	"aqs/internal/warehouse"
)

// readerVersion is raised when the program reads the same bytes otherwise than before and its
// build may not know its commit: every file is then read anew.
const readerVersion = "2"

// Run brings raw.duckdb in line with the inbox. Only files that are new, changed, or read under
// other surroundings (forms, limits, day) are opened. The error matches [ErrInbox], [ErrSchema],
// [ErrLedger], warehouse.ErrLocked, or is the context's.
func Run(ctx context.Context, o Options) (summary *Summary, err error) {
	if o.Workers <= 0 {
		o.Workers = runtime.NumCPU()
	}
	if o.AsOf.IsZero() {
		return nil, &Error{Message: "没有给出统计截止日", Hint: "请用 --as-of 指定日期。"}
	}
	found, err := discoverSettled(ctx, o.Inbox, o.Settle)
	if err != nil {
		return nil, err
	}
	now, err := o.surroundings()
	if err != nil {
		return nil, err
	}
	// One thread until there is something to do: others that wait for work take as much time as it.
	alone := o.Warehouse
	alone.Threads = 1
	session, err := openRaw(ctx, o.RawPath, alone)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, session.Close()) }()
	known, err := loadState(ctx, session)
	if err != nil {
		return nil, err
	}
	todo, err := makePlan(ctx, found, known, now.compare(known.meta), o.Workers)
	if err != nil {
		return nil, fmt.Errorf("plan: %w", err)
	}
	if err := o.bring(ctx, session, known, todo, now); err != nil {
		return nil, err
	}
	summary = &Summary{
		FilesSeen: len(found.files) + len(found.pending), FilesRead: todo.toRead, FilesUnchanged: todo.unchanged,
		FilesPending: todo.pending, FilesOther: found.other, FilesVanished: len(todo.vanished),
	}
	if err := summarise(ctx, session, summary); err != nil {
		return nil, err
	}
	if o.After != nil {
		if err := o.After(ctx, session); err != nil {
			return nil, err
		}
	}
	return summary, nil
}

// bring does what the plan asks for. When that is nothing, and nothing around changed, the forms
// are not even loaded: the warehouse stays as the run before has checked and left it.
func (o Options) bring(ctx context.Context, session *warehouse.Session, known *state, todo *plan, now surroundings) error {
	write := &writer{session: session, known: known, ranks: newRanker(), now: now}
	idle, err := isIdle(ctx, write, todo)
	if idle || err != nil {
		return err
	}
	if err := session.SetThreads(ctx, o.Warehouse.Threads); err != nil {
		return err
	}
	forms, err := o.forms()
	if err != nil {
		return err
	}
	read := fileReader{forms: forms, limits: o.Limits, asOf: o.AsOf, longFrom: cmp.Or(o.longFrom, longFrom), buffers: &fileBuffers{}}
	if err := work(ctx, o, todo, read, write); err != nil {
		return err
	}
	return finish(ctx, session, todo, now)
}

// metaFinished is "yes" in raw.meta when a run came to its end, and "no" from its first batch on:
// after a run that was killed between the two there is something left to do.
const metaFinished = "finished"

// isIdle says that a run has nothing to write.
func isIdle(ctx context.Context, write *writer, todo *plan) (bool, error) {
	if write.known.meta[metaFinished] != "yes" {
		return false, nil
	}
	for _, pair := range write.now.meta() {
		if write.known.meta[pair[0]] != pair[1] {
			return false, nil
		}
	}
	for _, g := range todo.groups {
		if g.original.read || write.hasWork(g) {
			return false, nil
		}
	}
	reported, err := query(ctx, write.session, func(scan func(...any) error) (string, error) {
		var id string
		return id, scan(&id)
	}, "select file_id from raw.issue where code = ?", issue.FileVanished)
	if err != nil {
		return false, err
	}
	var vanished []string
	for _, f := range todo.vanished {
		vanished = append(vanished, f.id)
	}
	slices.Sort(reported)
	slices.Sort(vanished)
	return slices.Equal(reported, vanished), nil
}

// surroundings names everything a reading depends on besides the files.
func (o Options) surroundings() (surroundings, error) {
	now := surroundings{limits: fmt.Sprintf("%+v", o.Limits), asOf: o.AsOf}
	if o.reader != nil {
		now.reader = readerVersion + " " + o.fingerprint
		return now, nil
	}
	fingerprint, err := form.Fingerprint(o.FormsDir)
	if err != nil {
		return now, &Error{Message: "表样无法载入", Hint: "请检查表样文件夹的读取权限。", Err: err}
	}
	now.reader = readerVersion + " " + revision() + " " + fingerprint
	return now, nil
}

// forms loads the form library.
func (o Options) forms() (sheetReader, error) {
	if o.reader != nil {
		return o.reader, nil
	}
	forms, err := form.Load(o.FormsDir)
	if err != nil {
		return nil, &Error{Message: "表样无法载入", Hint: "请按上述位置修改表样文件；写法见 docs。", Err: err}
	}
	return forms, nil
}

// revision is the commit the program was built from: another program may read the same bytes
// otherwise, and reading everything once more after an upgrade is cheap.
func revision() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	named := ""
	for _, setting := range info.Settings {
		if setting.Key == "vcs.revision" || setting.Key == "vcs.modified" {
			named += setting.Value
		}
	}
	return named
}

// work reads what the plan asks for, several files at a time, and stores it in the plan's order.
func work(ctx context.Context, o Options, todo *plan, read fileReader, write *writer) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	results := readAhead(ctx, todo, read, o.Workers)
	done := 0
	for _, g := range todo.groups {
		var result *fileResult
		if g.original.read {
			slot, more := <-results
			if !more {
				return ctx.Err() // nothing else ends the reading early
			}
			answer := <-slot
			if answer.err != nil {
				return answer.err
			}
			done++
			if o.Progress != nil {
				o.Progress(done, todo.toRead, g.original.file.path)
			}
			result = answer.result
			if result.sha != "" && result.sha != g.original.sha {
				// Someone wrote the file between hashing and reading.
				todo.pending++
				continue
			}
		} else if !write.hasWork(g) {
			continue
		}
		if err := write.add(ctx, unit{group: g, result: result}); err != nil {
			return fmt.Errorf("store: %w", err)
		}
	}
	if err := write.flush(ctx); err != nil {
		return fmt.Errorf("store: %w", err)
	}
	return nil
}

type answer struct {
	result *fileResult
	err    error
}

// readBudget bounds the bytes of files that are read at the same time: a file's cells take about
// twenty times its compressed size. A larger file is read while no other is.
const readBudget = 16 << 20

// readAhead reads the plan's files with some workers and hands the answers out in the plan's
// order. The queue is short, so that memory holds only as many files as are being read.
func readAhead(ctx context.Context, todo *plan, read fileReader, workers int) <-chan chan answer {
	queue := make(chan chan answer, workers)
	slots := make(chan struct{}, workers)
	memory := semaphore.NewWeighted(readBudget)
	go func() {
		defer close(queue)
		for _, g := range todo.groups {
			if !g.original.read {
				continue
			}
			select {
			case slots <- struct{}{}:
			case <-ctx.Done():
				return
			}
			weight := min(max(g.original.file.size, 1), readBudget)
			if memory.Acquire(ctx, weight) != nil {
				return
			}
			slot := make(chan answer, 1)
			go func() {
				defer func() { memory.Release(weight); <-slots }()
				result, err := read.entry(ctx, g.original)
				slot <- answer{result, err}
			}()
			select {
			case queue <- slot:
			case <-ctx.Done():
				return
			}
		}
	}()
	return queue
}

// entry reads one planned file.
func (r fileReader) entry(ctx context.Context, e *entry) (*fileResult, error) {
	if e.file.odd {
		return rejected("", &workbook.ReadError{Code: issue.FileOddExtension, Detail: "内容是工作簿，扩展名却不是；未读取"})
	}
	return r.read(ctx, e.file.path, e.file.real)
}

// finish reports vanished files and unknown names, keeps the issues' history, checks the ledger
// of the whole warehouse and writes down the surroundings of this run.
func finish(ctx context.Context, session *warehouse.Session, todo *plan, now surroundings) error {
	return session.InTx(ctx, func() error {
		if err := reportVanished(ctx, session, todo.vanished); err != nil {
			return err
		}
		if err := reportNames(ctx, session); err != nil {
			return err
		}
		if err := keepHistory(ctx, session, now.asOf); err != nil {
			return err
		}
		if err := checkLedgers(ctx, session); err != nil {
			return err
		}
		for _, pair := range append(now.meta(), [2]string{metaFinished, "yes"}) {
			if err := setMeta(ctx, session, pair[0], pair[1]); err != nil {
				return err
			}
		}
		return nil
	})
}

func reportVanished(ctx context.Context, session *warehouse.Session, vanished []*storedFile) error {
	if err := session.Exec(ctx, "delete from raw.issue where code = ?", issue.FileVanished); err != nil {
		return err
	}
	pending := pendingRows{}
	for _, f := range vanished {
		made := []record.Issue{issue.New(issue.FileVanished, "", "", "", "")}
		pending.row("issue", issueRow(f.id, numberIssues(f.id, nil, made)[0])...)
	}
	return appendRows(session, pending)
}

// checkLedgers is promise 1: rows of files and lines of the ledger add up, or the run fails.
func checkLedgers(ctx context.Context, session *warehouse.Session) error {
	wrong, err := query(ctx, session, func(scan func(...any) error) (string, error) {
		var path string
		return path, scan(&path)
	}, queries.LedgerCheck)
	if err != nil {
		return err
	}
	if len(wrong) > 0 {
		return &Error{
			Message: "行账不平：" + strings.Join(wrong[:min(len(wrong), 5)], "、"),
			Hint:    "这是程序的缺陷，请把该文件反馈给维护者；上一次的结果没有改变。", kind: ErrLedger,
		}
	}
	return nil
}
