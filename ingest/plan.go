package ingest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"
)

// entry is one path of the inbox, or one stored content that is no longer on the disk.
type entry struct {
	file   foundFile
	sha    string
	id     string
	stored *storedFile // the row of this very content at this path; nil when new
	absent bool        // the content is not on the disk
	gone   bool        // nor is anything else at its path
	read   bool        // must be opened and recognised
	copied bool        // must be (re)written as a copy of its original
	named  bool        // its name calls it a copy
}

// group is one content: the file whose records count, and its copies.
type group struct {
	original *entry
	copies   []*entry
	retire   []*storedFile // rows to be superseded together with the group's writing
}

// plan is what a run has to do.
type plan struct {
	groups    []*group      // by path of the original, absent contents last
	entries   []*entry      // present files by path
	vanished  []*storedFile // by path; their records stay
	pending   int
	unchanged int
	toRead    int
}

// why says which stored files must be read anew although their bytes did not change.
type why struct {
	everything bool // the forms, the reader or an earlier day
	rejected   bool // the limits changed
	later      bool // a later day: dates that were in the future may have come
}

func (w why) again(f *storedFile) bool {
	return w.everything || f.retry || w.rejected && f.status == statusRejected || w.later && f.dayBound
}

// makePlan compares the inbox with what is known. It depends on contents and paths only, so the
// same inbox leads to the same warehouse whatever came first.
func makePlan(ctx context.Context, found *inbox, known *state, again why, workers int) (*plan, error) {
	made := &plan{pending: len(found.pending)}
	entries, err := identify(ctx, found.files, known, workers)
	if err != nil {
		return nil, err
	}
	present := map[string]bool{}
	for _, path := range found.pending {
		present[path] = true
	}
	for i, file := range found.files {
		present[file.path] = true
		if entries[i] == nil {
			made.pending++
			continue
		}
		made.entries = append(made.entries, entries[i])
	}
	all := append(append([]*entry(nil), made.entries...), absentEntries(known, present, made.entries)...)
	made.groups = groupByContent(all)
	for _, g := range made.groups {
		g.decide(made, again)
	}
	for _, e := range made.entries {
		if !e.read && !e.copied && e.stored != nil {
			made.unchanged++
		}
	}
	sort.Slice(made.vanished, func(i, j int) bool { return made.vanished[i].path < made.vanished[j].path })
	return made, nil
}

// identify hashes every file that is not known by path, size and time. A file that vanished or
// cannot be opened, though an earlier content of it is stored, gives nil: left for the next run.
func identify(ctx context.Context, files []foundFile, known *state, workers int) ([]*entry, error) {
	entries := make([]*entry, len(files))
	hashers := sync.Pool{New: func() any { return &hasher{sum: sha256.New()} }}
	hashing, ctx := errgroup.WithContext(ctx)
	hashing.SetLimit(workers)
	for i, file := range files {
		head := known.head(file.path)
		if head != nil && head.sha != "" && head.size == file.size && head.mtimeNS == file.mtimeNS {
			entries[i] = &entry{file: file, sha: head.sha, id: head.id, stored: head}
			continue
		}
		hashing.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			h := hashers.Get().(*hasher)
			sha, err := h.file(file.real)
			hashers.Put(h)
			if err != nil && (head != nil || errors.Is(err, fs.ErrNotExist)) {
				return nil
			}
			// A new file that cannot be opened has no content: it is stored as rejected under an
			// empty hash and tried again on every run.
			id := fileID(file.path, sha)
			entries[i] = &entry{file: file, sha: sha, id: id, stored: known.byID[id]}
			return nil
		})
	}
	return entries, hashing.Wait()
}

// hasher hashes files with one buffer.
type hasher struct {
	sum    hash.Hash
	buffer [64 << 10]byte
}

func (h *hasher) file(path string) (string, error) {
	file, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer file.Close()
	h.sum.Reset()
	for {
		n, err := file.Read(h.buffer[:])
		h.sum.Write(h.buffer[:n])
		if err == io.EOF {
			return hex.EncodeToString(h.sum.Sum(nil)), nil
		}
		if err != nil {
			return "", err
		}
	}
}

