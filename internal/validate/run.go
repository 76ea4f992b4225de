package validate

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"aqs/internal/simulate"
)

// Options say how much to measure.
type Options struct {
	Dir    string // workbooks and databases of a world lie here while it is measured
	Seeds  int    // of the first scenario; the other profile gets two thirds, the others a fifth, at least one
	People int    // 0: a hundred
	Months int    // 0: six
	// Ablations and the further scenarios are left out in the small run of the tests.
	IsSmall bool
	// IsQuick leaves out the ablations and all scenarios but the two generating models: a look at
	// the probabilities and the measures while a model is being changed.
	IsQuick bool
	// Keep leaves what was read of each world in Dir and takes it from there the next time, so that
	// only the models run again. It knows nothing of changes of the simulator or of the reader.
	Keep    bool
	Only    string // scenarios whose name contains this; empty: all
	Workers int    // worlds at a time; 0: one per core
	Say     func(string)
}

// Outcome is what one scenario showed; sums over its seeds.
type Outcome struct {
	Scenario  Scenario
	Seeds     int
	names     []string
	methods   map[string]*tally
	forecasts map[string]*calibration
	sides     sides
	effects   map[string]effect
	primary   [2]int // months with a planted and flagged factor; of them, named first
	delay     []int  // months from the cause's first month to the first flag; -1: never
	padders   suspects
	cards     *cardTally
	teams     map[string]teamTally // by what befell the team
	worlds    []*Outcome           // one per seed; intervals are taken over them
	absent    map[string]bool      // models that were not there
}

const ours = "本方法 (q = 0.2)"

func newOutcome(s Scenario) *Outcome {
	return &Outcome{
		Scenario: s, methods: map[string]*tally{}, forecasts: map[string]*calibration{}, effects: map[string]effect{},
		cards: newCardTally(), teams: map[string]teamTally{}, absent: map[string]bool{},
	}
}

// Run measures all scenarios and returns their outcomes in a fixed order.
func Run(ctx context.Context, o Options) ([]*Outcome, error) {
	base, other := simulate.DefaultProfile(), simulate.OtherProfile()
	few := max(1, o.Seeds/5)
	type plan struct {
		s     Scenario
		seeds int
	}
	plans := []plan{{defects("f = 0.6", base, 0.6), o.Seeds}, {defects("f = 0.6, 另一种生成模型", other, 0.6), max(1, o.Seeds*2/3)}}
	plans[0].s.HasBars, plans[1].s.HasBars, plans[1].s.Slack = true, true, 0.08
	switch {
	case o.IsSmall:
		plans = plans[:1]
	case o.IsQuick:
		plans[1].seeds = o.Seeds
	default:
		plans = append(plans, plan{defects("f = 0.5", base, 0.5), few}, plan{defects("f = 0.7", base, 0.7), few}, plan{beginnings(base), few + 1}, plan{teamwork(base), few + 2})
	}
	var all []*Outcome
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(max(1, o.Workers))
	if o.Workers <= 0 {
		group.SetLimit(runtime.NumCPU())
	}
	var lock sync.Mutex
	for i, p := range plans {
		if !strings.Contains(p.s.Name, o.Only) {
			continue
		}
		if o.People > 0 {
			p.s.People = o.People
		}
		if o.Months > 0 {
			p.s.Months = o.Months
		}
		total := newOutcome(p.s)
		total.Seeds = p.seeds
		all = append(all, total)
		worlds := make([]*Outcome, p.seeds)
		done := 0
		for seed := range p.seeds {
			group.Go(func() error {
				ablate := i == 0 && seed < few && !o.IsSmall && !o.IsQuick
				one, err := measure(ctx, p.s, uint64(seed+1), filepath.Join(o.Dir, fmt.Sprintf("%d-%d", i, seed+1)), ablate, o.Keep)
				if err != nil {
					return err
				}
				lock.Lock()
				defer lock.Unlock()
				worlds[seed] = one
				if done++; done == p.seeds { // in the order of the seeds, whatever finished first
					for _, w := range worlds {
						total.add(w)
					}
					total.worlds = worlds
				}
				if o.Say != nil {
					o.Say(fmt.Sprintf("%s: seed %d", p.s.Name, seed+1))
				}
				return nil
			})
		}
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	return all, nil
}

// measure lives one seed and compares; its files are removed again.
func measure(ctx context.Context, s Scenario, seed uint64, dir string, ablate, keep bool) (_ *Outcome, err error) {
	defer func() {
		if keep {
			return
		}
		if removed := os.RemoveAll(dir); err == nil {
			err = removed
		}
	}()
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("validate: %w", err)
	}
	w, err := live(ctx, s, seed, dir, keep)
	if err != nil {
		return nil, err
	}
	marts, err := w.marts(ctx, "marts", s.lastDay(), nil)
	if err != nil {
		return nil, err
	}
	result := newOutcome(s)
	list, err := readFlags(ctx, marts)
	if err != nil {
		return nil, err
	}
	result.flags(w, list)
	facts, err := readFigures(ctx, marts)
	if err != nil {
		return nil, err
	}
	for _, r := range naiveRules() {
		found := map[finding]bool{}
		for m := s.FirstMonth; m < s.Months; m++ {
			for f := range r.flag(facts, m) {
				found[f] = true
			}
		}
		result.method(r.name, w.judge(found))
	}
	if err := result.probe(ctx, w, marts); err != nil {
		return nil, err
	}
	if !ablate {
		return result, nil
	}
	result.method(subset, w.judge(flagsAt(list, 0.2)))
	for _, a := range ablations() {
		files, err := a.files()
		if err != nil {
			return nil, err
		}
		marts, err := w.marts(ctx, "ablation", s.lastDay(), files)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", a.name, err)
		}
		list, err := readFlags(ctx, marts)
		if err != nil {
			return nil, err
		}
		result.method(a.name, w.judge(flagsAt(list, 0.2)))
	}
	return result, nil
}

