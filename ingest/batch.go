package ingest

import (
	"database/sql/driver"
	"reflect"

	"aqs/ingest/record"
)

// recordTable is the records of one kind in a batch, whatever their type.
type recordTable interface {
	table() string
	len() int
	// number completes the records' places: the sheet, the file, and the numbers behind n.
	number(file, sheet string, n int)
	// rows gives the records as rows of their table; a row holds until the call returns.
	rows(add func([]driver.Value) error) error
}

// recordTables lists a batch by its tables, in the order of record.Batch. The structs of package
// record have the columns of sql/schema/raw.sql in order; a test compares the two.
func recordTables(b *record.Batch) []recordTable {
	return []recordTable{
		listOf[record.Day, *record.Day]{"day", b.Days},
		listOf[record.DayMetric, *record.DayMetric]{"day_metric", b.DayMetrics},
		listOf[record.Visit, *record.Visit]{"visit", b.Visits},
		listOf[record.Sale, *record.Sale]{"sale", b.Sales},
		listOf[record.PeriodMetric, *record.PeriodMetric]{"period_metric", b.PeriodMetrics},
		listOf[record.Target, *record.Target]{"target", b.Targets},
		listOf[record.WeekResult, *record.WeekResult]{"week_result", b.WeekResults},
		listOf[record.YearTarget, *record.YearTarget]{"year_target", b.YearTargets},
		listOf[record.KeyAccount, *record.KeyAccount]{"key_account", b.KeyAccounts},
		listOf[record.Coaching, *record.Coaching]{"coaching", b.Coachings},
		listOf[record.Note, *record.Note]{"note", b.Notes},
		listOf[record.Person, *record.Person]{"person", b.Persons},
		listOf[record.Outlet, *record.Outlet]{"outlet", b.Outlets},
		listOf[record.Product, *record.Product]{"product", b.Products},
		listOf[record.Leave, *record.Leave]{"leave", b.Leaves},
		listOf[record.Policy, *record.Policy]{"policy", b.Policies},
		listOf[record.Alias, *record.Alias]{"alias", b.Aliases},
		listOf[record.CheckMetric, *record.CheckMetric]{"check_metric", b.CheckMetrics},
		listOf[record.PlanItem, *record.PlanItem]{"plan_item", b.PlanItems},
		listOf[record.KPI, *record.KPI]{"kpi", b.KPIs},
		listOf[record.Measure, *record.Measure]{"measure", b.Measures},
		listOf[record.MeasureProgress, *record.MeasureProgress]{"measure_progress", b.MeasureProgresses},
		listOf[record.Training, *record.Training]{"training", b.Trainings},
		listOf[record.Rating, *record.Rating]{"rating", b.Ratings},
		listOf[record.Slot, *record.Slot]{"slot", b.Slots},
		listOf[record.Prospect, *record.Prospect]{"prospect", b.Prospects},
		listOf[record.Customer, *record.Customer]{"customer", b.Customers},
		listOf[record.StageEvent, *record.StageEvent]{"stage_event", b.StageEvents},
		listOf[record.Extra, *record.Extra]{"extra", b.Extras},
		listOf[record.Mention, *record.Mention]{"mention", b.Mentions},
	}
}

// placed is a pointer to any record: all of them begin with a [record.Place].
type placed[T any] interface {
	*T
	At() *record.Place
}

type listOf[T any, P placed[T]] struct {
	name    string
	records []T
}

func (r listOf[T, P]) table() string { return r.name }
func (r listOf[T, P]) len() int      { return len(r.records) }

func (r listOf[T, P]) number(file, sheet string, n int) {
	for i := range r.records {
		place := P(&r.records[i]).At()
		place.FileID, place.Sheet, place.RecordNo = file, sheet, n+i+1
	}
}

func (r listOf[T, P]) rows(add func([]driver.Value) error) error {
	values := make([]driver.Value, 0, 32)
	for i := range r.records {
		values = appendFields(values[:0], reflect.ValueOf(&r.records[i]).Elem())
		if err := add(values); err != nil {
			return err
		}
	}
	return nil
}

// numbering counts a file's records over its sheets and over the batches of a long one.
type numbering struct {
	file   string
	counts map[string]int // by table
	days   int            // before the sheet at hand
}

func newNumbering(file string) *numbering { return &numbering{file: file, counts: map[string]int{}} }

// sheet begins the next sheet: days are counted within it by the form code.
func (n *numbering) sheet() { n.days = n.counts["day"] }

// number completes a batch of the sheet at hand.
func (n *numbering) number(batch *record.Batch, sheet string) []recordTable {
	for i := range batch.DayMetrics {
		batch.DayMetrics[i].DayNo += n.days
	}
	for i := range batch.Visits {
		batch.Visits[i].DayNo += n.days
	}
	for i := range batch.Sales {
		batch.Sales[i].DayNo += n.days
	}
	tables := recordTables(batch)
	filled := tables[:0]
	for _, table := range tables {
		if table.len() > 0 {
			table.number(n.file, sheet, n.counts[table.table()])
			n.counts[table.table()] += table.len()
			filled = append(filled, table)
		}
	}
	return filled
}