// absentEntries are the live contents that are not on the disk: their file vanished, or another
// content stands at its path.
func absentEntries(known *state, present map[string]bool, entries []*entry) []*entry {
	onDisk := map[string]bool{}
	for _, e := range entries {
		onDisk[e.id] = true
	}
	var absent []*entry
	for path, contents := range known.byPath {
		for _, f := range contents {
			if f.live() && !onDisk[f.id] {
				absent = append(absent, &entry{
					file: foundFile{path: path, size: f.size}, sha: f.sha, id: f.id, stored: f,
					absent: true, gone: !present[path],
				})
			}
		}
	}
	return absent
}

// groupByContent puts equal contents together. The original is the first path of the inbox whose
// name is not a copy's (「张伟 - 副本」 sorts before 「张伟.xlsx」). Empty and unopenable files have
// no content to share.
func groupByContent(entries []*entry) []*group {
	copyName := regexp.MustCompile(`(?i)副本|复件|copy|[(（]\d{1,2}[)）]\.\w+$`)
	for _, e := range entries {
		name := filepath.Base(e.file.path)
		e.named = strings.ContainsAny(name, "副复cC(（") && copyName.MatchString(name) // most names have none of these
	}
	sort.Slice(entries, func(i, j int) bool {
		a, b := entries[i], entries[j]
		switch {
		case a.absent != b.absent:
			return b.absent
		case a.file.odd != b.file.odd:
			return b.file.odd
		case a.named != b.named:
			return b.named
		case a.file.path != b.file.path:
			return a.file.path < b.file.path
		}
		return a.id < b.id
	})
	bySHA := map[string]*group{}
	var groups []*group
	for _, e := range entries {
		shares := e.sha != "" && e.file.size > 0
		if g := bySHA[e.sha]; g != nil && shares {
			g.copies = append(g.copies, e)
			continue
		}
		g := &group{original: e}
		groups = append(groups, g)
		if shares {
			bySHA[e.sha] = g
		}
	}
	return groups
}

// decide compares a group with what is stored of it.
func (g *group) decide(made *plan, again why) {
	o := g.original
	if o.absent {
		g.decideAbsent(made)
		return
	}
	o.read = o.stored == nil || !o.stored.live() || o.stored.status == statusDuplicate || again.again(o.stored)
	if o.read {
		made.toRead++
	}
	want := statusDuplicate
	if o.stored != nil && o.stored.status == statusRejected {
		want = statusRejected
	}
	var copies []*entry
	for _, e := range g.copies {
		if e.absent {
			g.retire = append(g.retire, e.stored)
			continue
		}
		e.copied = o.read || e.stored == nil || e.stored.status != want || e.stored.original != o.id
		copies = append(copies, e)
	}
	g.copies = copies
}

// decideAbsent settles a content that is nowhere on the disk: records that count stay, and are
// reported when nothing came in their place; what has no records is superseded.
func (g *group) decideAbsent(made *plan) {
	for _, e := range append([]*entry{g.original}, g.copies...) {
		switch {
		case !e.stored.counted():
			g.retire = append(g.retire, e.stored)
		case e.gone:
			made.vanished = append(made.vanished, e.stored)
		}
	}
	g.copies = nil
}

// surroundings name everything besides the files that a reading depends on.
type surroundings struct {
	reader, limits string
	asOf           time.Time
}

// meta is how raw.meta keeps the surroundings; reader and limits change together with the forms.
func (now surroundings) meta() [][2]string {
	return [][2]string{{"as_of", now.asOf.Format(time.DateOnly)}, {"limits", now.limits}, {"reader", now.reader}}
}

// compare tells what has to be read anew because of changed surroundings.
func (now surroundings) compare(meta map[string]string) why {
	if len(meta["reader"]) == 0 {
		return why{} // the first run
	}
	before, err := time.Parse(time.DateOnly, meta["as_of"])
	return why{
		everything: meta["reader"] != now.reader || err != nil || now.asOf.Before(before),
		rejected:   meta["limits"] != now.limits,
		later:      now.asOf.After(before),
	}
}
