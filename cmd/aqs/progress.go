package main

import (
	"fmt"
	"time"

	"github.com/schollz/progressbar/v3"
)

// plainLines is how often a long step says how far it is where there is no terminal.
const plainLines = 10

// progress shows how far a step is, on stderr: a bar on a terminal, at most plainLines lines
// elsewhere, nothing with --quiet. The function it gives is called from one goroutine.
func (a *app) progress(step string) (tick func(done, total int), end func()) {
	switch {
	case a.quiet:
		return func(int, int) {}, func() {}
	case a.isTerminal:
		return a.progressBar(step)
	}
	next := 1
	tick = func(done, total int) {
		if total < plainLines || done*plainLines < next*total {
			return
		}
		fmt.Fprintf(a.stderr, "%s %d/%d\n", step, done, total)
		next = done*plainLines/total + 1
	}
	return tick, func() {}
}

func (a *app) progressBar(step string) (tick func(done, total int), end func()) {
	var bar *progressbar.ProgressBar
	tick = func(done, total int) {
		if bar == nil {
			bar = progressbar.NewOptions(total,
				progressbar.OptionSetWriter(a.stderr),
				progressbar.OptionSetDescription(step),
				progressbar.OptionShowCount(),
				progressbar.OptionClearOnFinish(),
				progressbar.OptionThrottle(100*time.Millisecond))
		}
		// A terminal that cannot be written to is no reason to stop the work.
		_ = bar.Set(done)
	}
	end = func() {
		if bar != nil {
			_ = bar.Finish()
		}
	}
	return tick, end
}

// say writes one line about the run's course to stderr.
func (a *app) say(format string, args ...any) {
	if !a.quiet {
		fmt.Fprintf(a.stderr, format+"\n", args...)
	}
}
