package form

import (
	"strings"
	"unicode/utf8"
)

// titles finds the phrases of every form's title in one pass over a text.
type titles map[rune][]titlePhrase // by the phrase's first character

type titlePhrase struct {
	phrase string
	form   int
}

// newTitles indexes the forms in the order that gives them their numbers.
func newTitles(forms []*definition) titles {
	index := titles{}
	for no, d := range forms {
		for _, phrase := range d.Title.Phrases {
			if first, _ := utf8.DecodeRuneInString(phrase); phrase != "" {
				index[first] = append(index[first], titlePhrase{phrase, no})
			}
		}
	}
	return index
}

// titled is where a form's title stands: in a cell, or (nil) in the sheet's name.
type titled struct {
	cell  *cell
	found bool
	runes int // length of the phrase: the longest is the most telling
}

// find notes for every form the first text that holds one of its phrases.
func (t titles) find(texts []titleText, forms int) []titled {
	where := make([]titled, forms)
	for _, text := range texts {
		for at, first := range text.text {
			for _, p := range t[first] {
				if strings.HasPrefix(text.text[at:], p.phrase) && !text.asksFor(p.form) {
					w := &where[p.form]
					n := utf8.RuneCountInString(p.phrase)
					if !w.found {
						*w = titled{text.cell, true, n}
					} else if w.cell == text.cell {
						w.runes = max(w.runes, n)
					}
				}
			}
		}
	}
	return where
}
