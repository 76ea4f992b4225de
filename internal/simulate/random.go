package simulate

import (
	"hash/fnv"
	"math"
	"math/rand/v2"
	"strconv"
)

// random is one stream of chance with the draws the layers need.
type random struct{ *rand.Rand }

// stream opens the stream of one layer of one subject: ("daily", 7). The name of the layer is
// part of the seed, so layers can be added without moving the others.
func stream(seed uint64, layer string, subject ...int) random {
	hash := fnv.New64a()
	hash.Write([]byte(layer))
	for _, number := range subject {
		hash.Write([]byte("/" + strconv.Itoa(number)))
	}
	return random{rand.New(rand.NewPCG(seed, hash.Sum64()))}
}

// chance is true with probability p.
func (r random) chance(p float64) bool { return r.Float64() < p }

// between is uniform on [low, high].
func (r random) between(low, high int) int { return low + r.IntN(high-low+1) }

func (r random) normal(mean, sd float64) float64 { return mean + sd*r.NormFloat64() }

// lognormal has the given median and the given standard deviation of its logarithm.
func (r random) lognormal(median, sd float64) float64 {
	return median * math.Exp(sd*r.NormFloat64())
}

// poisson counts events with the given mean, by Knuth's product; means here are small.
func (r random) poisson(mean float64) int {
	if mean <= 0 {
		return 0
	}
	limit, product, n := math.Exp(-mean), r.Float64(), 0
	for product > limit {
		product *= r.Float64()
		n++
	}
	return n
}

// gamma has the given mean and coefficient of variation, as a lognormal of equal moments: close
// enough for month-to-month noise and free of rejection loops.
func (r random) gamma(mean, cv float64) float64 {
	sd := math.Sqrt(math.Log(1 + cv*cv))
	return mean * math.Exp(r.normal(-sd*sd/2, sd))
}

// pick draws one element.
func pick[T any](r random, from []T) T { return from[r.IntN(len(from))] }

// weighted draws an index with probability proportional to its weight.
func (r random) weighted(weights []float64) int {
	total := 0.0
	for _, weight := range weights {
		total += weight
	}
	at := r.Float64() * total
	for i, weight := range weights {
		if at -= weight; at < 0 {
			return i
		}
	}
	return len(weights) - 1
}

func logit(p float64) float64    { return math.Log(p / (1 - p)) }
func logistic(x float64) float64 { return 1 / (1 + math.Exp(-x)) }
