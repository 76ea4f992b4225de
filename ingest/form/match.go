package form

import (
	"cmp"
	"slices"
)

// claim is what one form finds of itself in a sheet.
type claim struct {
	d        *definition
	score    float64
	title    *cell
	phrase   int // characters of the title's phrase
	titled   bool
	labels   map[int]bool
	metrics  map[int]bool
	columns  map[int]bool
	groups   map[string]bool
	blocks   map[int]int // block → most columns found in one row
	across   map[int]int // table with people across → people found
	boxes    map[int]int // picture → boxes found
	header   header      // register
	crosstab crosstab
	calendar calendar
	hints    hintParts
	unmet    []string
	evidence float64 // the score, requirements aside
}

// The title stands among the first rows.
const titleRows = 8

func (l *Library) claims(p *page) []claim {
	claims := make([]claim, 0, len(l.forms))
	titles := l.titles.find(titleTexts(p), len(l.forms))
	hints := l.hints(p)
	var put []int // forms that their missing title rules out: looked at only when no other fits
	fits := false
	for i, d := range l.forms {
		if !titles[i].found && d.needsTitle() {
			put = append(put, i)
			continue
		}
		claims = append(claims, l.claim(p, d, titles[i], hints))
		fits = fits || claims[len(claims)-1].passes()
	}
	for _, i := range put {
		if fits {
			c := claim{d: l.forms[i], hints: hints}
			c.rate()
			claims = append(claims, c)
		} else {
			claims = append(claims, l.claim(p, l.forms[i], titles[i], hints))
		}
	}
	sortClaims(claims)
	return claims
}

// needsTitle says whether a form cannot be without its title.
func (d *definition) needsTitle() bool {
	for _, r := range d.Require {
		if len(r.Any) == 1 && r.Any[0] == "title" {
			return true
		}
	}
	return false
}

// claim looks at a sheet with one form's eyes.
func (l *Library) claim(p *page, d *definition, title titled, hints hintParts) claim {
	c := claim{d: d, title: title.cell, titled: title.found, phrase: title.runes, hints: hints}
	if n := p.mentions[d.no].count; n < 2 && !(c.titled && (n > 0 || len(d.Boxes) > 0 || len(d.Across) > 0)) { // too little of the form to look closer
		c.rate()
		return c
	}
	switch d.Layout {
	case layoutForm:
		c.findLabels(p)
		c.findBlocks(p)
		c.findBoxes(p)
		c.findAcross(p)
		c.findMetrics(p)
	case layoutRegister:
		c.findLabels(p)
		c.findHeader(p, l)
	case layoutCalendar:
		c.findLabels(p)
		c.findCalendar(p)
	case layoutCrosstab:
		c.findLabels(p)
		c.findBlocks(p)
		c.findCrosstab(p)
	}
	c.rate()
	return c
}

// sortClaims puts the best first.
func sortClaims(claims []claim) {
	slices.SortStableFunc(claims, func(a, b claim) int {
		if a.passes() != b.passes() {
			if a.passes() {
				return -1
			}
			return 1
		}
		if byScore := cmp.Compare(b.weight(), a.weight()); byScore != 0 {
			return byScore
		}
		return cmp.Compare(a.d.ID, b.d.ID)
	})
	if len(claims) > 1 && claims[1].passes() && claims[0].weight()-claims[1].weight() < tieMargin && claims[1].moreTelling(&claims[0]) && !claims[0].moreTelling(&claims[1]) {
		claims[0], claims[1] = claims[1], claims[0]
	}
}

// passes says whether the form takes the sheet, rivals aside.
func (c *claim) passes() bool { return c.score >= c.d.Threshold && len(c.unmet) == 0 }
