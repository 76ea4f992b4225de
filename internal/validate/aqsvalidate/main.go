// Command aqsvalidate measures the method against people whose causes are known and writes a
// Markdown file; see package validate. `make validate` calls it.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"

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
	seeds := flag.Int("seeds", 15, "seeds of the scenarios with bars")
	out := flag.String("out", "docs/validation.md", "file to write")
	flag.Parse()
	dir, err := os.MkdirTemp("", "aqsvalidate-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	return validate.WriteReport(ctx, validate.Options{
		Dir: dir, Seeds: *seeds, Say: func(line string) { fmt.Fprintln(os.Stderr, line) },
	}, *out)
}
