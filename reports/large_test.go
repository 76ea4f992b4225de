package reports_test

import (
	"strings"
	"testing"
)

// A team of hundreds keeps its page light: all its people stand on pages of their own, each once.
func TestLargeTeamStaysLight(t *testing.T) {
	const people = 34 // in each team: more than one page of a team holds
	files := readSite(t, build(t, writeMarts(t, newSample(people).rows...)))
	lists, rows := 0, 0
	for name, content := range files {
		if !strings.HasPrefix(name, "team-") {
			continue
		}
		if len(content) > 150_000 {
			t.Errorf("%s has %d bytes", name, len(content))
		}
		if strings.Contains(name, "-people") {
			lists++
			rows += strings.Count(string(content), `<tr class="level-0"`)
		}
	}
	if lists == 0 || rows < people {
		t.Errorf("%d pages of people with %d rows, want %d people", lists, rows, people)
	}
}
