package evidence

import (
	"encoding/json"
	"fmt"
	"regexp"
)

// Folder is where the side files stand in a site.
const Folder = "evidence"

// File is one side file.
type File struct {
	Name    string // within Folder
	Content []byte
}

// safeName is what a side file may be called; no name comes from a cell.
var safeName = regexp.MustCompile(`^[a-z0-9_.-]{1,120}$`)

// fileOf wraps a value into the script that hands it over under its name.
func fileOf(name string, value any) (File, error) {
	if !safeName.MatchString(name) {
		return File{}, fmt.Errorf("evidence: %q is no name of a side file", name)
	}
	content, err := call(`aqsEvidence("`+name+`",`, value)
	if err != nil {
		return File{}, fmt.Errorf("evidence %s: %w", name, err)
	}
	return File{Name: name + ".js", Content: content}, nil
}

// Call gives a script of one call of a function, with the value as a text in JSON.
func Call(function string, value any) ([]byte, error) { return call(function+"(", value) }

func call(head string, value any) ([]byte, error) {
	inner, err := json.Marshal(value)
	if err != nil {
		return nil, err
	}
	// json.Marshal escapes <, >, & and the separators that end a line of JavaScript.
	text, err := json.Marshal(string(inner))
	if err != nil {
		return nil, err
	}
	return append(append([]byte(head), text...), ')', '\n'), nil
}
