package evidence

import (
	"encoding/json"
	"strings"
	"testing"

	"aqs/reports/data"
)

// Whatever a workbook says, a side file is one call with two string literals, and its content comes
// back as it was.
func TestSideFileIsInert(t *testing.T) {
	for _, text := range []string{`</script><script>alert(1)</script>`, `");alert(1);("`, "a\u2028b\u2029c\\", `__proto__`} {
		file, err := Person("person-0123456789abcdef", text, []data.Evidence{{Metric: "visits", FilePath: text, Sheet: text, Place: text, Actual: data.Of(3)}})
		if err != nil {
			t.Fatal(err)
		}
		script := string(file.Content)
		body, ok := strings.CutPrefix(script, `aqsEvidence("person-0123456789abcdef",`)
		if !ok || !strings.HasSuffix(body, ")\n") || strings.ContainsAny(script, "<>\u2028\u2029") {
			t.Fatalf("not one call: %q", script)
		}
		var inner string
		if err := json.Unmarshal([]byte(strings.TrimSuffix(body, ")\n")), &inner); err != nil {
			t.Fatalf("not a string literal: %v in %q", err, script)
		}
		var back person
		if err := json.Unmarshal([]byte(inner), &back); err != nil || back.Name != text || back.Places[0].File != text || back.Rows[0][3] != text {
			t.Errorf("%q comes back as %+v (%v)", text, back, err)
		}
	}
}

// No name of a file comes from a cell.
func TestNamesAreHashes(t *testing.T) {
	for _, name := range []string{"", "../x", "Person-1", "a/b", "王伟"} {
		if file, err := Person(name, "", nil); err == nil {
			t.Errorf("%q became the file %q", name, file.Name)
		}
	}
}

// A group's file has a place for every part, period and metric; what is absent is null, not zero.
func TestGroupKeepsAbsence(t *testing.T) {
	start := data.Date{}
	own := []data.PlanActual{{PeriodType: "month", PeriodStart: start, Metric: "visits"}, {PeriodType: "month", PeriodStart: start, Metric: "talks"}}
	file, err := Group("team-0123456789abcdef", "组", own, []Part{{Name: "甲", Rows: []data.PlanActual{{PeriodType: "month", PeriodStart: start, Metric: "talks", Actual: data.Of(0)}}}})
	if err != nil {
		t.Fatal(err)
	}
	if want := `[[[null,null]],[[0,null]]]`; !strings.Contains(string(file.Content), want) {
		t.Errorf("%s does not hold %s", file.Content, want)
	}
}
