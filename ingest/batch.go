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
}

func mark[T any, P placed[T]](records []T, id string) {
	for i := range records {
		P(&records[i]).At().FileID = id
	}
}
