package simulate

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"golang.org/x/sync/errgroup"

	"aqs/internal/calendar"
)

// Options say what to make up.
type Options struct {
	People  int       // 客户经理: 2 to 5000; supervisors and managers come on top
	Months  int       // at least 1
	Seed    uint64    // equal options give equal bytes
	Start   time.Time // first day of the first month; zero: 2026-01-01
	Full    bool      // a second chain, and the registers that management looks at
	Hostile bool      // put texts that attack careless readers and pages into names and notes

	Profile *Profile  // what people are like; nil: DefaultProfile
	Plant   *Planting // what is wrong with whom; nil: the mixture of the committed sample
}

// Summary counts what was written.
type Summary struct {
	Files int   `json:"files"` // workbooks, damaged copies included
	Facts int   `json:"facts"` // lines of truth.csv
	Bytes int64 `json:"bytes"`
}

// ErrOptions is wrapped by errors about options out of range.
var ErrOptions = errors.New("simulate: option out of range")

func (o Options) checked() (Options, error) {
	if o.Start.IsZero() {
		o.Start = calendar.Date(2026, time.January, 1)
	}
	o.Start = calendar.Date(o.Start.Year(), o.Start.Month(), 1)
	switch {
	case o.People < 2 || o.People > 5000:
		return o, fmt.Errorf("%w: 人数 %d；建议: 取 2 到 5000", ErrOptions, o.People)
	case o.Months < 1 || o.Months > 24:
		return o, fmt.Errorf("%w: 月数 %d；建议: 取 1 到 24", ErrOptions, o.Months)
	}
	return o, nil
}

// Write makes up a branch and writes dir/inbox with its workbooks and dir/truth.csv. Existing
// files of the same names are replaced; nothing else is touched.
func Write(ctx context.Context, dir string, o Options) (*Summary, error) {
	o, err := o.checked()
	if err != nil {
		return nil, err
	}
	w := build(o)
	summary, err := writeJobs(ctx, filepath.Join(dir, "inbox"), w.jobs(), w.truth)
	if err != nil {
		return nil, err
	}
	w.tellTruth()
	table, err := w.truth.csv()
	if err != nil {
		return nil, fmt.Errorf("truth.csv: %w", err)
	}
	if err := os.WriteFile(filepath.Join(dir, "truth.csv"), table, 0o644); err != nil {
		return nil, fmt.Errorf("truth.csv: %w", err)
	}
	summary.Facts = len(w.truth.facts)
	return summary, nil
}

// build runs the layers in order.
func build(o Options) *world {
	w := newWorld(o)
	w.plantCauses()
	w.drawTraits()
	w.assignOutlets()
	w.takeLeave()
	w.setGoals()
	w.live()
	w.plantBigCases()
	w.handIn()
	w.batchReports()
	w.spoil()
	if o.Full {
		w.addTelecom()
	}
	w.addCallers()
	return w
}

// writeJobs draws and writes workbooks, several at a time, and joins their truths in order.
func writeJobs(ctx context.Context, inbox string, jobs []job, into *truth) (*Summary, error) {
	truths := make([]truth, len(jobs))
	sizes := make([]int64, len(jobs))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i := range jobs {
		group.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			size, err := jobs[i].write(inbox, &truths[i])
			sizes[i] = size
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	summary := &Summary{}
	for i := range jobs {
		summary.Files += 1 + len(jobs[i].copies)
		summary.Bytes += sizes[i]
		into.join(truths[i])
	}
	return summary, nil
}
