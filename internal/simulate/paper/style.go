package paper

import "github.com/xuri/excelize/v2"

// Style is how a cell looks; its number format decides whether a number is a date.
type Style uint8

// The styles that forms are drawn with.
const (
	Plain   Style = iota
	Title         // large, centred, no border
	Caption       // small line under a title, no border
	Section       // heading of a block, shaded
	Label         // text that names the value beside it, shaded
	Header        // column head, bold and centred
	Body          // text, wrapped, bordered
	Center        // short text or count, centred, bordered
	Money         // 1,234
	Percent       // 12%
	DateISO       // 2026-03-05
	DateCN        // 2026年3月5日
	DateMD        // 3月5日
	DateSys       // the short date of the system: built-in format 14
	Stamp         // 2026-03-05 18:20
	Total         // bold figure of a sum
	numStyles
)

// spec turns a style into what excelize wants.
func (s Style) spec() *excelize.Style {
	const grey = "808080"
	border := []excelize.Border{
		{Type: "left", Color: grey, Style: 1}, {Type: "right", Color: grey, Style: 1},
		{Type: "top", Color: grey, Style: 1}, {Type: "bottom", Color: grey, Style: 1},
	}
	font := func(size float64, bold bool) *excelize.Font {
		return &excelize.Font{Family: "宋体", Size: size, Bold: bold}
	}
	shade := func(color string) excelize.Fill {
		return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{color}}
	}
	centre := &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true}
	left := &excelize.Alignment{Horizontal: "left", Vertical: "center", WrapText: true}
	shown := func(builtin int, custom string) *excelize.Style {
		style := &excelize.Style{Font: font(10, false), Border: border, Alignment: centre, NumFmt: builtin}
		if custom != "" {
			style.CustomNumFmt = &custom
		}
		return style
	}
	switch s {
	case Title:
		return &excelize.Style{Font: font(16, true), Alignment: centre}
	case Caption:
		return &excelize.Style{Font: font(10, false), Alignment: left}
	case Section:
		return &excelize.Style{Font: font(11, true), Border: border, Fill: shade("DDEBF7"), Alignment: left}
	case Label:
		return &excelize.Style{Font: font(10, true), Border: border, Fill: shade("F2F2F2"), Alignment: centre}
	case Header:
		return &excelize.Style{Font: font(10, true), Border: border, Fill: shade("E2EFDA"), Alignment: centre}
	case Body:
		return &excelize.Style{Font: font(10, false), Border: border, Alignment: left}
	case Center:
		return &excelize.Style{Font: font(10, false), Border: border, Alignment: centre}
	case Money:
		return shown(3, "")
	case Percent:
		return shown(9, "")
	case DateISO:
		return shown(0, "yyyy-mm-dd")
	case DateCN:
		return shown(0, `yyyy"年"m"月"d"日"`)
	case DateMD:
		return shown(0, `m"月"d"日"`)
	case DateSys:
		return shown(14, "")
	case Stamp:
		return shown(0, "yyyy-mm-dd hh:mm")
	case Total:
		style := shown(3, "")
		style.Font, style.Fill = font(10, true), shade("FFF2CC")
		return style
	default:
		return &excelize.Style{Font: font(10, false)}
	}
}
