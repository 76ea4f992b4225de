package ingest

import (
	"context"
	"errors"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"time"
	"unicode/utf8"

	"aqs/ingest/workbook"
)

// foundFile is one workbook by name in the inbox.
type foundFile struct {
	path    string // relative to the inbox, with /, valid UTF-8
	real    string // what the operating system opens
	size    int64
	mtimeNS int64
	odd     bool // a workbook by its bytes whose name says otherwise: reported, not read
}

// inbox is what the walk found.
type inbox struct {
	files   []foundFile // by path
	pending []string
	other   int
}

// longestWait bounds how long a run stays for files that may still be growing.
const longestWait = 10 * time.Second

// discoverSettled walks the inbox and, when files have just been put there, walks it once more after
// they had time to rest: who saves a workbook and runs at once means that workbook, too. What has
// changed again by then stays pending.
func discoverSettled(ctx context.Context, root string, settle time.Duration) (*inbox, error) {
	found, err := discover(root, settle)
	if err != nil || len(found.pending) == 0 || settle > longestWait {
		return found, err
	}
	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-time.After(settle):
		return discover(root, settle)
	}
}

// discover walks the inbox. Lock files (~$…), hidden and unfinished downloads are passed over,
// folders included. Texts and web pages are taken in when they look like tables; other files are
// counted, and looked into in case one is a workbook under a strange name.
func discover(root string, settle time.Duration) (*inbox, error) {
	found := &inbox{}
	now := time.Now()
	err := filepath.WalkDir(root, func(real string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if real == root {
			return nil
		}
		if ignored(entry.Name()) {
			if entry.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if entry.IsDir() {
			return nil
		}
		info, err := os.Stat(real) // follows links to files
		if errors.Is(err, fs.ErrNotExist) || err != nil && entry.Type()&fs.ModeSymlink != 0 {
			return nil // gone since the folder was listed, or a link to nowhere or in a circle
		}
		if err != nil {
			return err
		}
		if !info.Mode().IsRegular() {
			return nil
		}
		relative, err := filepath.Rel(root, real)
		if err != nil {
			return err
		}
		file := foundFile{path: storedPath(relative), real: real, size: info.Size(), mtimeNS: info.ModTime().UnixNano()}
		if !officeName(entry.Name()) && !(maybeTable(entry.Name()) && looksTabular(real)) {
			if file.odd = oddWorkbook(real, info.Size()); !file.odd {
				found.other++
				return nil
			}
		}
		if age := now.Sub(info.ModTime()); settle > 0 && age >= 0 && age < settle {
			found.pending = append(found.pending, file.path)
			return nil
		}
		found.files = append(found.files, file)
		return nil
	})
	if err != nil {
		return nil, &Error{Message: "收件夹无法读取", Hint: "请检查文件夹 " + root + " 是否存在、是否有读取权限。", Err: err, kind: ErrInbox}
	}
	sort.Slice(found.files, func(i, j int) bool { return found.files[i].path < found.files[j].path })
	return found, nil
}

func ignored(name string) bool {
	lower := strings.ToLower(name)
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$") ||
		strings.HasSuffix(lower, ".tmp") || strings.HasSuffix(lower, ".crdownload") || strings.HasSuffix(lower, ".part")
}

// oddWorkbook looks into a file whose name is not a workbook's. Only files that begin like one
// are read whole, and none that is large.
func oddWorkbook(real string, size int64) bool {
	const most = 16 << 20
	if size < 8 || size > most {
		return false
	}
	file, err := os.Open(real)
	if err != nil {
		return false
	}
	defer file.Close()
	head := make([]byte, 4)
	if _, err := file.ReadAt(head, 0); err != nil || string(head) != "PK\x03\x04" && string(head) != "\xD0\xCF\x11\xE0" {
		return false
	}
	data, err := os.ReadFile(real)
	return err == nil && workbook.Sniff(data).IsWorkbook()
}

// storedPath is the path as the warehouse knows it: slashes, and bytes that are no UTF-8 escaped,
// so that two such names stay two.
func storedPath(relative string) string {
	slashed := filepath.ToSlash(relative)
	if utf8.ValidString(slashed) {
		return slashed
	}
	var out strings.Builder
	for len(slashed) > 0 {
		letter, size := utf8.DecodeRuneInString(slashed)
		if letter == utf8.RuneError && size == 1 {
			out.WriteString(url.QueryEscape(slashed[:1]))
		} else {
			out.WriteString(slashed[:size])
		}
		slashed = slashed[size:]
	}
	return out.String()
}
