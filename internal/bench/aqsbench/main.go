//go:build unix

// Command aqsbench writes the benchmark's workloads and measures readers of workbooks side by
// side; see internal/bench. It is not part of the product.
//
//	aqsbench prepare W1           write one input unless it lies there, and count what it holds
//	aqsbench read WAY FOLDER      read a folder once: own, grid, excelize, inflate, bytes
//	aqsbench peers                measure, print Markdown
//
// Environment: AQS_BENCH_DIR (inputs; default: aqs-bench-SEED in the temporary folder),
// AQS_BENCH_SEED (1), AQS_BENCH_PERCENT (100), AQS_BENCH_ROUNDS (5), AQS_BENCH_ONLY (W1,W4),
// AQS_BENCH_DOC (document whose figures are replaced), AQS_BENCH_PEERS (parts of names, "load" for folder to database), AQS_BENCH_CACHE (what
// peers/setup.sh installed), AQS_BENCH_PROGRAM (bin/aqs), AQS_BENCH_SCRIPTS (internal/bench/peers).
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"strings"

	"aqs/internal/bench"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	switch {
	case len(args) == 3 && args[0] == "read":
		if os.Getenv("GOGC") == "" {
			debug.SetGCPercent(200) // as cmd/aqs has it; for all readers in Go alike
		}
		out, err := bench.Read(ctx, args[1], args[2])
		if err != nil {
			return err
		}
		return json.NewEncoder(stdout).Encode(out)
	case len(args) == 2 && args[0] == "prepare", len(args) == 1 && args[0] == "peers":
		o, err := fromEnvironment(stderr)
		if err != nil {
			return err
		}
		if args[0] == "peers" {
			return peers(ctx, o, stdout)
		}
		prepared, err := bench.Prepare(ctx, o, args[1])
		if err != nil {
			return err
		}
		return json.NewEncoder(stdout).Encode(prepared)
	}
	return fmt.Errorf("usage: aqsbench peers | prepare W1 | read own|grid|excelize|inflate|bytes FOLDER")
}

// peers prints the figures as they come and, when told where, puts them into a document.
func peers(ctx context.Context, o bench.Options, stdout io.Writer) error {
	document := os.Getenv("AQS_BENCH_DOC")
	if document != "" {
		if err := bench.CheckPublish(document); err != nil {
			return err
		}
	}
	var figures bytes.Buffer
	if err := bench.Run(ctx, o, io.MultiWriter(stdout, &figures)); err != nil {
		return err
	}
	if document == "" {
		return nil
	}
	return bench.Publish(document, figures.Bytes())
}

func fromEnvironment(stderr io.Writer) (bench.Options, error) {
	self, err := os.Executable()
	if err != nil {
		return bench.Options{}, err
	}
	o := bench.Options{Log: stderr, Only: list("AQS_BENCH_ONLY"), Peers: list("AQS_BENCH_PEERS")}
	seed, err := number("AQS_BENCH_SEED", 1)
	if err != nil {
		return o, err
	}
	o.Seed = uint64(seed)
	if o.Percent, err = number("AQS_BENCH_PERCENT", 100); err != nil {
		return o, err
	}
	if o.Rounds, err = number("AQS_BENCH_ROUNDS", 5); err != nil {
		return o, err
	}
	o.Inputs = setting("AQS_BENCH_DIR", filepath.Join(os.TempDir(), fmt.Sprintf("aqs-bench-%d", seed)))
	o.Tools = bench.Tools{
		Self:    self,
		Program: setting("AQS_BENCH_PROGRAM", "bin/aqs"),
		Scripts: setting("AQS_BENCH_SCRIPTS", "internal/bench/peers"),
		Cache:   setting("AQS_BENCH_CACHE", filepath.Join(os.TempDir(), "aqs-bench-peers")),
	}
	return o, nil
}

func setting(name, fallback string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return fallback
}

func number(name string, fallback int) (int, error) {
	value, err := strconv.Atoi(setting(name, strconv.Itoa(fallback)))
	if err != nil || value < 1 {
		return 0, fmt.Errorf("%s must be a number above 0", name)
	}
	return value, nil
}

func list(name string) []string {
	if value := os.Getenv(name); value != "" {
		return strings.Split(value, ",")
	}
	return nil
}
