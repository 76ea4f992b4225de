package issue

import (
	"go/ast"
	"go/parser"
	"go/token"
	"regexp"
	"strconv"
	"testing"

	"aqs/ingest/record"
)

// Every constant has exactly one definition and every definition a constant.
func TestTableIsComplete(t *testing.T) {
	parsed, err := parser.ParseFile(token.NewFileSet(), "codes.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	constants := map[string]bool{}
	ast.Inspect(parsed, func(node ast.Node) bool {
		if literal, ok := node.(*ast.BasicLit); ok && literal.Kind == token.STRING {
			text, _ := strconv.Unquote(literal.Value)
			constants[text] = true
		}
		return true
	})
	shape := regexp.MustCompile(`^[A-Z]+(_[A-Z]+)*$`)
	seen := map[string]bool{}
	for _, definition := range All() {
		if seen[definition.Code] {
			t.Errorf("%s is defined twice", definition.Code)
		}
		seen[definition.Code] = true
		if !constants[definition.Code] {
			t.Errorf("%s has no constant", definition.Code)
		}
		if !shape.MatchString(definition.Code) {
			t.Errorf("%s is not UPPER_SNAKE", definition.Code)
		}
		if definition.Name == "" || definition.Meaning == "" || definition.Remedy == "" {
			t.Errorf("%s lacks a text", definition.Code)
		}
		switch definition.Severity {
		case record.Error, record.Warning, record.Info:
		default:
			t.Errorf("%s has severity %q", definition.Code, definition.Severity)
		}
	}
	for code := range constants {
		if !seen[code] {
			t.Errorf("%s is not in the table", code)
		}
	}
}

func TestNewTakesSeverityAndHintFromTheTable(t *testing.T) {
	made := New(FileDuplicate, "", "", "", "")
	if made.Severity != record.Info || made.Hint == "" || made.Message == "" {
		t.Errorf("got %+v", made)
	}
	if unknown := New("NO_SUCH", "", "", "", "x"); unknown.Severity != record.Error || unknown.Message != "x" {
		t.Errorf("got %+v", unknown)
	}
}
