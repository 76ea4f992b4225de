//go:build unix

package ingest

import (
	"os"
	"path/filepath"
	"strconv"
	"testing"
)

// Folders and names as they happen or are made to happen: links in a circle, line breaks and
// direction marks. Nothing is followed forever, and every file is read under its own name.
func TestOddNamesAndLinks(t *testing.T) {
	s := newStage(t)
	day := 5
	for _, name := range []string{"a\nb.xlsx", "\u202excod\u202c.xlsx", "张 伟 .xlsx", "-rf.xlsx", "'; drop table file; --.xlsx", "<b>.xlsx"} {
		s.put(name, bookBytes(t, logSheet(strconv.Itoa(day)+"日", "张伟", day, 3)))
		day++
	}
	must(t,
		os.Symlink(".", filepath.Join(s.options.Inbox, "圈")),
		os.Symlink("自己.xlsx", filepath.Join(s.options.Inbox, "自己.xlsx")),
		os.Symlink("没有.xlsx", filepath.Join(s.options.Inbox, "空链.xlsx")),
	)
	if got := s.run(); got.FilesSeen != 6 || got.FilesLoaded != 6 {
		t.Errorf("got %+v", got)
	}
	if got := s.run(); got.FilesUnchanged != 6 {
		t.Errorf("again: %+v", got)
	}
}
