package bench

import (
	"bytes"
	"errors"
	"fmt"
	"os"

	"github.com/google/renameio/v2"
)

// The figures of a document stand between these lines; what stands around them is written by hand.
const (
	figuresBegin = "<!-- figures: begin (make bench-peers AQS_BENCH_DOC=docs/performance.md) -->\n"
	figuresEnd   = "<!-- figures: end -->\n"
)

// ErrNoFigures says that a document has no place for figures.
var ErrNoFigures = errors.New("bench: the document lacks the lines around its figures")

// CheckPublish says whether a document has a place for figures: better known before measuring.
func CheckPublish(path string) error {
	document, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	_, _, err = around(path, document)
	return err
}

// Publish replaces a document's figures.
func Publish(path string, figures []byte) error {
	document, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	before, after, err := around(path, document)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	for _, part := range [][]byte{before, []byte(figuresBegin), []byte("\n"), bytes.TrimSpace(figures), []byte("\n\n"), []byte(figuresEnd), after} {
		out.Write(part)
	}
	return renameio.WriteFile(path, out.Bytes(), 0o644)
}

// around gives what stands before and behind a document's figures.
func around(path string, document []byte) (before, after []byte, err error) {
	before, rest, found := bytes.Cut(document, []byte(figuresBegin))
	_, after, closed := bytes.Cut(rest, []byte(figuresEnd))
	if !found || !closed {
		return nil, nil, fmt.Errorf("%w: %s", ErrNoFigures, path)
	}
	return before, after, nil
}
