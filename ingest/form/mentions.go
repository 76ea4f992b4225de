package form

// mentioned is what a page has of one form: every text is looked up once for all forms, and a form
// looks only at the cells that mean something to it.
type mentioned struct {
	count int     // meanings of cells and of the labels inside them
	cells []*cell // by row and column
	rows  []int   // indexes of their rows
}

// mention sorts the cells by the forms that they mean something to.
func (p *page) mention() {
	total := 0
	for i := range p.rows {
		for _, c := range p.rows[i].cells {
			total += p.count(c.hits)
			for j := range c.pairs {
				total += p.count(c.pairs[j].hits)
			}
		}
	}
	cells, rows := make([]*cell, total), make([]int, total)
	for form := range p.mentions {
		m := &p.mentions[form]
		m.cells, cells = cells[:0:m.count], cells[m.count:]
		m.rows, rows = rows[:0:m.count], rows[m.count:]
	}
	for i := range p.rows {
		for _, c := range p.rows[i].cells {
			p.enter(c, i, c.hits)
			for j := range c.pairs {
				p.enter(c, i, c.pairs[j].hits)
			}
		}
	}
}

// count adds a text's meanings to the forms that have any; hits are in the order of the forms.
func (p *page) count(hits []hit) (forms int) {
	last := -1
	for i := range hits {
		if hits[i].form != last {
			last = hits[i].form
			p.mentions[last].count++
			forms++
		}
	}
	return forms
}

// enter lists a cell of a row with the forms that it means something to.
func (p *page) enter(c *cell, row int, hits []hit) {
	last := -1
	for i := range hits {
		if hits[i].form == last {
			continue
		}
		last = hits[i].form
		m := &p.mentions[last]
		if n := len(m.cells); n == 0 || m.cells[n-1] != c {
			m.cells = append(m.cells, c)
		}
		if n := len(m.rows); n == 0 || m.rows[n-1] != row {
			m.rows = append(m.rows, row)
		}
	}
}
