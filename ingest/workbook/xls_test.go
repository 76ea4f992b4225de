package workbook

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"aqs/ingest/issue"
	"aqs/ingest/workbook/biff/bifftest"
)

// xlsKinds is a small .xls with dates of every sort of format.
func xlsKinds(date1904 uint16) bifftest.Book {
	return bifftest.Book{
		Globals: [][]byte{
			bifftest.Record(0x0022, date1904), bifftest.Format(200, `yyyy"年"m"月"d"日"`), bifftest.Format(201, `0.00"days"`),
			bifftest.XF(0), bifftest.XF(14), bifftest.XF(58), bifftest.XF(200), bifftest.XF(201), bifftest.XF(9),
		},
		After: [][]byte{bifftest.SST("日  期", "　 ", "below")},
		Sheets: []bifftest.Sheet{
			{Name: "日志", Records: [][]byte{
				bifftest.Record(0x007D, uint16(5), uint16(5), uint16(2000), uint16(0), uint16(1), uint16(0)),
				bifftest.Record(0x0208, uint16(3), uint16(0), uint16(9), uint16(255), uint32(0), uint32(0x0120)),
				bifftest.LabelSST(1, 1, 0), bifftest.Number(1, 2, 3, 46086), bifftest.Number(1, 3, 2, 46086), bifftest.Number(1, 4, 4, 46086), bifftest.Number(1, 5, 1, 0.5),
				bifftest.Record(0x0205, []uint16{3, 1, 0}, "\x01\x00"), bifftest.Record(0x0205, []uint16{3, 2, 0}, "\x17\x01"),
				bifftest.Number(3, 3, 5, 201601094201), bifftest.LabelSST(3, 4, 1), bifftest.Number(3, 5, 0, 1e300),
				bifftest.Record(0x0006, []uint16{3, 6, 0}, "\x00\x00\x00\x00\x00\x00\xFF\xFF", make([]byte, 8)),
				bifftest.LabelSST(5, 1, 2), bifftest.LabelSST(5, 2, 2), bifftest.LabelSST(6, 1, 2),
				bifftest.Record(0x00E5, uint16(2), []uint16{5, 6, 1, 3}, []uint16{9, 9, 9, 9}),
			}},
			{Name: "图", Kind: 2},
			{Name: "藏", State: 1, Records: [][]byte{bifftest.Number(0, 0, 0, 1)}},
		},
	}
}

func TestXLSKinds(t *testing.T) {
	for _, date1904 := range []uint16{0, 1} {
		book, err := Parse(context.Background(), bifftest.File(xlsKinds(date1904)), Limits{})
		must(t, err)
		if len(book.Grids) != 2 || book.Carrier != "xls" || book.Grids[0].Hidden || !book.Grids[1].Hidden || book.Grids[1].No != 3 {
			t.Fatalf("got %+v", book)
		}
		grid := book.Grids[0]
		var got []string
		for _, row := range grid.Rows {
			for _, cell := range row.Cells {
				got = append(got, fmt.Sprintf("%s %d %q %v %q hidden=%v", cell.Address(), cell.Kind, cell.Text, cell.Number, cell.Format, row.Hidden))
			}
		}
		want := []string{
			`B2 1 "日  期" 0 "" hidden=false`,
			`C2 3 "46086" 46086 "yyyy\"年\"m\"月\"d\"日\"" hidden=false`,
			`D2 3 "46086" 46086 "m\"月\"d\"日\"" hidden=false`,
			`E2 2 "46086" 46086 "" hidden=false`,
			`F2 3 "0.5" 0.5 "yyyy/m/d" hidden=false`,
			`B4 4 "TRUE" 1 "" hidden=true`,
			`C4 5 "#REF!" 0 "" hidden=true`,
			`D4 2 "201601094201" 2.01601094201e+11 "0%" hidden=true`,
			`F4 2 "1E+300" 1e+300 "" hidden=true`,
			`G4 6 "" 0 "" hidden=true`,
			`B6 1 "below" 0 "" hidden=false`,
		}
		if strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
		if about := fmt.Sprint(grid.Merges, grid.HiddenUnderMerge, grid.RowsUnderMerge, grid.HiddenCols, grid.Date1904); about != fmt.Sprint("[{6 2 7 4}] 2 [7] map[6:true] ", date1904 == 1) {
			t.Errorf("got %s", about)
		}
	}
}

