// Command aqs reads a folder of work logs and weekly reports as people fill them in, and turns
// them into a monthly review: workbooks in, DuckDB inside, static HTML out.
package main

import (
	"os"
	"runtime/debug"
	"time"

	"golang.org/x/term"
)

func main() {
	workDir, err := os.Getwd()
	if err != nil {
		workDir = "."
	}
	if os.Getenv("GOGC") == "" {
		// What lives is small (a hundred megabytes at most) and what dies young is much: every file's
		// cells. Collecting half as often saves a seventh of the processor time of ingest; long files
		// are stored under a stricter rule of their own (ingest/write_long.go).
		debug.SetGCPercent(200)
	}
	a := &app{
		stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr,
		env: os.Environ(), workDir: workDir, now: time.Now,
		isTerminal: term.IsTerminal(int(os.Stderr.Fd())),
	}
	os.Exit(a.run(os.Args[1:]))
}
