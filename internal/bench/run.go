//go:build unix

package bench

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// Options of one comparison.
type Options struct {
	Tools   Tools
	Inputs  string // where workloads lie or are written
	Seed    uint64
	Percent int      // of the full size of each workload
	Rounds  int      // pairs with each peer
	Only    []string // workloads by ID; empty: all
	Peers   []string // parts of peers' names; empty: all
	Log     io.Writer
}

// Run measures every workload and writes Markdown as each is done.
func Run(ctx context.Context, o Options, w io.Writer) error {
	fmt.Fprint(w, heading(o))
	for _, load := range All() {
		if !chosen(load.ID, o.Only, strings.EqualFold) {
			continue
		}
		load = load.Scaled(o.Percent)
		fmt.Fprintf(o.Log, "%s: inputs\n", load.ID)
		input, truth, err := o.prepare(ctx, load.ID)
		if err != nil {
			return err
		}
		reading, err := o.read(ctx, load.ID, input, truth)
		if err != nil {
			return err
		}
		fmt.Fprint(w, readingTable(load, input, truth, reading))
		loading, err := o.load(ctx, load, input)
		if err != nil {
			return err
		}
		fmt.Fprint(w, loadingTable(load, input, loading))
	}
	_, err := fmt.Fprint(w, ending())
	return err
}

// prepare writes and counts a workload in a process of its own: on Linux a child's peak memory is
// never less than what its parent had when it started the child, so this one must stay small.
func (o Options) prepare(ctx context.Context, id string) (Input, Truth, error) {
	var prepared Prepared
	cmd := exec.CommandContext(ctx, o.Tools.Self, "prepare", id)
	cmd.Stderr = o.Log
	out, err := cmd.Output()
	if err == nil {
		err = json.Unmarshal(out, &prepared)
	}
	if err != nil {
		return Input{}, Truth{}, fmt.Errorf("bench: prepare %s: %w", id, err)
	}
	return prepared.Input, prepared.Truth, nil
}

// Prepared is a workload on disk with what it holds.
type Prepared struct {
	Input Input
	Truth Truth
}

// Prepare is the other end of Run's preparing.
func Prepare(ctx context.Context, o Options, id string) (Prepared, error) {
	for _, load := range All() {
		if load.ID != id {
			continue
		}
		input, err := load.Scaled(o.Percent).Ensure(ctx, o.Inputs, o.Seed)
		if err != nil {
			return Prepared{}, err
		}
		truth, err := Count(ctx, input.Dir)
		return Prepared{input, truth}, err
	}
	return Prepared{}, fmt.Errorf("bench: no workload %q", id)
}

func chosen(name string, wanted []string, fits func(name, wanted string) bool) bool {
	for _, want := range wanted {
		if fits(name, want) {
			return true
		}
	}
	return len(wanted) == 0
}

// read compares readers.
func (o Options) read(ctx context.Context, id string, input Input, truth Truth) ([]Series, error) {
	run := func(peer Peer) func(context.Context) (Cost, Outcome, error) {
		command := append(append([]string(nil), peer.Command...), input.Dir)
		return func(ctx context.Context) (Cost, Outcome, error) {
			return Exec(ctx, o.Tools.env(), command[0], command[1:]...)
		}
	}
	own := o.Tools.own()
	var all []Series
	for _, peer := range o.Tools.readers() {
		if !chosen(peer.Name, o.Peers, strings.Contains) {
			continue
		}
		fmt.Fprintf(o.Log, "%s: %s\n", id, peer.Name)
		series, err := alternate(ctx, o.Rounds, patience, peer, run(own), run(peer))
		if err != nil {
			return nil, fmt.Errorf("bench: own reader: %w", err)
		}
		if series.Problem == "" && peer.Sums != "" {
			series.Problem = truth.disagrees(series.Outcome, peer.Sums)
		}
		all = append(all, series)
	}
	return all, nil
}

// Loading is what the way from a folder to rows in a database costs: ours and a script's in
// pairs, and our second run over the same files.
type Loading struct {
	Script    Series
	Unchanged []Cost
	First     Outcome
}

func (o Options) load(ctx context.Context, load Workload, input Input) (*Loading, error) {
	if !chosen("load", o.Peers, strings.Contains) {
		return nil, nil
	}
	fmt.Fprintf(o.Log, "%s: folder to database\n", load.ID)
	temp, err := os.MkdirTemp("", "aqs-bench-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(temp)
	data, database := filepath.Join(temp, "data"), filepath.Join(temp, "rows.sqlite")
	asOf := load.asOf(load.Size).Format(time.DateOnly)
	ingest := func(ctx context.Context) (Cost, Outcome, error) {
		return Exec(ctx, []string{"AQS_INGEST_SETTLE=0s"}, o.Tools.Program, "ingest", "--inbox", input.Dir,
			"--data", data, "--site", filepath.Join(temp, "site"), "--as-of", asOf, "--json", "--quiet")
	}
	loading := &Loading{}
	ours := func(ctx context.Context) (Cost, Outcome, error) {
		if err := os.RemoveAll(data); err != nil {
			return Cost{}, Outcome{}, err
		}
		first, out, err := ingest(ctx)
		if err != nil {
			return first, out, err
		}
		loading.First = out
		second, again, err := ingest(ctx)
		if err == nil && again.Ingest.FilesRead > 0 {
			err = fmt.Errorf("read %d unchanged files again", again.Ingest.FilesRead)
		}
		loading.Unchanged = append(loading.Unchanged, second)
		return first, out, err
	}
	script := Peer{Name: "pandas, concat, to_sql (SQLite)", Command: []string{"/usr/bin/python3", filepath.Join(o.Tools.Scripts, "load_pandas.py")}}
	theirs := func(ctx context.Context) (Cost, Outcome, error) {
		if err := os.RemoveAll(database); err != nil {
			return Cost{}, Outcome{}, err
		}
		return Exec(ctx, o.Tools.env(), script.Command[0], script.Command[1], input.Dir, database)
	}
	loading.Script, err = alternate(ctx, o.Rounds, patience, script, ours, theirs)
	if err != nil {
		return nil, fmt.Errorf("bench: aqs ingest: %w", err)
	}
	return loading, nil
}
