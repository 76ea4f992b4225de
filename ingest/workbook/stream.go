package workbook

import (
	"bytes"
	"context"
	"errors"
	"io"
	"slices"

	"aqs/ingest/issue"
)

// Sheet is a sheet of which the first rows were read; see [Sheets].
type Sheet struct {
	Book *Book // all sheets with their names and visibility, in workbook order; later ones have no rows yet
	// Grid has the first rows, and merges and hidden columns of the whole sheet. Of a sheet that is
	// not whole, HiddenUnderMerge and RowsUnderMerge speak of the rows that were read so far, and
	// are complete when Rows or Load has returned.
	Grid  *Grid
	Whole bool // Grid has all rows

	rest func(func(Row) error) error // the rows behind Grid's; once
}

// Rows gives every row from the first, as Grid.Rows of [Parse] would have them: Grid's own, then
// those behind them as they are read. Rows that come after Grid's hold their cells and nothing of
// them until row returns; their texts may be kept. An error of row ends reading and is returned as
// it is. Rows or Load may be called once.
func (s *Sheet) Rows(row func(Row) error) error {
	for _, first := range s.Grid.Rows {
		if err := row(first); err != nil {
			return err
		}
	}
	return s.take(row)
}

// Load reads the rows behind Grid's into Grid.
func (s *Sheet) Load() error {
	err := s.take(func(row Row) error {
		row.Cells = slices.Clone(row.Cells)
		s.Grid.Rows = append(s.Grid.Rows, row)
		return nil
	})
	s.Whole = err == nil
	return err
}

func (s *Sheet) take(row func(Row) error) error {
	if s.Whole {
		return nil
	}
	if s.rest == nil {
		return errors.New("workbook: the rows of a sheet can be taken once")
	}
	rest := s.rest
	s.rest = nil
	return rest(row)
}

// Sheets reads a file sheet by sheet, in workbook order, and calls back for each when its first
// rows are there: all of a sheet of at most head rows with values. Of a longer one the callback
// sees enough to tell what it is, and then takes the others row by row in the memory of a row
// ([Sheet.Rows]), or all of them ([Sheet.Load]); what it does not take is read all the same, for
// a sheet counts only when it proved whole. An error may thus come after rows were handed over:
// whoever keeps them must be able to take them back. An error of the callback ends reading and is
// returned as it is.
//
// Only xlsx files have sheets that are not whole: other carriers are read as by [Parse]. Merges
// stand behind a sheet's rows (18.3.1.99), so a long sheet is inflated twice. Limits.Time includes
// what the callback needs.
func Sheets(ctx context.Context, data []byte, limits Limits, head int, sheet func(*Sheet) error) (*Book, error) {
	limits = limits.withDefaults()
	if Sniff(data) != CarrierXLSX {
		book, err := Parse(ctx, data, limits)
		if err != nil {
			return nil, err
		}
		for _, grid := range book.Grids {
			if err := sheet(&Sheet{Book: book, Grid: grid, Whole: true}); err != nil {
				return nil, err
			}
		}
		return book, nil
	}
	var book *Book
	err := guarded(ctx, limits, func(ctx context.Context) (err error) {
		book, err = sheetsXLSX(ctx, data, limits, max(head, 1), sheet)
		return err
	})
	var theirs callbackError
	if errors.As(err, &theirs) {
		err = theirs.err
	}
	if err != nil {
		return nil, err
	}
	return book, nil
}

// callbackError tells an error of the caller's from those of the file.
type callbackError struct{ err error }

func (e callbackError) Error() string { return e.err.Error() }

func theirs(err error) error {
	if err == nil {
		return nil
	}
	return callbackError{err}
}

func sheetsXLSX(ctx context.Context, data []byte, limits Limits, head int, sheet func(*Sheet) error) (*Book, error) {
	file, err := openXLSX(ctx, data, limits)
	if err != nil {
		return nil, err
	}
	for i, grid := range file.book.Grids {
		reader := file.reader(grid)
		reader.head = head
		long := false
		err := file.read(ctx, i, reader, func() error {
			err := reader.run()
			if !errors.Is(err, errHead) {
				return err
			}
			long = true
			return file.long(ctx, i, reader, sheet)
		})
		if err != nil {
			return nil, err
		}
		if long {
			continue
		}
		grid.hideUnderMerges()
		if err := sheet(&Sheet{Book: file.book, Grid: grid, Whole: true}); err != nil {
			return nil, theirs(err)
		}
	}
	return file.book, nil
}

