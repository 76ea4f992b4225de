package validate

import "slices"

// tally counts how the findings of one method compare with what was planted. All counts are of
// person-months or of factors of person-months, so that tallies of seeds add up.
type tally struct {
	right         int // a flag on the planted factor
	wrong         int // any other flag
	missed        int // a planted factor without a flag
	healthyFlags  int // flags on people without a cause
	healthyMonths int
	decoyFlags    int // person-months of healthy people with poor outlets, flagged in 意向率
	decoyMonths   int
	decoyAny      int // the same, flagged in 意向率 or 件均
	awayFlags     int // person-months of healthy people who were away, joined or left, flagged in anything
	awayMonths    int
	byFactor      map[string][3]int // right, wrong, missed
	byDecoy       map[string][2]int // healthy person-months by what befell them; of them, flagged in anything
}

func (t *tally) add(o *tally) {
	t.right += o.right
	t.wrong += o.wrong
	t.missed += o.missed
	t.healthyFlags += o.healthyFlags
	t.healthyMonths += o.healthyMonths
	t.decoyFlags += o.decoyFlags
	t.decoyMonths += o.decoyMonths
	t.decoyAny += o.decoyAny
	t.awayFlags += o.awayFlags
	t.awayMonths += o.awayMonths
	for factor, counts := range o.byFactor {
		t.count(factor, counts)
	}
	for decoy, counts := range o.byDecoy {
		t.decoy(decoy, counts)
	}
}

func (t *tally) decoy(id string, counts [2]int) {
	if t.byDecoy == nil {
		t.byDecoy = map[string][2]int{}
	}
	sum := t.byDecoy[id]
	t.byDecoy[id] = [2]int{sum[0] + counts[0], sum[1] + counts[1]}
}

func (t *tally) count(factor string, counts [3]int) {
	if t.byFactor == nil {
		t.byFactor = map[string][3]int{}
	}
	sum := t.byFactor[factor]
	for i := range sum {
		sum[i] += counts[i]
	}
	t.byFactor[factor] = sum
}

func (t *tally) precision() float64 { return over(t.right, t.right+t.wrong) }
func (t *tally) recall() float64    { return over(t.right, t.right+t.missed) }
func (t *tally) f1() float64        { return over(2*t.right, 2*t.right+t.wrong+t.missed) }
func (t *tally) perHealthy() float64 {
	return over(t.healthyFlags, t.healthyMonths)
}
func (t *tally) decoys() float64 { return over(t.decoyFlags, t.decoyMonths) }

func over(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

// judge compares flags with the truth of one world over the judged months. People who pad their
// logs are left out: what their figures say is not what they do, and they are a test of their own.
// So are people who live by appointments: their cause does not show in the four factors.
func (w *world) judge(flags map[finding]bool) *tally {
	t := &tally{}
	for i := range w.people {
		p := &w.people[i]
		if p.IsFabricator || p.IsCaller {
			continue
		}
		for m := w.scenario.FirstMonth; m < len(p.Months); m++ {
			if p.Months[m].Workdays > 0 {
				w.judgeMonth(t, flags, i, m)
			}
		}
	}
	return t
}

func (w *world) judgeMonth(t *tally, flags map[finding]bool, i, m int) {
	p := &w.people[i]
	planted := ""
	if p.Cause != "" && !p.From.After(p.Months[m].Start) {
		planted = factorOf(p.Cause)
	}
	flagged := map[string]bool{}
	for _, factor := range factors {
		is := flags[finding{personMonth{p.No, m}, factor}]
		flagged[factor] = is
		switch {
		case is && factor == planted:
			t.right++
			t.count(factor, [3]int{1, 0, 0})
		case is:
			t.wrong++
			t.count(factor, [3]int{0, 1, 0})
		case factor == planted:
			t.missed++
			t.count(factor, [3]int{0, 0, 1})
		}
		if is && p.Cause == "" {
			t.healthyFlags++
		}
	}
	if p.Cause != "" {
		return
	}
	t.healthyMonths++
	any := flagged["activity"] || flagged["intent_rate"] || flagged["close_rate"] || flagged["ticket"]
	t.decoy(w.decoyOf(i, m), [2]int{1, one(any)})
	switch {
	case slices.Contains(p.Decoys, "D_poor_outlets"):
		t.decoyMonths++
		t.decoyFlags += one(flagged["intent_rate"])
		t.decoyAny += one(flagged["intent_rate"] || flagged["ticket"])
	case w.decoyOf(i, m) == "away":
		t.awayMonths++
		t.awayFlags += one(any)
	}
}

func one(is bool) int {
	if is {
		return 1
	}
	return 0
}
