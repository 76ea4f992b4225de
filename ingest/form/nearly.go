package form

import (
	"cmp"
	"slices"
	"strings"
)

// Nearly a form: most of its evidence is there, and headers or figures of its own, no chance hits.
const (
	nearEvidence = 0.8 // of the threshold
	nearParts    = 3   // headers, labels or figures found
)

// nearly says whether the sheet is this form but for something that somebody left out or renamed.
func (c *claim) nearly() bool {
	return !c.passes() && len(c.unmet) <= 1 && c.parts() >= nearParts && c.evidence >= nearEvidence*c.d.Threshold
}

// parts counts the headers, figures and notes of the form that stand on the sheet. Labels that say
// whose sheet it is and of when stand on any sheet of an office, so they count for nothing.
func (c *claim) parts() int {
	n := len(c.columns) + len(c.metrics) + len(c.groups)
	for i := range c.labels {
		if field := c.d.Labels[i].Field; strings.HasPrefix(field, "note.") || field == "day_plan" || field == "reflection" {
			n++
		}
	}
	for _, columns := range c.blocks {
		n += columns
	}
	return n
}

// nearlyFirst puts, where no form takes the sheet, the one that nearly does before the rest: a form
// that lacks a requirement has a cut score, which says nothing of how much of it is there.
func nearlyFirst(claims []claim) {
	if len(claims) == 0 || claims[0].passes() {
		return
	}
	slices.SortStableFunc(claims, func(a, b claim) int {
		near, other := a.nearly(), b.nearly()
		switch {
		case near && other:
			return cmp.Compare(b.evidence, a.evidence)
		case near:
			return -1
		case other:
			return 1
		}
		return 0
	})
}
