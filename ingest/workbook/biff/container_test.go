package biff

import (
	"bytes"
	"encoding/binary"
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

// Long chains cost one pass, not one per sector.
func TestLargeContainer(t *testing.T) {
	made := x.Book{Sheets: []x.Sheet{{Name: "a"}}}
	var all []byte
	for i := range 60_000 {
		all = append(all, x.Number(uint16(i), 0, 0, float64(i))...)
	}
	made.Sheets[0].Records = [][]byte{all}
	start := time.Now()
	_, sheets, err := read(x.File(made), ample)
	if err != nil || len(sheets[0].Cells) != 60_000 {
		t.Fatalf("%v", err)
	}
	if spent := time.Since(start); spent > 5*time.Second {
		t.Errorf("took %v", spent)
	}
}
