package validate

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"aqs/ingest"
	"aqs/ingest/workbook"
	"aqs/internal/simulate"
	"aqs/internal/warehouse"
	"aqs/transform"
)

// Scenario is one kind of world, to be lived with several seeds.
type Scenario struct {
	Name   string // Chinese, for the report
	People int
	Months int
	// FirstMonth is the first month that is judged, counted from 0: before it the window of three
	// months is not full.
	FirstMonth int
	Profile    simulate.Profile
	Plant      simulate.Planting
	HasBars    bool    // is held to the bars of the method
	Slack      float64 // by how much it may miss them
}

func (s Scenario) options(seed uint64) simulate.Options {
	return simulate.Options{People: s.People, Months: s.Months, Seed: seed, Profile: &s.Profile, Plant: &s.Plant}
}

// lastDay is the last day of the simulated months.
func (s Scenario) lastDay() time.Time {
	return time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC).AddDate(0, s.Months, -1)
}

// world is one seed of a scenario, read into a raw database; marts are built from it as needed.
type world struct {
	scenario Scenario
	dir      string
	people   []simulate.Planted
	byNo     map[string]*simulate.Planted
	usual    usual
	chains   map[string]string // of teams that do not live by the usual one
}

// live writes the workbooks of one seed below dir and reads them; with reuse, not when they have
// been read before.
func live(ctx context.Context, s Scenario, seed uint64, dir string, reuse bool) (*world, error) {
	o := s.options(seed)
	people, err := simulate.People(o)
	if err != nil {
		return nil, fmt.Errorf("validate: seed %d: %w", seed, err)
	}
	w := &world{scenario: s, dir: dir, people: people, usual: usualOf(people), byNo: map[string]*simulate.Planted{}, chains: map[string]string{}}
	for i := range people {
		w.byNo[people[i].No] = &people[i]
		if people[i].IsCaller {
			w.chains[people[i].Team] = "telecom"
		}
	}
	finished := filepath.Join(dir, "read") // a raw database alone may be half of one
	if _, err := os.Stat(finished); reuse && err == nil {
		return w, nil
	}
	if _, err := simulate.Write(ctx, dir, o); err != nil {
		return nil, fmt.Errorf("validate: seed %d: %w", seed, err)
	}
	_, err = ingest.Run(ctx, ingest.Options{
		Inbox: filepath.Join(dir, "inbox"), RawPath: w.raw(), AsOf: s.lastDay(), Workers: 1, Limits: workbook.DefaultLimits(),
	})
	if err != nil {
		return nil, fmt.Errorf("validate: seed %d: %w", seed, err)
	}
	if reuse {
		err = os.WriteFile(finished, nil, 0o644)
	}
	return w, err
}

func (w *world) raw() string { return filepath.Join(w.dir, "raw.duckdb") }

// marts builds the marts as of a day, with the program's own models or with others, and returns
// their path.
func (w *world) marts(ctx context.Context, name string, asOf time.Time, files fs.FS) (string, error) {
	path := filepath.Join(w.dir, name+".duckdb")
	_, err := transform.Run(ctx, transform.Options{
		RawPath: w.raw(), MartsPath: path, AsOf: asOf, Warehouse: warehouse.Config{Threads: 1}, Files: files, Chains: w.chains,
	})
	if err != nil {
		return "", fmt.Errorf("validate: %s: %w", name, err)
	}
	return path, nil
}

// rows runs a query over marts.
func rows(ctx context.Context, marts, text string) ([][]any, error) {
	result, err := transform.Query(ctx, "", marts, text)
	if err != nil {
		return nil, fmt.Errorf("validate: %w", err)
	}
	return result.Rows, nil
}
