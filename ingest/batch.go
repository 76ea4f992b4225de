package ingest

import "aqs/ingest/record"

// appendBatch adds one sheet's records to its file's. DayNo counts within the sheet until here
// and within the file from here on.
func appendBatch(file, sheet *record.Batch, sheetName string) {
	days := len(file.Days)
	for i := range sheet.DayMetrics {
		sheet.DayMetrics[i].DayNo += days
	}
	for i := range sheet.Visits {
		sheet.Visits[i].DayNo += days
	}
	for i := range sheet.Sales {
		sheet.Sales[i].DayNo += days
	}
	file.Days = add(file.Days, sheet.Days, sheetName)
	file.DayMetrics = add(file.DayMetrics, sheet.DayMetrics, sheetName)
	file.Visits = add(file.Visits, sheet.Visits, sheetName)
	file.Sales = add(file.Sales, sheet.Sales, sheetName)
	file.PeriodMetrics = add(file.PeriodMetrics, sheet.PeriodMetrics, sheetName)
	file.Targets = add(file.Targets, sheet.Targets, sheetName)
	file.KeyAccounts = add(file.KeyAccounts, sheet.KeyAccounts, sheetName)
	file.Coachings = add(file.Coachings, sheet.Coachings, sheetName)
	file.Notes = add(file.Notes, sheet.Notes, sheetName)
	file.Persons = add(file.Persons, sheet.Persons, sheetName)
	file.Outlets = add(file.Outlets, sheet.Outlets, sheetName)
	file.Products = add(file.Products, sheet.Products, sheetName)
	file.Leaves = add(file.Leaves, sheet.Leaves, sheetName)
	file.Policies = add(file.Policies, sheet.Policies, sheetName)
	file.Aliases = add(file.Aliases, sheet.Aliases, sheetName)
	file.CheckMetrics = add(file.CheckMetrics, sheet.CheckMetrics, sheetName)
	file.PlanItems = add(file.PlanItems, sheet.PlanItems, sheetName)
	file.KPIs = add(file.KPIs, sheet.KPIs, sheetName)
	file.Measures = add(file.Measures, sheet.Measures, sheetName)
	file.MeasureProgresses = add(file.MeasureProgresses, sheet.MeasureProgresses, sheetName)
	file.Trainings = add(file.Trainings, sheet.Trainings, sheetName)
	file.Ratings = add(file.Ratings, sheet.Ratings, sheetName)
	file.Slots = add(file.Slots, sheet.Slots, sheetName)
	file.Prospects = add(file.Prospects, sheet.Prospects, sheetName)
	file.Customers = add(file.Customers, sheet.Customers, sheetName)
	file.StageEvents = add(file.StageEvents, sheet.StageEvents, sheetName)
	file.Extras = add(file.Extras, sheet.Extras, sheetName)
}

// placed is a pointer to any record: all of them begin with a [record.Place].
type placed[T any] interface {
	*T
	At() *record.Place
}

// add numbers a sheet's records behind those of the sheets before it.
func add[T any, P placed[T]](file, sheet []T, sheetName string) []T {
	for i := range sheet {
		place := P(&sheet[i]).At()
		place.Sheet, place.RecordNo = sheetName, len(file)+1
		file = append(file, sheet[i])
	}
	return file
}

// setFileID completes the records once the file's identity is known.
func setFileID(batch *record.Batch, id string) {
	mark(batch.Days, id)
	mark(batch.DayMetrics, id)
	mark(batch.Visits, id)
	mark(batch.Sales, id)
	mark(batch.PeriodMetrics, id)
	mark(batch.Targets, id)
	mark(batch.KeyAccounts, id)
	mark(batch.Coachings, id)
	mark(batch.Notes, id)
	mark(batch.Persons, id)
	mark(batch.Outlets, id)
	mark(batch.Products, id)
	mark(batch.Leaves, id)
	mark(batch.Policies, id)
	mark(batch.Aliases, id)
	mark(batch.CheckMetrics, id)
	mark(batch.PlanItems, id)
	mark(batch.KPIs, id)
	mark(batch.Measures, id)
	mark(batch.MeasureProgresses, id)
	mark(batch.Trainings, id)
	mark(batch.Ratings, id)
	mark(batch.Slots, id)
	mark(batch.Prospects, id)
	mark(batch.Customers, id)
	mark(batch.StageEvents, id)
	mark(batch.Extras, id)
}

func mark[T any, P placed[T]](records []T, id string) {
	for i := range records {
		P(&records[i]).At().FileID = id
	}
}
