package biff

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"runtime"
	"testing"
	"time"

	x "aqs/ingest/workbook/biff/bifftest"
)

// summary is a summary information stream with one property.
func summary(property, kind uint32, value uint64) []byte {
	return x.Data(uint16(0xFFFE), uint16(0), uint32(0), make([]byte, 16), uint32(1), make([]byte, 16), uint32(48),
		uint32(48), uint32(2), uint32(1), uint32(24), property, uint32(32), // set: size, count, two entries
		uint32(2), uint32(936), kind, value)
}

func TestModified(t *testing.T) {
	at := time.Date(2026, 3, 5, 9, 30, 0, 0, time.UTC)
	ticks := uint64(at.Unix()+11_644_473_600) * 1e7
	for _, c := range []struct {
		name   string
		stream []byte
		want   string
	}{
		{"saved", summary(0x0D, 0x40, ticks), at.String()},
		{"only printed", summary(0x0B, 0x40, ticks), "none"},
		{"no time", summary(0x0D, 0x03, ticks), "none"},
		{"never", summary(0x0D, 0x40, 0), "none"},
		{"beyond all years", summary(0x0D, 0x40, 1<<63), "none"},
		{"empty", nil, "none"},
		{"cut off", summary(0x0D, 0x40, ticks)[:80], "none"},
		{"not a property set", bytes.Repeat([]byte{0xFF}, 200), "none"},
	} {
		data := x.Container(x.Stream{Name: "Workbook", Data: every().Stream()}, x.Stream{Name: "\x05SummaryInformation", Data: c.stream})
		book, err := Open(data, ample)
		if err != nil {
			t.Fatal(err)
		}
		got := "none"
		if book.Modified != nil {
			got = book.Modified.String()
		}
		if got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}

// A file for Excel 95 and 97 holds its sheets twice.
func TestNewerStreamWins(t *testing.T) {
	data := x.Container(x.Stream{Name: "Book", Data: biff5(1252, "old", "old")}, x.Stream{Name: "WORKBOOK", Data: every().Stream()})
	book, _, err := read(data, ample)
	if err != nil || book.Sheets[0].Name != "3月5日" {
		t.Errorf("got %v, %v", book, err)
	}
	data = x.Container(x.Stream{Name: "Book", Data: biff5(1252, "old", "old")})
	if book, _, err = read(data, ample); err != nil || book.Sheets[0].Name != "old" {
		t.Errorf("got %v, %v", book, err)
	}
}

// Whatever the container's numbers claim, reading it stays cheap and ends in an error or in the
// same cells: none of them decides what a cell holds.
func TestContainerNumbers(t *testing.T) {
	whole := x.File(every())
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	exact, refused := 0, 0
	tables := len(whole) - 512 // the allocation table is the last sector
	for at := 24; at < len(whole); at += 4 {
		if at == 512 {
			at = tables - 512 // and the directory stands before it
		}
		for _, value := range []uint32{0, 1, 2, 7, 0x7FFFFFFF, 0x80000000, 0x00800001, 0xFFFFFFFE, 0xFFFFFFFF} {
			changed := bytes.Clone(whole)
			binary.LittleEndian.PutUint32(changed[at:], value)
			_, sheets, err := read(changed, ample)
			switch _, known := causeOf(err); {
			case err == nil && show(sheets[0].Cells) == everyCell:
				exact++
			case err == nil:
				t.Errorf("%08X at %d: other cells and no error", value, at)
			case !known:
				t.Errorf("%08X at %d: %v", value, at, err)
			default:
				refused++
			}
		}
	}
	runtime.ReadMemStats(&after)
	perFile := (after.TotalAlloc - before.TotalAlloc) / uint64(exact+refused)
	t.Logf("%d exact, %d refused, %d kB each", exact, refused, perFile>>10)
	if refused == 0 || perFile > 1<<20 {
		t.Errorf("%d refused, %d bytes each", refused, perFile)
	}
}

// Cut anywhere, a file is refused, or nothing was lost but the padding behind it.
func TestCutFile(t *testing.T) {
	whole, exact := x.File(every()), 0
	for size := range whole {
		_, sheets, err := read(whole[:size], ample)
		switch cause, known := causeOf(err); {
		case err == nil && show(sheets[0].Cells) == everyCell:
			exact++
		case !known || cause != Truncated && cause != Damaged:
			t.Fatalf("cut at %d of %d: %v", size, len(whole), err)
		}
	}
	// The allocation table stands at the end; its unused half can be missed.
	if exact >= 512 {
		t.Errorf("%d cuts went unnoticed", exact)
	}
	stream := every().Stream()
	for size := range stream {
		_, _, err := read(stream[:size], ample)
		if cause, known := causeOf(err); !known || cause != Truncated {
			t.Fatalf("stream cut at %d of %d: %v", size, len(stream), err)
		}
	}
}

// A megabyte of any shape costs little memory and time: what a hostile file repeats most is read
// once, and what it claims is not believed.
func TestMegabytes(t *testing.T) {
	const megabyte = 1 << 20
	sheet := func(records ...[]byte) []byte {
		return x.File(x.Book{After: [][]byte{x.SST("text")}, Sheets: []x.Sheet{{Name: "a", Records: records}}})
	}
	fill := func(record func(i int) []byte) []byte {
		var all []byte
		for i := 0; len(all) < megabyte; i++ {
			all = append(all, record(i)...)
		}
		return all
	}
	streams := []x.Stream{{Name: "Workbook", Data: every().Stream()}}
	for i := range megabyte / 128 {
		streams = append(streams, x.Stream{Name: fmt.Sprint(i)})
	}
	var table []byte
	strings := megabyte / 3
	for rest := strings; rest > 0; rest -= 2700 {
		table = append(table, x.Record(idContinue, make([]byte, 3*min(rest, 2700)))...)
	}
	row := func(i int) []byte {
		body := x.Data(uint16(i), uint16(0))
		for range 256 {
			body = append(body, x.Data(uint16(0), uint32(1<<2|2))...)
		}
		return x.Record(idMulRK, body, uint16(255))
	}
	for name, data := range map[string][]byte{
		"directory":   x.Container(streams...),
		"number runs": sheet(fill(row)),
		"shared text": sheet(fill(func(i int) []byte { return x.LabelSST(uint16(i/200), uint16(i%200), 0) })),
		"backwards":   sheet(fill(func(i int) []byte { return x.LabelSST(uint16(60_000-i/200), uint16(200-i%200), 0) })),
		"merges":      sheet(fill(func(int) []byte { return x.Record(idMergeCells, uint16(1), []uint16{0, 65535, 0, 255}) })),
		"columns":     sheet(fill(func(int) []byte { return x.Record(idColInfo, []uint16{0, 65535, 0, 0, 1, 0}) })),
		"charts":      sheet(fill(func(int) []byte { return x.BOF(substreamPlot) })),
		"strings":     x.File(x.Book{After: [][]byte{x.Record(idSST, uint32(strings), uint32(strings)), table}, Sheets: []x.Sheet{{Name: "a"}}}),
		"sheet list": x.Book{Globals: [][]byte{fill(func(i int) []byte {
			return x.Record(idBoundSheet, uint32(0), uint16(0), uint8(9), uint8(0), fmt.Sprintf("%09d", i))
		})}}.Stream(),
		"formats": sheet(fill(func(int) []byte { return x.Format(200, "0") })),
	} {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			start := time.Now()
			_, _, err := read(data, Limits{Sheets: 1000, Cells: 10_000_000, Merges: 1_000_000})
			spent := time.Since(start)
			runtime.ReadMemStats(&after)
			allocated := (after.TotalAlloc - before.TotalAlloc) >> 20
			t.Logf("%d kB: %d MB, %v, %v", len(data)>>10, allocated, spent.Round(time.Millisecond), err)
			if allocated > 128 || spent > 5*time.Second {
				t.Error("too much")
			}
		})
	}
}
