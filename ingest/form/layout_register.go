package form

import (
	"aqs/ingest/issue"
)

// register is a register while it is read: surveyed first, then read, one row after the other both
// times. Of a long one only the row at hand is in memory; of a short one the page holds all rows.
type register struct {
	*reader
	header  header
	said    *formReading // labels above and among the rows: said once for all of them
	columns registerColumns
	doubles []column // columns of a meaning that another column has already
	survey  registerSurvey

	section *parsed       // a date that stands alone over the rows of its day
	above   *registerRow  // the row before
	lost    map[int]int   // values of unknown columns, by column
	samples columnSamples // for explain
	sink    registerSink  // what becomes of the rows
}

// registerSink turns the rows of a register into records, in their order.
type registerSink interface {
	take(row *registerRow)
	passed(at int) // the row at this index is done with, record or not
	end()
}

// registerRow is one data row of a register with its cells read.
type registerRow struct {
	at      int // index of the row
	no      int
	first   *cell
	fields  map[string]*parsed
	metrics map[int]*counted
	key     string // the texts of all read cells: equal rows are one row written twice
}

// registerColumns is what the register's columns mean, after doubles are set aside.
type registerColumns struct {
	fields  []column // one per field, in order of the sheet
	metrics []column
	unknown []column
}

// readRegister reads a sheet with one record per row, all of whose rows the page holds.
func (r *reader) readRegister() {
	g := r.openRegister()
	for i := g.first(); i < len(g.page.rows); i++ {
		g.look(i)
	}
	g.looked()
	for i := g.first(); i < len(g.page.rows); i++ {
		g.read(i)
	}
	g.close()
}

// openRegister takes the rows down to the header's lowest.
func (r *reader) openRegister() *register {
	g := &register{reader: r, header: r.claim.header, lost: map[int]int{}, samples: columnSamples{}}
	g.said = &formReading{fields: map[int]*found{}, metrics: map[int]*counted{}}
	r.aboveTable(g.header.at, g.said)
	for i := g.header.at; i < g.first(); i++ {
		r.headerRow(i)
	}
	g.sortColumns()
	g.survey = newRegisterSurvey(g)
	return g
}

// first is the index of the first row below the header.
func (g *register) first() int { return g.header.at + g.header.rows }

// read takes the next row.
func (g *register) read(i int) {
	if len(g.page.rows[i].cells) > 0 && !g.survey.labels[i] {
		g.readData(i)
	}
	g.sink.passed(i)
}

func (g *register) readData(i int) {
	if date := g.dateSection(i); date != nil {
		g.section = date
		return
	}
	if g.skipRow(i, g.columns) {
		return
	}
	row := g.readRow(i, g.columns)
	if g.section != nil && row.fields["work_on"] == nil {
		row.fields["work_on"] = g.section
	}
	if g.above != nil && (row.any() || len(row.metrics) > 0) {
		g.fillAbove(row, g.above)
	}
	g.above = row
	g.keepUnknown(i, g.columns, g.lost)
	g.samples.add(g.columns, g.d, row)
	g.sink.take(row)
}

// close reports what concerns the sheet as a whole.
func (g *register) close() {
	g.sink.end()
	g.reportUnknown(g.columns, g.lost)
	g.traceLabels(g.said)
	for i := range g.d.Labels {
		if got := g.said.fields[i]; got != nil && got.value.filled() && got.value.bad == "" {
			g.state[g.page.index(got.value.cell.Row)].loaded = true
		}
	}
	g.traceColumns(g.columns, g.samples)
}

// newSink is made after the survey: what the sheet says once may stand below its rows.
func (g *register) newSink() registerSink {
	switch g.d.Record {
	case "day":
		return newDaySink(g)
	case "period_metric", "check_metric":
		return newCountSink(g)
	}
	return newRecordSink(g)
}

// quarantineSink takes the rows of a register whose period could not be found.
type quarantineSink struct {
	*register
	code string
}

func (s quarantineSink) take(row *registerRow) {
	if row.any() || len(row.metrics) > 0 {
		s.state[row.at].code = s.code
	} else {
		s.state[row.at].preprinted = true
	}
}

func (s quarantineSink) passed(int) {}
func (s quarantineSink) end()       {}

// repeated says whether an equal row came before, and reports it.
func (g *register) repeated(row *registerRow, seen rowSet) bool {
	if seen.add(row.key) {
		return false
	}
	g.state[row.at].duplicate = true
	g.issue(issue.RowRepeated, row.first, "")
	return true
}
