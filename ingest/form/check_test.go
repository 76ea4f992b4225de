package form

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A definition that could not work is refused when it is loaded, with the nearest thing that would.
func TestRefusedDefinitions(t *testing.T) {
	const head = "id: X\nname: 表\nthreshold: 0.5\n"
	for name, c := range map[string]struct{ text, want string }{
		"unknown key":         {head + "layout: register\nrecord: policy\ncolums: []\n", "columns"},
		"unknown layout":      {head + "layout: table\nrecord: policy\n", "calendar"},
		"unknown record":      {head + "layout: register\nrecord: polcy\n", "policy"},
		"unknown field":       {head + "layout: register\nrecord: policy\ncolumns: [{field: policy_nr, aliases: [保单号]}]\n", "policy_no"},
		"number for a text":   {head + "layout: register\nrecord: policy\ncolumns: [{field: policy_no, type: count, aliases: [保单号]}]\n", "policy_no"},
		"text for a date":     {head + "layout: register\nrecord: policy\ncolumns: [{field: issued_on, aliases: [出单日]}]\n", "issued_on"},
		"block's record":      {head + "layout: form\nrecord: sheet\nblocks: [{id: b, record: measures}]\n", "measure"},
		"block's field":       {head + "layout: form\nrecord: sheet\nblocks: [{id: b, record: measure, columns: [{field: owner, aliases: [责任人]}]}]\n", "owner_name"},
		"unknown requirement": {head + "layout: register\nrecord: policy\nrequire: [{any: [\"column:policy_no\"], say: 列}]\n", "column:policy_no"},
		"need of nothing":     {head + "layout: register\nrecord: policy\nneeds: [policy_no]\n", "policy_no"},
		"unknown fill":        {head + "layout: register\nrecord: policy\ncolumns: [{field: policy_no, fill: down, aliases: [保单号]}]\n", "above"},
		"unknown period":      {head + "layout: form\nrecord: sheet\nperiod: year\n", "month"},
		"unknown head":        {head + "layout: form\nrecord: sheet\nhead: customers\n", "customer"},
		"no threshold":        {"id: X\nname: 表\nlayout: register\nrecord: policy\n", "threshold"},
	} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "x.yaml"), []byte(c.text), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := Load(dir)
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), "x.yaml") {
			t.Errorf("%s: %v; want it to name %s", name, err, c.want)
		}
	}
}
