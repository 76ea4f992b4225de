package main

import (
	"context"
	"errors"
	"flag"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/xuri/excelize/v2"

	"aqs/internal/runlock"
	"aqs/internal/warehouse"
)

// go test ./cmd/aqs -update rewrites the golden files inside the scripts; then read the diff.
var update = flag.Bool("update", false, "rewrite golden files in testdata/script")

// One script per behaviour of the program, in testdata/script. "aqs" is this test binary.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"aqs": main})
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			// Files of a script are seconds old; the program would wait for them to settle.
			env.Setenv("AQS_INGEST_SETTLE", "0s")
			return nil
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"code": wantCode, "hold": holdLock, "sql": runSQL, "waitfor": waitFor, "term": terminate,
			"encrypt": encryptWorkbook,
		},
	})
}

// code N program args…: runs the program and wants exit code N.
func wantCode(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: code N program args…")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	var exit *exec.ExitError
	if err := ts.Exec(args[1], args[2:]...); errors.As(err, &exit) {
		got = exit.ExitCode()
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// hold DIR: takes the lock of a data folder, as another run would, until the script ends.
func holdLock(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: hold DIR")
	}
	lock, err := runlock.Acquire(ts.MkAbs(args[0]), "run", time.Date(2026, 3, 31, 2, 30, 0, 0, time.UTC))
	ts.Check(err)
	ts.Defer(func() { ts.Check(lock.Release()) })
}

// sql FILE STATEMENT: changes a database behind the program's back.
func runSQL(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: sql FILE STATEMENT")
	}
	ctx := context.Background()
	session, err := warehouse.Open(ctx, warehouse.Config{}, warehouse.Attachment{Name: "raw", Path: ts.MkAbs(args[0])})
	ts.Check(err)
	err = session.Exec(ctx, args[1])
	ts.Check(errors.Join(err, session.Close()))
}

// encrypt FROM TO PASSWORD: saves a workbook with a password, as excelize does it.
func encryptWorkbook(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: encrypt FROM TO PASSWORD")
	}
	file, err := excelize.OpenFile(ts.MkAbs(args[0]))
	ts.Check(err)
	ts.Check(errors.Join(file.SaveAs(ts.MkAbs(args[1]), excelize.Options{Password: args[2]}), file.Close()))
}

// waitfor FILE TEXTFILE TEXT: waits until FILE exists and TEXTFILE holds TEXT.
func waitFor(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: waitfor FILE TEXTFILE TEXT")
	}
	for range 600 {
		_, err := os.Stat(ts.MkAbs(args[0]))
		text, _ := os.ReadFile(ts.MkAbs(args[1]))
		if err == nil && strings.Contains(string(text), args[2]) {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	ts.Fatalf("%s and %q in %s: not within a minute", args[0], args[2], args[1])
}

// term: sends SIGTERM to everything that runs in the background.
func terminate(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 0 {
		ts.Fatalf("usage: term")
	}
	for _, cmd := range ts.BackgroundCmds() {
		ts.Check(cmd.Process.Signal(syscall.SIGTERM))
	}
}
