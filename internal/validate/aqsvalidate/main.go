// Command aqsvalidate measures the method against people whose causes are known and writes a
// Markdown file; see package validate. `make validate` calls it.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"runtime/debug"

	"aqs/internal/validate"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	// Millions of small values live shortly here; collecting them less often saves a quarter of the
	// time. The limit keeps two worlds at once within what a small machine has.
	debug.SetGCPercent(400)
	debug.SetMemoryLimit(3 << 30)
	seeds := flag.Int("seeds", 15, "seeds of the scenarios with bars")
	out := flag.String("out", "docs/validation.md", "file to write")
	quick := flag.Bool("quick", false, "bars, probabilities and measures only, to standard output; no file is written")
	keep := flag.String("keep", "", "folder that keeps what was read, so that the next run only computes (for changes of SQL)")
	only := flag.String("only", "", "measure the scenarios alone whose name contains this")
	flag.Parse()
	o := validate.Options{Seeds: *seeds, Only: *only, Dir: *keep, Keep: *keep != "", Say: func(line string) { fmt.Fprintln(os.Stderr, line) }}
	if !o.Keep {
		dir, err := os.MkdirTemp("", "aqsvalidate-")
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir)
		o.Dir = dir
	}
	if !*quick {
		return validate.WriteReport(ctx, o, *out)
	}
	text, err := validate.Quick(ctx, o)
	if err == nil {
		fmt.Print(text)
	}
	return err
}
