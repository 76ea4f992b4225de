package main

import (
	"bytes"
	"math"
	"math/big"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestFormats(t *testing.T) {
	columns := []string{"姓名", "n", "n", "at"}
	rows := [][]any{
		{"张伟", int64(3), 1.5, time.Date(2026, 3, 5, 0, 0, 0, 0, time.UTC)},
		{"=1+1,\"x\"\x1b[2J", nil, math.Inf(1), time.Date(2026, 3, 5, 8, 30, 0, 0, time.UTC)},
		{"a\nb</script>", big.NewInt(7), math.NaN(), nil},
	}
	for _, test := range []struct{ format, want string }{
		{"csv", "姓名,n,n,at\n张伟,3,1.5,2026-03-05\n\"=1+1,\"\"x\"\"\x1b[2J\",,+Inf,2026-03-05 08:30:00\n\"a\nb</script>\",7,NaN,\n"},
		{"json", `[
  {"姓名": "张伟", "n": 3, "n_2": 1.5, "at": "2026-03-05"},
  {"姓名": "=1+1,\"x\"\u001b[2J", "n": null, "n_2": null, "at": "2026-03-05 08:30:00"},
  {"姓名": "a\nb\u003c/script\u003e", "n": 7, "n_2": null, "at": null}
]
`},
		{"table", "" +
			"姓名          n  n     at\n" +
			"------------  -  ----  -------------------\n" +
			"张伟          3  1.5   2026-03-05\n" +
			"=1+1,\"x\"\uFFFD[2J     +Inf  2026-03-05 08:30:00\n" +
			"a b</script>  7  NaN\n" +
			"（3 行）\n"},
	} {
		t.Run(test.format, func(t *testing.T) {
			var out bytes.Buffer
			if err := formats()[test.format](&out, columns, rows); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, out.String()); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestEmptyResults(t *testing.T) {
	for format, want := range map[string]string{"csv": "a\n", "json": "[]\n", "table": "a\n-\n（0 行）\n"} {
		var out bytes.Buffer
		if err := formats()[format](&out, []string{"a"}, nil); err != nil {
			t.Fatal(err)
		}
		if out.String() != want {
			t.Errorf("%s: %q, want %q", format, out.String(), want)
		}
	}
}

func TestUnique(t *testing.T) {
	got := unique([]string{"n", "n", "n_2", "n"})
	if diff := cmp.Diff([]string{"n", "n_3", "n_2", "n_4"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestCount(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 1234567: "1,234,567"} {
		if got := count(n); got != want {
			t.Errorf("count(%d) = %s, want %s", n, got, want)
		}
	}
}

func TestPlainProgress(t *testing.T) {
	var out bytes.Buffer
	a := &app{stderr: &out}
	tick, end := a.progress("读取文件")
	for done := 1; done <= 40; done++ {
		tick(done, 40)
	}
	end()
	if got := bytes.Count(out.Bytes(), []byte("\n")); got != plainLines {
		t.Errorf("%d lines, want %d:\n%s", got, plainLines, out.String())
	}
	if !bytes.HasSuffix(out.Bytes(), []byte("读取文件 40/40\n")) {
		t.Errorf("does not end at the end:\n%s", out.String())
	}
}
