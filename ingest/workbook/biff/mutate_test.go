package biff

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	x "aqs/ingest/workbook/biff/bifftest"
)

// split divides a stream into its records.
func split(t testing.TB, stream []byte) [][]byte {
	t.Helper()
	var all [][]byte
	for walk := (records{stream: stream}); walk.at < len(stream); {
		from := walk.at
		if _, err := walk.next(); err != nil {
			t.Fatal(err)
		}
		all = append(all, stream[from:walk.at])
	}
	return all
}

// mutate damages a stream in one of the ways files are damaged.
func mutate(random *rand.Rand, kind int, all [][]byte, stream []byte) []byte {
	changed := bytes.Clone(stream)
	at := random.IntN(len(all))
	switch kind {
	case 0: // a bit
		changed[random.IntN(len(changed))] ^= 1 << random.IntN(8)
	case 1: // a byte
		changed[random.IntN(len(changed))] = byte(random.Uint32())
	case 2: // a run of zeros, as of a lost sector
		from := random.IntN(len(changed))
		clear(changed[from:min(from+random.IntN(512), len(changed))])
	case 3: // a record less
		return bytes.Join(slices.Delete(slices.Clone(all), at, at+1), nil)
	case 4: // a record twice
		return bytes.Join(slices.Insert(slices.Clone(all), at, all[at]), nil)
	case 5: // two records swapped
		swapped, other := slices.Clone(all), random.IntN(len(all))
		swapped[at], swapped[other] = swapped[other], swapped[at]
		return bytes.Join(swapped, nil)
	default: // a record's size
		from := len(bytes.Join(all[:at], nil))
		binary.LittleEndian.PutUint16(changed[from+2:], uint16(random.IntN(64)))
	}
	return changed
}

// showAll writes everything that sheets hold.
func showAll(sheets []*Sheet) string {
	var out strings.Builder
	for _, sheet := range sheets {
		fmt.Fprintln(&out, show(sheet.Cells), sheet.Merges, sheet.HiddenRows, sheet.HiddenCols)
	}
	return out.String()
}

// Ten thousand damaged files end quickly in cells or in an error with a cause. Which digits were
// changed cannot be known without checksums; the counts are printed.
func TestMutations(t *testing.T) {
	real, err := os.ReadFile(filepath.Join("..", "testdata", "xls", "libreoffice-form.xls"))
	if err != nil {
		t.Fatal(err)
	}
	written, err := openContainer(real)
	if err != nil {
		t.Fatal(err)
	}
	kinds := []string{"bit", "byte", "zeros", "record less", "record twice", "records swapped", "record size"}
	exact, refused, other := make([]int, len(kinds)), make([]int, len(kinds)), make([]int, len(kinds))
	random := rand.New(rand.NewPCG(3, 5))
	start := time.Now()
	for _, stream := range [][]byte{every().Stream(), written.stream} {
		all := split(t, stream)
		_, sheets, err := read(stream, ample)
		if err != nil {
			t.Fatal(err)
		}
		want := showAll(sheets)
		for i := range 5_000 {
			kind := i % len(kinds)
			data := mutate(random, kind, all, stream)
			if i%2 == 0 {
				data = x.Container(x.Stream{Name: "Workbook", Data: data})
			}
			_, sheets, err := read(data, ample)
			switch _, known := causeOf(err); {
			case err == nil && showAll(sheets) == want:
				exact[kind]++
			case err == nil:
				other[kind]++
			case known:
				refused[kind]++
			default:
				t.Fatalf("mutation %d: %v", i, err)
			}
		}
	}
	for kind, name := range kinds {
		// Single bytes are mostly digits and letters; the structure is what must be noticed.
		if noticed := exact[kind] + refused[kind]; kind > 1 && name != "records swapped" && noticed*100 < 95*(noticed+other[kind]) {
			t.Errorf("%s: %d went unnoticed", name, other[kind])
		}
		t.Logf("%-15s %4d exact, %4d refused, %4d with other cells", name, exact[kind], refused[kind], other[kind])
	}
	if spent := time.Since(start); spent > time.Minute {
		t.Errorf("took %v", spent)
	}
}

// A file that ends at any of its records is refused: no sheet is read short.
func TestCutAtEveryRecord(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join("..", "testdata", "xls", "*.xls"))
	streams := [][]byte{every().Stream(), biff5(936, "a", "b")}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		found, err := openContainer(data)
		if err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		streams = append(streams, found.stream)
	}
	for _, stream := range streams {
		all := split(t, stream)
		step := max(1, len(all)/100)
		for size := len(stream); len(all) > 0; all = all[:max(0, len(all)-step)] {
			for _, gone := range all[max(0, len(all)-step):] {
				size -= len(gone)
			}
			_, _, err := read(stream[:size], ample)
			if cause, known := causeOf(err); !known || cause != Truncated && cause != Damaged {
				t.Fatalf("cut at %d of %d: %v", size, len(stream), err)
			}
		}
	}
}

// Whatever bytes come, reading ends, in order or with a cause.
func FuzzRead(f *testing.F) {
	f.Add(x.File(every()))
	f.Add(every().Stream())
	f.Add(biff5(936, "a", "\xB0\xDD\xB7\xC3"))
	f.Add(x.Container(x.Stream{Name: "Workbook", Data: every().Stream()}, x.Stream{Name: "\x05SummaryInformation", Data: summary(0x0D, 0x40, 1<<56)}))
	for _, name := range []string{"libreoffice-values.xls", "libreoffice-layout.xls", "产品表.xls"} {
		data, err := os.ReadFile(filepath.Join("..", "testdata", "xls", name))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		_, sheets, err := read(data, ample)
		if _, known := causeOf(err); err != nil && !known {
			t.Fatal(err)
		}
		for _, sheet := range sheets {
			for i, cell := range sheet.Cells[min(1, len(sheet.Cells)):] {
				if before := sheet.Cells[i]; before.Row > cell.Row || before.Row == cell.Row && before.Col >= cell.Col {
					t.Fatalf("%+v behind %+v", cell, before)
				}
			}
		}
	})
}
