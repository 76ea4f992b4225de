package workbook

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// FuzzDirectory holds our reader of zip directories against archive/zip: what it takes, the
// library takes too and sees alike; what the library refuses, it refuses. The
// seeds are small: large ones are only minimised all day.
func FuzzDirectory(f *testing.F) {
	for _, made := range oddArchives(f) {
		f.Add(made.data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if _, problem := compareDirectory(data); problem != "" {
			t.Error(problem)
		}
	})
}

// Archives that few programs write, and whether we take them.
func TestOddArchives(t *testing.T) {
	for _, c := range oddArchives(t) {
		read, problem := compareDirectory(c.data)
		if problem != "" || read != c.read {
			t.Errorf("%s: read %v, want %v; %s", c.name, read, c.read, problem)
		}
	}
}

func TestDirectoryOfRealFiles(t *testing.T) {
	paths, err := filepath.Glob("testdata/foreign/*.xlsx")
	if err != nil || len(paths) == 0 {
		t.Fatal("no workbooks", err)
	}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if read, problem := compareDirectory(data); problem != "" || !read {
			t.Errorf("%s: read %v; %s", path, read, problem)
		}
	}
}

// compareDirectory says whether we read an archive, and in what archive/zip disagrees.
func compareDirectory(data []byte) (read bool, problem string) {
	parts, err := readDirectory(data)
	if err != nil {
		return false, ""
	}
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return true, "archive/zip refuses it: " + err.Error()
	}
	theirs := map[string]int{}
	for _, file := range archive.File {
		if strings.HasSuffix(file.Name, "/") {
			continue
		}
		name := string(appendFolded(nil, file.Name))
		theirs[name]++
		found := false
		for _, part := range parts {
			found = found || part.name == name && part.method == file.Method && part.sum == file.CRC32 && part.flags == file.Flags &&
				part.packed == file.CompressedSize64 && part.size == file.UncompressedSize64 && sameBytes(part, file, data)
		}
		if !found {
			return true, "another idea of " + file.Name
		}
	}
	for _, part := range parts {
		if theirs[part.name]--; theirs[part.name] < 0 {
			return true, "a part too many: " + part.name
		}
	}
	return true, ""
}

// sameBytes says that a part lies where archive/zip has it, or that both miss it.
func sameBytes(part zipPart, file *zip.File, data []byte) bool {
	packed, err := part.within(data)
	at, theirs := file.DataOffset()
	if err != nil {
		return theirs != nil || uint64(at) > uint64(len(data)) || part.packed > uint64(len(data))-uint64(at)
	}
	return theirs == nil && (len(packed) == 0 || &packed[0] == &data[at])
}

type oddArchive struct {
	name string
	data []byte
	read bool
}

func oddArchives(t testing.TB) []oddArchive {
	t.Helper()
	var plain bytes.Buffer
	w := zip.NewWriter(&plain)
	for _, name := range []string{"xl/", `XL\Workbook.xml`, "/xl/styles.xml"} {
		part, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(name, "/") {
			continue
		}
		if _, err := part.Write([]byte("<x>some text, some text</x>")); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.SetComment("a comment"); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	data := plain.Bytes()
	end := len(data) - zipEndSize - len("a comment")
	changed := func(at int, bytes ...byte) []byte {
		out := append([]byte(nil), data...)
		copy(out[at:], bytes)
		return out
	}
	// The same with the directory's place told by the wide records, as some programs always do.
	wide := append([]byte(nil), data[:end]...)
	record := make([]byte, zipEnd64Size)
	copy(record, zipEnd64)
	record[4], record[24], record[32] = 44, 3, 3
	copy(record[40:], data[end+12:end+16])
	copy(record[48:], data[end+16:end+20])
	locator := make([]byte, zipLocatorSize)
	copy(locator, zipLocator)
	locator[8], locator[9], locator[16] = byte(end), byte(end>>8), 1
	wide = append(append(wide, record...), locator...)
	wideEnd := len(wide)
	wide = append(wide, data[end:]...)
	copy(wide[wideEnd+8:], bytes.Repeat([]byte{0xFF}, 12))
	lie := append([]byte(nil), wide...)
	lie[end+33] = 1 // 259 parts
	split := append([]byte(nil), wide...)
	copy(split[wideEnd+10:], "\xFB\xFF") // 65,531 parts by the short record, 3 by the wide one
	sized := append([]byte(nil), wide...)
	copy(sized[wideEnd+8:], data[end+8:end+12])
	copy(sized[wideEnd+16:], data[end+16:end+20]) // only the size is left to the wide record
	return []oddArchive{
		{"a comment, a folder, a backslash", data, true},
		{"something before the archive", append([]byte("#!/bin/sh\n"), data...), true},
		{"zip64 records", wide, true},
		{"zip64 records with a false count", lie, false},
		{"records that disagree", split, false},
		{"a directory of 4 GB", sized, false},
		{"bytes behind the end", append(append([]byte(nil), data...), "more"...), true},
		{"a cut comment", data[:len(data)-1], false},
		{"a false count", changed(end+8, 4, 0, 4), false},
		{"a directory behind the end", changed(end+16, 0xFF, 0xFF), false},
		{"no end", data[:end], false},
		{"nothing", nil, false},
	}
}
