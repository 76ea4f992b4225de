package biff

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	x "aqs/ingest/workbook/biff/bifftest"
)

// splitter writes shared strings over records of a small size as Excel does: a string's head is
// not divided; its characters are, and go on behind a byte that gives their width anew; formatting
// runs and phonetic data are divided anywhere.
type splitter struct {
	size    int
	records [][]byte
	now     []byte
}

func (s *splitter) room() int { return s.size - len(s.now) }

func (s *splitter) turn() {
	s.records = append(s.records, s.now)
	s.now = nil
}

func (s *splitter) raw(data []byte) {
	for len(data) > 0 {
		if s.room() == 0 {
			s.turn()
		}
		step := min(s.room(), len(data))
		s.now, data = append(s.now, data[:step]...), data[step:]
	}
}

func (s *splitter) string(text string, runs, phonetic int) {
	units := utf16.Encode([]rune(text))
	var flags uint8
	var head []byte
	if runs > 0 {
		flags |= 8
		head = append(head, x.Data(uint16(runs))...)
	}
	if phonetic > 0 {
		flags |= 4
		head = append(head, x.Data(uint32(phonetic))...)
	}
	wide := needsWide(units)
	if wide {
		flags |= 1
	}
	head = slices.Concat(x.Data(uint16(len(units)), flags), head)
	if s.room() < len(head) {
		s.turn()
	}
	s.now = append(s.now, head...)
	for len(units) > 0 {
		width := 1
		if wide {
			width = 2
		}
		step := min(s.room()/width, len(units))
		for _, unit := range units[:step] {
			s.now = append(s.now, byte(unit))
			if wide {
				s.now = append(s.now, byte(unit>>8))
			}
		}
		if units = units[step:]; len(units) > 0 {
			s.turn()
			// What is left may be narrow although the beginning was wide, and the other way round.
			wide = needsWide(units) || len(units)%3 == 0
			s.now = append(s.now, map[bool]byte{false: 0, true: 1}[wide])
		}
	}
	s.raw([]byte(strings.Repeat("\x01\x02\x03\x00", runs)))
	s.raw([]byte(strings.Repeat("p", phonetic)))
}

func needsWide(units []uint16) bool {
	return slices.ContainsFunc(units, func(unit uint16) bool { return unit > 0xFF })
}

// Strings come out whole wherever the records divide them.
func TestStringsOverRecords(t *testing.T) {
	texts := []string{"", "a", "拜访城东支行", "naïve", "前面宽 then narrow to the end of it", "narrow first, 后面宽", "😀😀😀", strings.Repeat("长", 300), ""}
	for size := 16; size < 700; size++ {
		s := &splitter{size: size}
		s.raw(x.Data(uint32(3*len(texts)), uint32(3*len(texts))))
		for _, text := range texts {
			s.string(text, 0, 0)
			s.string(text, 3, 0)
			s.string(text, 2, 11)
		}
		s.turn()
		table := [][]byte{x.Record(idSST, s.records[0])}
		for _, part := range s.records[1:] {
			table = append(table, x.Record(idContinue, part))
		}
		book, err := Open(x.Book{After: table, Sheets: []x.Sheet{{Name: "a"}}}.Stream(), ample)
		if err != nil {
			t.Fatalf("records of %d bytes: %v", size, err)
		}
		for i, got := range book.strings {
			if got != texts[i/3] {
				t.Fatalf("records of %d bytes: string %d is %q", size, i, got)
			}
		}
	}
}

// A formula's text may be longer than a record, too.
func TestFormulaTextOverRecords(t *testing.T) {
	made := x.Book{Sheets: []x.Sheet{{Name: "a", Records: [][]byte{
		x.Record(idFormula, []uint16{0, 0, 0}, "\x00\x00\x00\x00\x00\x00\xFF\xFF", make([]byte, 8)),
		x.Record(idString, uint16(5), uint8(1), x.Wide("拜访")), x.Record(idContinue, uint8(0), "ab"), x.Record(idContinue, uint8(1), x.Wide("行")),
		x.Number(0, 1, 0, 1),
	}}}}
	_, sheets, err := read(made.Stream(), ample)
	if err != nil {
		t.Fatal(err)
	}
	if got := show(sheets[0].Cells); got != "0,0 0 \"拜访ab行\" 0\n0,1 1 \"\" 1" {
		t.Errorf("got %s", got)
	}
}

func TestHalfPairs(t *testing.T) {
	for units, want := range map[[3]uint16]string{
		{0xD83D, 0xDE00, 'a'}: "😀a", {'a', 'b', 0xD83D}: "ab\uFFFD", {0xD83D, 'a', 0xDE00}: "\uFFFDa\uFFFD", {0xD83D, 0xD83D, 0xDE00}: "\uFFFD😀",
	} {
		p := &pieces{now: x.Data(units[:])}
		if got := string(p.characters(nil, 3, true)); got != want || p.failed {
			t.Errorf("%x: got %q", units, got)
		}
	}
}

func TestFaultNames(t *testing.T) {
	var got []string
	for _, code := range []byte{0, 7, 15, 23, 29, 36, 42, 43, 99} {
		got = append(got, faultName(code))
	}
	if want := "[#NULL! #DIV/0! #VALUE! #REF! #NAME? #NUM! #N/A #GETTING_DATA #ERR99]"; fmt.Sprint(got) != want {
		t.Errorf("got %v", got)
	}
}
