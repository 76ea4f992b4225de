package bench

import (
	"path/filepath"
	"runtime"
	"runtime/debug"
)

// Peer is one way to read a folder of workbooks, run as a process of its own.
type Peer struct {
	Name    string
	Version string // when the process does not tell it
	Sums    string // which sum of [Truth] it can see: numbers, serials, numerals; empty for floors
	Command []string
}

// Tools says where things lie: this program, the program aqs, the scripts, and the peers that
// peers/setup.sh installed.
type Tools struct {
	Self, Program, Scripts, Cache string
}

// env lets the scripts find what setup.sh installed.
func (t Tools) env() []string {
	return []string{
		"AQS_BENCH_NPM=" + filepath.Join(t.Cache, "npm"), "PYTHONPATH=" + filepath.Join(t.Cache, "python"),
		"NODE_OPTIONS=--max-old-space-size=8192", // SheetJS holds whole sheets
	}
}

func (t Tools) own() Peer {
	return Peer{Name: "**aqs**", Sums: "numbers", Command: []string{t.Self, "read", "own"}}
}

// readers are those that our reader is compared with, floors first.
func (t Tools) readers() []Peer {
	python := func(script string) []string { return []string{"/usr/bin/python3", filepath.Join(t.Scripts, script)} }
	node := func(script string) []string { return []string{"node", filepath.Join(t.Scripts, script)} }
	return []Peer{
		{Name: "floor: bytes only", Version: "Go " + runtime.Version()[2:], Command: []string{t.Self, "read", "bytes"}},
		{Name: "floor: inflate only (klauspost/compress)", Version: module("github.com/klauspost/compress"), Command: []string{t.Self, "read", "inflate"}},
		{Name: "aqs, all rows in memory (Grid)", Version: "this commit", Sums: "numbers", Command: []string{t.Self, "read", "grid"}},
		{Name: "excelize, Rows, raw values", Version: module("github.com/xuri/excelize/v2"), Sums: "numerals", Command: []string{t.Self, "read", "excelize"}},
		{Name: "python-calamine", Sums: "numbers", Command: python("read_calamine.py")},
		{Name: "SheetJS, dense, raw", Sums: "serials", Command: node("read_sheetjs.mjs")},
		{Name: "ExcelJS, streaming", Sums: "numbers", Command: node("read_exceljs.mjs")},
		{Name: "openpyxl, read-only", Sums: "numbers", Command: python("read_openpyxl.py")},
		{Name: "pandas.read_excel", Sums: "numbers", Command: python("read_pandas.py")},
	}
}

// module is a Go module's version in this program.
func module(name string) string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	for _, dependency := range info.Deps {
		if dependency.Path == name {
			return dependency.Version
		}
	}
	return ""
}
