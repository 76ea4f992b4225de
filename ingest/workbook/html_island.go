package workbook

import (
	"fmt"
	"html"
	"regexp"
	"strings"
	"sync"
)

// excelIsland is the XML that Excel hides in a page: the names and visibility of its sheets.
type excelIsland struct {
	sheets []string
	hidden map[string]bool
	linked bool // the sheets are in other files
}

var islandPatterns = sync.OnceValue(func() (p struct{ table, sheet, name, visible, source *regexp.Regexp }) {
	p.table = regexp.MustCompile(`(?i)<table`)
	p.sheet = regexp.MustCompile(`(?is)<x:ExcelWorksheet>(.*?)</x:ExcelWorksheet>`)
	p.name = regexp.MustCompile(`(?is)<x:Name>([^<]*)</x:Name>`)
	p.visible = regexp.MustCompile(`(?is)<x:Visible>\s*Sheet(?:Very)?Hidden\s*</x:Visible>`)
	p.source = regexp.MustCompile(`(?is)<x:WorksheetSource\s+HRef=`)
	return p
})

// readIsland looks at what stands before the first table: later it could be a cell's text.
func readIsland(page string) excelIsland {
	const most = 1 << 20
	page = page[:min(len(page), most)]
	patterns := islandPatterns()
	if at := patterns.table.FindStringIndex(page); at != nil {
		page = page[:at[0]]
	}
	island := excelIsland{hidden: map[string]bool{}}
	for _, sheet := range patterns.sheet.FindAllStringSubmatch(page, -1) {
		found := patterns.name.FindStringSubmatch(sheet[1])
		if found == nil {
			continue
		}
		name := strings.TrimSpace(html.UnescapeString(found[1]))
		island.sheets = append(island.sheets, name)
		island.linked = island.linked || patterns.source.MatchString(sheet[1])
		if patterns.visible.MatchString(sheet[1]) {
			island.hidden[name] = true
		}
	}
	return island
}

// names gives every table a sheet name of its own: the island's, when it names as many sheets or
// just one; else the caption; else a number.
func (i excelIsland) names(tables []*htmlTable) []string {
	names := make([]string, len(tables))
	taken := map[string]bool{}
	for at, table := range tables {
		name := ""
		switch {
		case len(i.sheets) == len(tables), len(i.sheets) == 1:
			name = i.sheets[min(at, len(i.sheets)-1)]
		case table.caption != nil:
			name = captionName(table.caption.String())
		}
		if name == "" {
			name = fmt.Sprintf("表%d", at+1)
		}
		unique := name
		for n := 2; taken[strings.ToLower(unique)]; n++ {
			unique = fmt.Sprintf("%s (%d)", name, n)
		}
		taken[strings.ToLower(unique)] = true
		names[at] = unique
	}
	return names
}

// captionName makes a caption fit a sheet's name: one line of at most 31 characters, as in Excel.
func captionName(caption string) string {
	letters := []rune(strings.Join(strings.Fields(caption), " "))
	return strings.TrimSpace(string(letters[:min(len(letters), 31)]))
}