// subset is our method on the seeds of the ablations alone, to compare like with like.
const subset = "本方法, 同样的种子"

// flagsAt are the flags at another q than the program's.
func flagsAt(list []flagRow, q float64) map[finding]bool {
	flags := map[finding]bool{}
	for _, r := range list {
		if r.hasP && r.falseShare <= q && r.isMaterial && r.isBounded {
			flags[r.finding] = true
		}
	}
	return flags
}

func (o *Outcome) method(name string, t *tally) {
	if o.methods[name] == nil {
		o.methods[name] = &tally{}
		o.names = append(o.names, name)
	}
	o.methods[name].add(t)
}

// flags judges what the program flagged, at its own q and at others.
func (o *Outcome) flags(w *world, list []flagRow) {
	own, primary := map[finding]bool{}, map[finding]bool{}
	for _, r := range list {
		own[r.finding] = r.isFlag
		primary[r.finding] = r.role == "primary"
	}
	o.method(ours, w.judge(own))
	for _, q := range []float64{0.1, 0.3} {
		o.method(fmt.Sprintf("本方法 (q = %.1f)", q), w.judge(flagsAt(list, q)))
	}
	for i := range w.people {
		p := &w.people[i]
		factor := factorOf(p.Cause)
		if factor == "" {
			continue
		}
		from := monthNo(p.From)
		first := -1
		for m := from; m < len(p.Months); m++ {
			at := finding{personMonth{p.No, m}, factor}
			if own[at] && m >= w.scenario.FirstMonth {
				o.primary[0]++
				o.primary[1] += one(primary[at])
			}
			if own[at] && first < 0 {
				first = m - from
			}
		}
		// Who has less than three months left is no fair question.
		if !w.scenario.Plant.FromStart && from+2 < len(p.Months) {
			o.delay = append(o.delay, first)
		}
	}
}

// probe reads everything beside the flags, as far as the models are there.
func (o *Outcome) probe(ctx context.Context, w *world, marts string) error {
	for _, q := range forecastQueries {
		if is, err := o.has(ctx, marts, q.relation); err != nil {
			return err
		} else if !is {
			continue
		}
		list, err := readForecasts(ctx, marts, q.text)
		if err != nil {
			return fmt.Errorf("%s: %w", q.name, err)
		}
		o.forecasts[q.name] = &calibration{}
		o.forecasts[q.name].add(list)
	}
	var err error
	if o.sides, err = w.readSides(ctx, marts); err != nil {
		return err
	}
	if is, err := o.has(ctx, marts, "measure_effect"); err != nil {
		return err
	} else if is {
		if o.effects, err = readEffects(ctx, marts); err != nil {
			return err
		}
	}
	if o.padders, err = w.readSuspects(ctx, marts); err != nil {
		return err
	}
	if o.cards, err = w.readCards(ctx, marts); err != nil {
		return err
	}
	o.teams, err = w.readTeams(ctx, marts)
	return err
}

func (o *Outcome) has(ctx context.Context, marts, relation string) (bool, error) {
	is, err := hasRelation(ctx, marts, relation)
	if err == nil && !is {
		o.absent[relation] = true
	}
	return is, err
}

// add sums another seed's outcome.
func (o *Outcome) add(s *Outcome) {
	for _, name := range s.names {
		o.method(name, s.methods[name])
	}
	for _, q := range forecastQueries {
		from := s.forecasts[q.name]
		if from == nil {
			continue
		}
		to := o.forecasts[q.name]
		if to == nil {
			to = &calibration{}
			o.forecasts[q.name] = to
		}
		to.merge(from)
	}
	o.sides.months += s.sides.months
	o.sides.held += s.sides.held
	o.sides.raw += s.sides.raw
	o.sides.undetermined += s.sides.undetermined
	for _, factor := range factors {
		e, x := o.effects[factor], s.effects[factor]
		o.effects[factor] = effect{e.came + x.came, e.expected + x.expected, e.raw + x.raw, e.months + x.months, e.covered + x.covered}
	}
	o.primary[0] += s.primary[0]
	o.primary[1] += s.primary[1]
	o.delay = append(o.delay, s.delay...)
	o.padders.add(s.padders)
	o.cards.add(s.cards)
	for row, t := range s.teams {
		sum := o.teams[row]
		o.teams[row] = teamTally{sum.months + t.months, sum.below95 + t.below95, sum.below998 + t.below998, sum.above + t.above, sum.naive + t.naive, sum.cards + t.cards}
	}
	for relation := range s.absent {
		o.absent[relation] = true
	}
}
