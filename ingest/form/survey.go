package form

import (
	"errors"
	"fmt"

	"aqs/ingest/issue"
	"aqs/ingest/record"
	"aqs/ingest/workbook"
)

// flushEvery is after how many rows of a long register its records are handed on.
const flushEvery = 1024

// Survey is a register that is too long to be held whole. Its rows come twice: first to be looked
// at, then to be read.
//
//	survey := library.Survey(head, context) // nil: hold the sheet and use Library.Read
//	… survey.Row(row) for every row
//	survey.Done()
//	reading, err := survey.Read(rowsOnceMore, emit)
type Survey struct {
	register *register
	store    cellPiece
	next     int
}

// Survey looks at the first rows of a sheet, with the merges of all of it. It gives nil when they
// are not those of a register.
func (l *Library) Survey(head *workbook.Grid, c Context) *Survey {
	page, claims := l.recognise(head, c)
	if verdict(claims) != "" || claims[0].d.Layout != layoutRegister {
		return nil
	}
	if hidden := claims[0].d.Hidden; hidden.Rows == hiddenSkip || hidden.Columns == hiddenSkip && len(head.HiddenCols) > 0 {
		return nil // the sheet is held whole, to be read without what it hides
	}
	r := l.newReader(page, &claims[0], c, newReading(claims))
	r.findMoneyUnit()
	s := &Survey{register: r.openRegister()}
	for i := range page.rows {
		page.rows[i].kept = i < s.register.first()+titleRows
	}
	return s
}

// Row surveys the next row, from the first on. Its cells may be used again afterwards.
func (s *Survey) Row(row workbook.Row) {
	page, at := s.register.page, s.next
	s.next++
	if at == len(page.rows) { // behind the head
		page.rows = append(page.rows, pageRow{no: row.No})
		s.register.state = append(s.register.state, rowState{})
		page.load(&page.rows[at], row.Cells, &s.store)
	}
	if at < s.register.first() {
		return
	}
	s.register.look(at)
	s.forget(at - 1)
}

// Done ends the survey.
func (s *Survey) Done() { s.register.looked() }

// forget frees the cells of a row that nothing will ask for again.
func (s *Survey) forget(i int) {
	if row := &s.register.page.rows[i]; !row.kept {
		row.cells = nil
	}
}

// errRowsChanged: the rows that came to be read are not those that were surveyed.
var errRowsChanged = errors.New("rows differ from those surveyed")

// Read reads a long register. each gives its rows once more, from the first; emit takes records as
// they come, and the batch is the caller's until it returns. The reading's own batch stays empty.
func (s *Survey) Read(each func(func(workbook.Row) error) error, emit func(*record.Batch) error) (*Reading, error) {
	g, at := s.register, 0
	g.page.budget = mostCovered
	err := each(func(row workbook.Row) error {
		if at >= len(g.page.rows) || g.page.rows[at].no != row.No {
			return fmt.Errorf("form: sheet %s row %d: %w", g.page.grid.Sheet, row.No, errRowsChanged)
		}
		held := &g.page.rows[at]
		if held.kept {
			for _, c := range held.cells {
				g.page.cover(c)
			}
		} else {
			g.page.load(held, row.Cells, &s.store)
		}
		if at >= g.first() {
			g.read(at)
			held.kept = held.kept || g.state[at].header // a stray value may look for its head
			s.forget(at)
		}
		if at++; at%flushEvery == 0 {
			return g.flush(emit)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if at != len(g.page.rows) {
		return nil, fmt.Errorf("form: sheet %s: %w", g.page.grid.Sheet, errRowsChanged)
	}
	g.close()
	g.finish()
	s.register = nil // rows and states are many
	return g.out, g.flush(emit)
}

// flush hands the records on.
func (r *reader) flush(emit func(*record.Batch) error) error {
	batch := r.out.Batch
	r.daysOut += len(batch.Days)
	r.out.Batch = record.Batch{}
	return emit(&batch)
}

// verdict is why none of the claims takes the sheet; empty when the first does.
func verdict(claims []claim) string {
	switch {
	case len(claims) == 0 || !claims[0].passes():
		return issue.FormUnknown
	case len(claims) > 1 && claims[1].passes() && claims[0].weight()-claims[1].weight() < tieMargin && !claims[0].moreTelling(&claims[1]):
		return issue.FormAmbiguous
	}
	return ""
}

// recognise compares a sheet with every form, the best first.
func (l *Library) recognise(g *workbook.Grid, c Context) (*page, []claim) {
	p := newPage(g, l.lexicon, len(l.forms))
	p.path = c.Path
	claims := l.claims(p)
	if g.Hidden {
		claims = ofHidden(claims)
	}
	return p, claims
}

// newReading names the best candidates.
func newReading(claims []claim) *Reading {
	reading := &Reading{}
	nearlyFirst(claims)
	for i := range claims[:min(candidatesShown, len(claims))] {
		best := &claims[i]
		reading.Candidates = append(reading.Candidates, Candidate{
			FormID: best.d.ID, FormName: best.d.Name, Score: round3(best.score), Threshold: best.d.Threshold, Missing: best.missing(), Nearly: best.nearly(),
		})
	}
	if len(claims) > 0 {
		reading.Score = round3(claims[0].score)
	}
	return reading
}

// newReader prepares reading a sheet with the form that takes it.
func (l *Library) newReader(p *page, best *claim, c Context, out *Reading) *reader {
	out.FormID, out.FormName = best.d.ID, best.d.Name
	return &reader{library: l, page: p, claim: best, d: best.d, ctx: c, out: out, state: make([]rowState, len(p.rows)),
		blockUnits: map[string]string{}, tableHeads: map[int]bool{}, unnamed: map[int]*cell{}}
}
