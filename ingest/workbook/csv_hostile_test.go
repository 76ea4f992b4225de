package workbook

import (
	"context"
	"runtime"
	"strings"
	"testing"
	"time"
)

// A megabyte of the worst is read or refused in seconds and in bounded memory.
func TestHostileTexts(t *testing.T) {
	fill := func(before, unit, after string) string {
		return before + strings.Repeat(unit, (1<<20)/len(unit)) + after
	}
	page := "<html><body><table>"
	xmlHead := `<Workbook xmlns="` + spreadsheetNS + `" xmlns:ss="` + spreadsheetNS + `">`
	xmlRows := xmlHead + `<Worksheet ss:Name="a"><Table>`
	for name, data := range map[string]string{
		"delimiters":      fill("", ",", ""),
		"quotes":          fill("", `"`, ""),
		"lines":           fill("a,b,c", "\n", "1,2,3\n"),
		"short cells":     fill("", "a,", ""),
		"short rows":      fill("", "a,b\n", ""),
		"quoted cells":    fill("", `"",`, ""),
		"one cell":        fill(`a,b,"`, "x\n", `"`),
		"doubled quotes":  fill(`a,b,"`, `""`, `"`),
		"gbk":             fill("a,b\n", "\xd5\xc5,\xce\xb0\n", ""),
		"utf-16":          fill("\xFF\xFE", "a\x00,\x00\n\x00", ""),
		"cells":           fill(page, "<td>a", ""),
		"rows":            fill(page, "<tr><td>a<td>b", "</table></body>"),
		"wide cells":      fill(page, "<tr><td colspan=16384>", "</table></body>"),
		"tall cells":      fill(page+"<tr>", "<td rowspan=1048576>", "</table></body>"),
		"tall then short": page + "<tr>" + strings.Repeat("<td rowspan=0>", 16000) + strings.Repeat("<tr><td>", 100_000) + "</table></body>",
		"large merges":    fill(page, "<tr><td colspan=16384 rowspan=1048576>", "</table></body>"),
		"tables":          fill("<html><body>", "<table>", ""),
		"nested tables":   fill("<html><body>", "<table><td>", ""),
		"small tables":    fill("<html><body>", "<table><tr><td>a<td>b<tr><td>a</table>", "</body>"),
		"columns":         fill(page, "<col hidden span=16384>", "</table></body>"),
		"comments":        fill("<style>", "/**/{}", "</style>"+page),
		"open comments":   fill("<style>", "{}/*", "</style>"+page),
		"classes":         fill("<style>", ".a,.b{", "</style>"+page),
		"class names":     fill(page+`<tr><td class="`, "a ", `">x</table></body>`),
		"attributes":      fill(page+"<tr><td ", "a=b ", ">x</table></body>"),
		"entities":        fill(page+"<tr><td>", "&amp;", "</table></body>"),
		"breaks":          fill(page+"<tr><td>", "<br>", "</table></body>"),
		"island":          fill("<html>", "<x:ExcelWorksheet>", "<table>"),
		"names":           fill("<html>", "<x:ExcelWorksheet><x:Name>", "<table>"),
		"brackets":        fill("<html>", "<", ""),
		"script":          fill("<html><script>", "<!--", ""),
		"xml depth":       fill(xmlHead, "<a>", ""),
		"xml cells":       fill(xmlRows+"<Row>", "<Cell/>", ""),
		"xml rows":        fill(xmlRows, `<Row><Cell><Data ss:Type="Number">1</Data></Cell></Row>`, ""),
		"xml merges":      fill(xmlRows, `<Row><Cell ss:MergeAcross="16000" ss:MergeDown="1000000"/></Row>`, "</Table></Worksheet></Workbook>"),
		"xml sheets":      fill(xmlHead, "<Worksheet/>", "</Workbook>"),
		"xml styles":      fill(xmlHead+"<Styles>", `<Style ss:ID="a" ss:Parent="a"/>`, ""),
		"xml attributes":  fill(xmlHead+"<a ", `b="" `, "/>"),
		"xml namespaces":  fill(xmlHead+"<a ", `xmlns:b="c" `, "/>"),
		"xml text":        fill(xmlRows+`<Row><Cell><Data ss:Type="String">`, "<B>a</B>", ""),
		"xml comments":    fill(xmlHead, "<!-- -->", ""),
	} {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			start := time.Now()
			book, err := Parse(context.Background(), []byte(data), Limits{})
			took := time.Since(start)
			runtime.ReadMemStats(&after)
			checkBook(t, book, err)
			allocated := (after.TotalAlloc - before.TotalAlloc) >> 20
			if took > 10*time.Second || allocated > 512 {
				t.Errorf("%v, %d MB", took, allocated)
			}
			if took > time.Second || allocated > 200 {
				t.Logf("%v, %d MB, %v", took, allocated, err)
			}
		})
	}
}
