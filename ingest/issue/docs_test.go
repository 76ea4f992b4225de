package issue

import (
	"flag"
	"os"
	"testing"
)

// go test ./ingest/issue -update writes docs/issues.md from the table.
var update = flag.Bool("update", false, "write docs/issues.md")

const documentPath = "../../docs/issues.md"

func TestDocumentIsUpToDate(t *testing.T) {
	want := Document()
	if *update {
		if err := os.WriteFile(documentPath, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(documentPath)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Error("docs/issues.md is not what the table says: run go test ./ingest/issue -update")
	}
}

func TestEveryCodeHasAnExample(t *testing.T) {
	known := map[string]bool{}
	for _, d := range All() {
		known[d.Code] = true
		if Example(d.Code) == "" {
			t.Errorf("%s has no example: add one to examples.go", d.Code)
		}
	}
	for code := range examples() {
		if !known[code] {
			t.Errorf("%s has an example and is not in the table", code)
		}
	}
}
