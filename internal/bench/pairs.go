package bench

import (
	"context"
	"slices"
	"time"
)

// Pair is one turn of ours followed at once by one of theirs.
type Pair struct{ Ours, Theirs Cost }

// Series are the pairs with one peer.
type Series struct {
	Peer    Peer
	Pairs   []Pair
	Outcome Outcome // of the last turn
	Problem string  // why there is nothing to compare, or in what the peer read something else
}

// patience is how long pairs with one peer go on before no other is begun: the slowest readers need
// a minute for the largest input, where one pair must do, and all of them together shall be done in
// a quarter of an hour.
const patience = 15 * time.Second

// alternate runs ours and theirs in turn, A B A B, as many rounds as patience allows and at least
// one. The first failure ends the series.
func alternate(ctx context.Context, rounds int, patience time.Duration, peer Peer, ours, theirs func(context.Context) (Cost, Outcome, error)) (Series, error) {
	series, start := Series{Peer: peer}, time.Now()
	for round := range rounds {
		if round > 0 && time.Since(start) > patience {
			break
		}
		own, _, err := ours(ctx)
		if err != nil {
			return series, err
		}
		other, out, err := theirs(ctx)
		if ctx.Err() != nil {
			return series, ctx.Err()
		}
		if err != nil {
			series.Problem = "failed: " + err.Error()
			return series, nil
		}
		series.Outcome = out
		series.Pairs = append(series.Pairs, Pair{own, other})
	}
	return series, nil
}

// ours are the costs of our turns, theirs those of the peer's.
func (s Series) ours() []Cost   { return side(s.Pairs, func(p Pair) Cost { return p.Ours }) }
func (s Series) theirs() []Cost { return side(s.Pairs, func(p Pair) Cost { return p.Theirs }) }

func side(pairs []Pair, of func(Pair) Cost) []Cost {
	costs := make([]Cost, 0, len(pairs))
	for _, pair := range pairs {
		costs = append(costs, of(pair))
	}
	return costs
}

// typical is the median of each figure.
func typical(costs []Cost) Cost {
	of := func(figure func(Cost) float64) float64 {
		values := make([]float64, 0, len(costs))
		for _, cost := range costs {
			values = append(values, figure(cost))
		}
		return median(values)
	}
	return Cost{
		CPU:  of(func(c Cost) float64 { return c.CPU }),
		Wall: of(func(c Cost) float64 { return c.Wall }),
		Peak: of(func(c Cost) float64 { return c.Peak }),
	}
}

// ratio is the median over the pairs of theirs to ours: what disturbs the machine for a while
// disturbs both sides of a pair.
func (s Series) ratio(figure func(Cost) float64) float64 {
	values := make([]float64, 0, len(s.Pairs))
	for _, pair := range s.Pairs {
		if ours := figure(pair.Ours); ours > 0 {
			values = append(values, figure(pair.Theirs)/ours)
		}
	}
	return median(values)
}

func median(values []float64) float64 {
	if len(values) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(values))
	middle := len(sorted) / 2
	if len(sorted)%2 == 1 {
		return sorted[middle]
	}
	return (sorted[middle-1] + sorted[middle]) / 2
}
