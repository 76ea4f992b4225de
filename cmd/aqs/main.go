// Command aqs reads a folder of work logs and weekly reports as people fill them in, and turns
// them into a monthly review: workbooks in, DuckDB inside, static HTML out.
package main

import (
	"os"
	"time"

	"golang.org/x/term"
)

func main() {
	workDir, err := os.Getwd()
	if err != nil {
		workDir = "."
	}
	a := &app{
		stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr,
		env: os.Environ(), workDir: workDir, now: time.Now,
		isTerminal: term.IsTerminal(int(os.Stderr.Fd())),
	}
	os.Exit(a.run(os.Args[1:]))
}
