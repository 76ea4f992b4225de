package inflate

import (
	"bytes"
	"compress/flate"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
)

// samples are texts and noise in shapes that reach every kind of block and code.
func samples() map[string][]byte {
	r := rand.New(rand.NewPCG(1, 1))
	noise := make([]byte, 300_000)
	for i := range noise {
		noise[i] = byte(r.Uint32())
	}
	var sheet strings.Builder
	for i := range 20_000 {
		fmt.Fprintf(&sheet, `<c r="A%d" s="%d" t="s"><v>%d</v></c>`, i, i%7, r.IntN(5000))
	}
	skewed := make([]byte, 200_000) // codes up to the greatest length
	for i := range skewed {
		for skewed[i] = 0; skewed[i] < 250 && r.IntN(2) == 0; skewed[i]++ {
		}
	}
	return map[string][]byte{
		"empty": nil, "one": {7}, "zeros": make([]byte, 500_000), "noise": noise, "sheet": []byte(sheet.String()), "skewed": skewed,
		"far":   append(append(bytes.Clone(noise[:32<<10]), noise[:32<<10]...), "123412341234123412341234"...),
		"pairs": bytes.Repeat([]byte("ab"), 1000), "triples": bytes.Repeat([]byte("abc"), 50_000), "chinese": []byte(strings.Repeat("张伟拜访城东支行；", 3000)),
	}
}

func pack(t testing.TB, data []byte, level int) []byte {
	t.Helper()
	var out bytes.Buffer
	w, err := flate.NewWriter(&out, level)
	if err != nil {
		t.Fatal(err)
	}
	for len(data) > 0 { // several blocks, some of them empty
		n := min(len(data), 100_000)
		if _, err := w.Write(data[:n]); err != nil {
			t.Fatal(err)
		}
		if data = data[n:]; level != flate.NoCompression {
			if err := w.Flush(); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestGivesWhatWasPacked(t *testing.T) {
	r := New()
	for name, data := range samples() {
		for level := flate.HuffmanOnly; level <= flate.BestCompression; level++ {
			r.Reset(pack(t, data, level))
			got, err := io.ReadAll(r)
			if err != nil || !bytes.Equal(got, data) {
				t.Errorf("%s, level %d: %d bytes of %d equal, %v", name, level, len(got), len(data), err)
			}
		}
	}
}

// Whatever is broken, this reader and the standard library's say the same: the same bytes, or an
// error from both.
func TestBrokenAsTheStandardLibrary(t *testing.T) {
	random := rand.New(rand.NewPCG(2, 2))
	for name, data := range samples() {
		packed := pack(t, data[:min(len(data), 3000)], 1+random.IntN(9))
		for i := range 2000 {
			broken := bytes.Clone(packed)
			if i%3 == 0 {
				broken = broken[:random.IntN(len(broken)+1)]
			}
			for range i % 3 {
				broken[random.IntN(len(broken))] ^= 1 << random.IntN(8)
			}
			same(t, fmt.Sprintf("%s %d", name, i), broken)
		}
	}
}

func FuzzReader(f *testing.F) {
	for _, data := range samples() {
		f.Add(pack(f, data[:min(len(data), 300)], 6))
	}
	f.Add([]byte("\x03\x00"))
	f.Fuzz(func(t *testing.T, data []byte) { same(t, "fuzz", data) })
}

func same(t *testing.T, name string, packed []byte) {
	t.Helper()
	const most = 1 << 20
	want, wantErr := io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(packed)), most))
	r := New()
	r.Reset(packed)
	got, err := io.ReadAll(io.LimitReader(r, most))
	if (err == nil) != (wantErr == nil) || err == nil && !bytes.Equal(got, want) {
		t.Fatalf("%s: %d bytes, %v; the standard library: %d bytes, %v\n%x", name, len(got), err, len(want), wantErr, packed[:min(len(packed), 200)])
	}
	if err != nil && !errors.Is(err, ErrCorrupt) && !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Fatalf("%s: %v", name, err)
	}
}

func BenchmarkSheet(b *testing.B) {
	data := samples()["sheet"]
	packed := pack(b, data, 6)
	r, into := New(), make([]byte, 64<<10)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		r.Reset(packed)
		for {
			if _, err := r.Read(into); err != nil {
				if err != io.EOF {
					b.Fatal(err)
				}
				break
			}
		}
	}
}