// Each way an .xls cannot be read has its code, and none of them gives a Book.
func TestXLSCodes(t *testing.T) {
	whole := bifftest.File(xlsKinds(0))
	locked := xlsKinds(0)
	locked.Globals = append(locked.Globals, bifftest.Record(0x002F, []uint16{1, 1, 1}, make([]byte, 48)))
	lost := xlsKinds(0)
	lost.After = nil
	cases := []struct {
		name   string
		data   []byte
		limits Limits
		want   string
	}{
		{"cut in half", whole[:len(whole)/2], Limits{}, issue.FileTruncated},
		{"cut before its directory", whole[:2048], Limits{}, issue.FileTruncated},
		{"head only", whole[:100], Limits{}, issue.FileTruncated},
		{"encrypted", bifftest.File(locked), Limits{}, issue.FileEncrypted},
		{"no strings", bifftest.File(lost), Limits{}, issue.FileDamaged},
		{"word", bifftest.Container(bifftest.Stream{Name: "WordDocument"}), Limits{}, issue.FileNotWorkbook},
		{"encrypted package", bifftest.Container(bifftest.Stream{Name: "EncryptionInfo"}, bifftest.Stream{Name: "EncryptedPackage"}), Limits{}, issue.FileEncrypted},
		{"Excel 2", bifftest.Record(0x0009, []uint16{0, 16}), Limits{}, issue.FileXLSUnsupported},
		{"Excel 4", bifftest.Record(0x0409, []uint16{0, 16, 0}), Limits{}, issue.FileXLSUnsupported},
		{"sheets", whole, Limits{Sheets: 2}, issue.FileTooManyCells},
		{"rows", whole, Limits{Rows: 2}, issue.FileTooManyCells},
		{"cells", whole, Limits{Cells: 9}, issue.FileTooManyCells},
		{"merges", whole, Limits{Merges: 1}, issue.FileTooManyCells},
		{"bytes of no code page", bytes.Replace(whole, []byte("\x09\x08\x10\x00\x00\x06\x05\x00"), []byte("\x09\x08\x10\x00\x00\x05\x05\x00"), 1), Limits{}, issue.EncodingDoubt},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			book, err := Parse(context.Background(), c.data, c.limits)
			var known *ReadError
			if !errors.As(err, &known) || book != nil || known.Code != c.want {
				t.Errorf("got %v, want %s", err, c.want)
			}
		})
	}
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := parseXLS(cancelled, whole, DefaultLimits()); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// As many merges as the limit allows, over every row, and cells below them, end in time.
func TestXLSManyMerges(t *testing.T) {
	made := bifftest.Book{After: [][]byte{bifftest.SST("a")}, Sheets: []bifftest.Sheet{{Name: "a"}}}
	var records []byte
	for i := range 60_000 {
		records = append(records, bifftest.LabelSST(uint16(i), uint16(i%200), 0)...)
	}
	for range 90 {
		body := bifftest.Data(uint16(1000))
		for col := range uint16(1000) {
			body = append(body, bifftest.Data([]uint16{0, 65535, col % 256, col % 256})...)
		}
		records = append(records, bifftest.Record(0x00E5, body)...)
	}
	made.Sheets[0].Records = [][]byte{records}
	start := time.Now()
	_, err := Parse(context.Background(), bifftest.File(made), Limits{Time: 5 * time.Second})
	if spent := time.Since(start); spent > 8*time.Second {
		t.Errorf("took %v: %v", spent, err)
	} else {
		t.Logf("took %v: %v", spent, err)
	}
}

func TestDigits(t *testing.T) {
	for number, want := range map[float64]string{
		0: "0", 5: "5", -2.5: "-2.5", 0.1: "0.1", 1e15: "1000000000000000", 123456789012345680: "123456789012345680",
		1e21: "1E+21", 1e-7: "0.0000001", 2.5e-10: "2.5E-10",
	} {
		if got := digits(number); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

// sameGrids tells where two carriers' readings of one workbook differ: sheets, visibility, merges,
// cells with their kinds and values. A converter may write the code of a date's format in another
// way, and it may pack a number into fewer bits where that costs its last digit.
func sameGrids(want, got *Book) error {
	if len(want.Grids) != len(got.Grids) {
		return fmt.Errorf("%d sheets, not %d", len(got.Grids), len(want.Grids))
	}
	for i, grid := range want.Grids {
		if err := sameGrid(grid, got.Grids[i]); err != nil {
			return fmt.Errorf("sheet %d: %w", i+1, err)
		}
	}
	return nil
}

func sameGrid(want, got *Grid) error {
	if headOf(want) != headOf(got) {
		return fmt.Errorf("got %s\nwant %s", headOf(got), headOf(want))
	}
	if len(want.Rows) != len(got.Rows) {
		return fmt.Errorf("%d rows, not %d", len(got.Rows), len(want.Rows))
	}
	for i, row := range want.Rows {
		other := got.Rows[i]
		if row.No != other.No || row.Hidden != other.Hidden || len(row.Cells) != len(other.Cells) {
			return fmt.Errorf("row %d hidden=%v with %d cells, not row %d hidden=%v with %d",
				other.No, other.Hidden, len(other.Cells), row.No, row.Hidden, len(row.Cells))
		}
		for j, cell := range row.Cells {
			if err := sameCell(cell, other.Cells[j]); err != nil {
				return err
			}
		}
	}
	return nil
}

// headOf is what a grid says besides its rows. An .xls has 256 columns.
func headOf(grid *Grid) string {
	var merges []string
	for _, merge := range grid.Merges {
		merges = append(merges, fmt.Sprint(merge))
	}
	slices.Sort(merges)
	var hidden []int
	for col, is := range grid.HiddenCols {
		if is && col <= 256 {
			hidden = append(hidden, col)
		}
	}
	slices.Sort(hidden)
	return fmt.Sprintf("%q %d hidden=%v 1904=%v merges %v hidden columns %v under merges %d %v",
		grid.Sheet, grid.No, grid.Hidden, grid.Date1904, merges, hidden, grid.HiddenUnderMerge, grid.RowsUnderMerge)
}

func sameCell(want, got Cell) error {
	const lastDigit = 1e-14
	same := want.Row == got.Row && want.Col == got.Col && want.Kind == got.Kind && (want.Format == "") == (got.Format == "") &&
		math.Abs(want.Number-got.Number) <= lastDigit*math.Abs(want.Number)
	if want.Kind != Number && want.Kind != Date {
		same = same && want.Text == got.Text
	}
	if !same {
		return fmt.Errorf("got %s %+v, want %s %+v", got.Address(), got, want.Address(), want)
	}
	return nil
}
