package form

import (
	"fmt"
	"slices"
	"strings"

	"aqs/ingest/value"
	"aqs/ingest/workbook"
)

// boxDef is a picture of boxes with names in them: two axes of a few classes each, and a box for
// every pair of classes. The heads may stand along the picture's sides or on top of every box.
type boxDef struct {
	ID     string    `yaml:"id"`
	Name   string    `yaml:"name"`
	Record string    `yaml:"record"` // what every name in a box becomes
	Names  string    `yaml:"names"`  // the field of the name
	Weight float64   `yaml:"weight"`
	Axes   []axisDef `yaml:"axes"` // two
}

// axisDef is one side of the picture: 技能, from 低 to 高.
type axisDef struct {
	Field  string    `yaml:"field"`
	Name   string    `yaml:"name"`
	Words  []string  `yaml:"words"`  // what the axis is called
	Values []enumDef `yaml:"values"` // its classes
}

// unclassed: a head says nothing about an axis.
const unclassed = -1

// boxHead is a cell that names a box, a row or a column of the picture, or an axis.
type boxHead struct {
	cell    *cell
	classes [2]int // by axis
	words   [2]string
	axis    int    // that it names without a class; unclassed: none
	bare    string // a class without its axis
	inside  string // names in the same cell
}

func (h *boxHead) complete() bool { return h.classes[0] != unclassed && h.classes[1] != unclassed }

// only gives the axis of a head that is classed by one alone.
func (h *boxHead) only() int {
	for axis := range h.classes {
		if h.classes[axis] != unclassed && h.classes[1-axis] == unclassed {
			return axis
		}
	}
	return unclassed
}

// maxBoxHead is how many characters a head may have; a text that is longer is never taken apart.
const maxBoxHead = 20

// head reads a cell as a head of the picture. A head of one box may be followed by the names.
func (b *boxDef) head(c *cell) (boxHead, bool) {
	if c.Kind != workbook.Text || len(c.Text) > 2000 {
		return boxHead{}, false
	}
	text := foldLines(c.Text)
	if h, ok := b.parseHead(text); ok {
		h.cell = c
		return h, true
	}
	runes := 0
	best, found := boxHead{}, false
	for at, ch := range text {
		if runes++; runes > maxBoxHead {
			break
		}
		if ch != ':' && ch != '\n' {
			continue
		}
		if h, ok := b.parseHead(text[:at]); ok && h.complete() {
			best, found = h, true
			best.cell, best.inside = c, text[at+1:]
		}
	}
	return best, found
}

// foldLines folds a text and keeps its line breaks.
func foldLines(text string) string {
	lines := strings.Split(text, "\n")
	for i := range lines {
		lines[i] = value.Fold(lines[i])
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

// parseHead reads 高技能/低意愿, 技能高, 意愿 or 高.
func (b *boxDef) parseHead(text string) (boxHead, bool) {
	h := boxHead{classes: [2]int{unclassed, unclassed}, axis: unclassed}
	rest := value.Squeeze(text)
	if rest == "" || len(rest) > maxBoxHead*3 {
		return h, false
	}
	var axes []int // tokens: the axis, or unclassed for a class
	var words []string
	for rest != "" {
		axis, word := b.token(rest)
		if word == "" {
			return h, false
		}
		rest = rest[len(word):]
		if axis != filler {
			axes, words = append(axes, axis), append(words, word)
		}
	}
	switch {
	case len(axes) == 1 && axes[0] == unclassed:
		h.bare = words[0]
		return h, true
	case len(axes) == 1:
		h.axis = axes[0]
		return h, true
	case len(axes) != 2 && len(axes) != 4:
		return h, false
	}
	for i := 0; i < len(axes); i += 2 {
		axis, word := axes[i], words[i+1]
		if axis == unclassed {
			axis, word = axes[i+1], words[i]
		} else if axes[i+1] != unclassed {
			return h, false
		}
		if axis == unclassed || h.classes[axis] != unclassed || !h.classify(b, axis, word) {
			return h, false
		}
	}
	return h, true
}

// classify sets the class of a head on an axis.
func (h *boxHead) classify(b *boxDef, axis int, word string) bool {
	for i, class := range b.Axes[axis].Values {
		for _, known := range class.Words {
			if known == word {
				h.classes[axis], h.words[axis] = i, word
				return true
			}
		}
	}
	return false
}

const filler = -2

// token is the longest word that a text begins with, and the axis it names.
func (b *boxDef) token(text string) (axis int, word string) {
	take := func(of int, words []string) {
		for _, w := range words {
			if len(w) > len(word) && strings.HasPrefix(text, w) {
				axis, word = of, w
			}
		}
	}
	for i := range b.Axes {
		take(i, b.Axes[i].Words)
		for _, class := range b.Axes[i].Values {
			take(unclassed, class.Words)
		}
	}
	take(filler, []string{"、", ",", "/", "+", "·", "-", "—", "&", "与", "和", "且", "(", ")", ":", "|", "员工", "人员", "组员", "型", "类", "区"})
	return axis, word
}

// check refuses a picture that could not be read.
func (b *boxDef) check(d *definition) error {
	switch {
	case d.Layout != layoutForm || d.Record != "sheet":
		return fmt.Errorf("boxes 只能用在 layout: form、record: sheet 的表样中")
	case b.ID == "":
		return fmt.Errorf("缺少 id")
	case !slices.Contains(recordKinds(), b.Record):
		return fmt.Errorf("record %q 不认识; 建议: %s", b.Record, strings.Join(nearest(b.Record, recordKinds(), 3), "、"))
	case len(b.Axes) != 2:
		return fmt.Errorf("axes 应为两条，现有 %d 条", len(b.Axes))
	case b.Names == "":
		return fmt.Errorf("缺少 names（姓名读入哪个字段）")
	}
	if b.Name == "" {
		b.Name = b.ID
	}
	fields := []fieldDef{{Field: b.Names, Type: typeName}}
	for i := range b.Axes {
		a := &b.Axes[i]
		if len(a.Words) == 0 || len(a.Values) < 2 {
			return fmt.Errorf("axes 第 %d 条: 需要 words 和至少两个 values", i+1)
		}
		if a.Name == "" {
			a.Name = a.Words[0]
		}
		for _, class := range a.Values {
			if class.Value == "" || len(class.Words) == 0 || slices.Contains(class.Words, "") {
				return fmt.Errorf("axes 第 %d 条: 每个 values 都要写 value 和 words", i+1)
			}
		}
		fields = append(fields, fieldDef{Field: a.Field, Type: typeText})
	}
	return checkColumns(b.Record, fields)
}
