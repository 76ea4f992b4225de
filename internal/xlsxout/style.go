package xlsxout

import "github.com/xuri/excelize/v2"

// Look is the kind of a cell: what it is for.
type Look uint8

// The looks.
const (
	Plain   Look = iota // a cell of somebody else's table
	Title               // large, centred
	Caption             // small line without a border
	Section             // heading of a part
	Label               // names the box beside it
	Header              // head of a column
	Box                 // to be filled in; text
	Center              // to be filled in; short
	Given               // filled in already by the program
	Jump                // a link
)

// Mark is what a finding paints over a cell.
type Mark uint8

// The marks.
const (
	Unmarked Mark = iota
	Wrong         // not loaded
	Doubtful      // loaded, and perhaps wrong
)

// Style is how a cell looks.
type Style struct {
	Look   Look
	Mark   Mark
	Format string // number format; empty is General, "@" is text
}

const font = "微软雅黑"

func (s Style) spec() *excelize.Style {
	const grey = "A6A6A6"
	border := []excelize.Border{
		{Type: "left", Color: grey, Style: 1}, {Type: "right", Color: grey, Style: 1},
		{Type: "top", Color: grey, Style: 1}, {Type: "bottom", Color: grey, Style: 1},
	}
	shade := func(color string) excelize.Fill {
		return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{color}}
	}
	made := &excelize.Style{
		Font: &excelize.Font{Family: font, Size: 10}, Border: border,
		Alignment: &excelize.Alignment{Vertical: "center", WrapText: true},
	}
	switch s.Look {
	case Title:
		made.Border, made.Font.Size, made.Font.Bold, made.Alignment.Horizontal = nil, 16, true, "center"
	case Caption:
		made.Border, made.Font.Color, made.Font.Size = nil, "7F7F7F", 9
	case Section:
		made.Font.Bold, made.Font.Size, made.Font.Color, made.Fill = true, 11, "FFFFFF", shade("2F5D8A")
	case Label:
		made.Font.Bold, made.Alignment.Horizontal, made.Fill = true, "center", shade("EEF2F7")
	case Header:
		made.Font.Bold, made.Alignment.Horizontal, made.Fill = true, "center", shade("DCE6F1")
	case Center:
		made.Alignment.Horizontal = "center"
	case Given:
		made.Alignment.Horizontal, made.Font.Color = "center", "1F3864"
	case Jump:
		made.Font.Color, made.Font.Underline = "0563C1", "single"
	}
	switch s.Mark {
	case Wrong:
		made.Fill, made.Font.Color = shade("FFC7CE"), "9C0006"
	case Doubtful:
		made.Fill, made.Font.Color = shade("FFEB9C"), "7F6000"
	}
	if s.Format != "" {
		format := s.Format
		made.CustomNumFmt = &format
	}
	return made
}