// long reads the sheet whose first rows the reader has.
func (f *xlsxFile) long(ctx context.Context, i int, reader *sheetReader, sheet func(*Sheet) error) error {
	grid := reader.grid
	merges, err := f.mergesAhead(ctx, i, grid)
	if err != nil {
		return err
	}
	grid.Merges = merges
	sweep, first := newMergeSweep(grid), grid.Rows[:0]
	for _, row := range grid.Rows {
		if sweep.row(&row) {
			first = append(first, row)
		}
	}
	grid.Rows = first
	read := &Grid{Sheet: grid.Sheet, HiddenCols: grid.HiddenCols} // takes the merges as they are reached
	ended := false
	rest := func(row func(Row) error) error {
		reader.grid = read
		reader.emit = func(found Row) error {
			if !sweep.row(&found) {
				return nil
			}
			return row(found)
		}
		err := reader.run()
		reader.grid = grid
		if err == nil && !slices.Equal(read.Merges, merges) {
			err = reader.damaged("合并区有矛盾", nil)
		}
		ended = true
		return err
	}
	var failed error // of reading, which weighs more than what the callback makes of it
	taken := &Sheet{Book: f.book, Grid: grid, rest: func(row func(Row) error) error {
		err := rest(func(found Row) error { return theirs(row(found)) })
		var own callbackError
		if errors.As(err, &own) {
			failed = own
			return own.err
		}
		failed = err
		return err
	}}
	err = sheet(taken)
	switch {
	case failed != nil:
		return failed
	case err != nil:
		return theirs(err)
	case !ended:
		return rest(func(Row) error { return nil })
	}
	return nil
}

// mergesAhead reads the merges of a sheet ahead of its rows. It looks for the end of the rows
// without reading them, which a text in them might feign: so the merges are compared with those
// that are found in the end, and where the look ahead fails, the sheet is read in full.
func (f *xlsxFile) mergesAhead(ctx context.Context, i int, grid *Grid) ([]Merge, error) {
	ahead := f.reader(&Grid{Sheet: grid.Sheet})
	ahead.sawData = true
	part, err := f.parts.open(f.sheets[i])
	if err != nil {
		return nil, err
	}
	defer part.Close()
	if found, err := skipRows(ctx, part); err != nil {
		return nil, err
	} else if found != nil {
		tail := io.MultiReader(bytes.NewReader([]byte(`<worksheet xmlns="`+transitional+`">`)), bytes.NewReader(found), part)
		err := scanXML(ctx, tail, func(s *xmlScanner) error {
			ahead.scan = s
			return ahead.run()
		})
		var known *ReadError
		if err == nil || ctx.Err() != nil || errors.As(err, &known) && known.Code == issue.FileTooManyCells {
			return ahead.grid.Merges, err
		}
	}
	ahead = f.reader(&Grid{Sheet: grid.Sheet})
	ahead.store = &cellStore{texts: textStore{most: f.store.texts.most}}
	ahead.emit = func(Row) error { return nil }
	err = f.parts.readSheet(ctx, f.sheets[i], ahead, ahead.run)
	return ahead.grid.Merges, err
}

// skipRows reads up to the end of the rows and gives what it read behind it; nil when there is no
// such end. It looks for the D of </sheetData>, of which sheets have few.
func skipRows(ctx context.Context, part io.Reader) ([]byte, error) {
	const before, end = "</sheet", "</sheetData>"
	buffer, kept := make([]byte, window), 0
	for {
		n, err := part.Read(buffer[kept:])
		data := buffer[:kept+n]
		for at := 0; ; at++ {
			next := bytes.IndexByte(data[at:], 'D')
			if next < 0 {
				break
			}
			at += next
			if at >= len(before) && bytes.HasPrefix(data[at-len(before):], []byte(end)) {
				return data[at-len(before)+len(end):], nil
			}
		}
		if err == nil {
			err = ctx.Err()
		}
		if err == io.EOF {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		kept = copy(buffer, data[max(0, len(data)-len(end)+1):])
	}
}

// Stream reads an xlsx file row by row, in the memory of a row. Each gets its sheet's grid
// without rows; a row's cells hold until the call returns. Merges stand behind the rows in the
// file, so values hidden below a merge are among the cells. See [Sheets] for rows with merges
// applied, and for the other carriers.
func Stream(ctx context.Context, data []byte, limits Limits, row func(*Grid, Row) error) error {
	if carrier := Sniff(data); carrier != CarrierXLSX {
		return &ReadError{Code: issue.FileNotWorkbook, Detail: "只有 xlsx 可以逐行读取"}
	}
	_, err := readXLSX(ctx, data, limits.withDefaults(), row)
	return err
}
