package ingest

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// Whatever comes in in whichever order, in many runs or one: the contents in force are the same.
func TestIncrementalEqualsFromScratch(t *testing.T) {
	for seed := range uint64(4) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			random := rand.New(rand.NewPCG(seed, 7))
			grown := newStage(t)
			paths := []string{"a.xlsx", "a - 副本.xlsx", "b.xlsx", "一/c.xlsx", "一/d(1).xlsx", "e.csv"}
			contents := [][]byte{
				bookBytes(t, logSheet("5日", "张伟", 5, 3)), bookBytes(t, logSheet("5日", "张伟", 5, 4)),
				bookBytes(t, logSheet("6日", "李娜", 6, 1), sheet{"别的", [][]any{{"x"}}}), bookBytes(t, sheet{"别的", [][]any{{"y"}}}),
			}
			contents = append(contents, contents[0][:200], nil)
			on := map[string]int{}
			for range 10 {
				for range 1 + random.IntN(3) {
					path := paths[random.IntN(len(paths))]
					content := random.IntN(len(contents))
					if was, there := on[path]; there && was < 3 && content >= 3 {
						continue // a broken file after a good one keeps the good one: history on purpose
					}
					on[path] = content
					grown.put(path, contents[content])
				}
				grown.options.Workers = 1 + random.IntN(4)
				grown.run()
			}
			fresh := newStage(t)
			fresh.options.Inbox = grown.options.Inbox
			fresh.options.Workers = 1
			fresh.run()
			if got, want := grown.inForce(), fresh.inForce(); got != want {
				t.Errorf("%v\ngrown\n%s\nfresh\n%s", on, got, want)
			}
		})
	}
}

// inForce is a dump without superseded files.
func (s *stage) inForce() string {
	s.t.Helper()
	dump := ""
	for _, table := range fileTables() {
		except := ""
		if table == "file" {
			except = " exclude (mtime_ns)"
		}
		for _, line := range s.rows(`select *` + except + ` from raw."` + table + `"
			where file_id in (select file_id from raw.file where status <> 'superseded') order by all`) {
			dump += table + ": " + line + "\n"
		}
	}
	return dump
}

// Two workers or eight, the warehouse is the same, down to the order of its rows.
func TestWorkersDoNotShow(t *testing.T) {
	first := newStage(t)
	for i := range 40 {
		first.put(fmt.Sprintf("%02d/log.xlsx", i), bookBytes(t, logSheet("5日", fmt.Sprint("人", i%30), 5, i%30)))
	}
	first.options.Workers = 1
	first.run()
	second := newStage(t)
	second.options.Inbox, second.options.Workers = first.options.Inbox, 8
	second.run()
	for _, table := range fileTables() {
		statement := `select * from raw."` + table + `"`
		a, b := fmt.Sprint(first.rows(statement)), fmt.Sprint(second.rows(statement))
		if a != b {
			t.Errorf("%s differs:\n%s\n%s", table, a, b)
		}
	}
}
