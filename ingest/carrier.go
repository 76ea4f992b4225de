package ingest

import (
	"os"
	"path"
	"strings"

	"aqs/ingest/issue"
	"aqs/ingest/record"
	"aqs/ingest/workbook"
)

// officeName says that a file's name promises a table; such a file that holds none is an issue.
func officeName(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".xlsx", ".xlsm", ".xls", ".et", ".csv", ".tsv", ".xlsb":
		return true
	}
	return false
}

// maybeTable says that a file of this name may as well be something else: it is taken in when it
// looks like a table, and it never gives more than an information when it is none.
func maybeTable(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".txt", ".html", ".htm", ".xml":
		return true
	}
	return false
}

// looksTabular looks at the beginning of a file.
func looksTabular(real string) bool {
	file, err := os.Open(real)
	if err != nil {
		return false
	}
	defer file.Close()
	head := make([]byte, 64<<10)
	n, _ := file.ReadAt(head, 0) // short files end early
	return workbook.LooksTabular(head[:n])
}

// misnamed notes that a file's content is not what its name says. It was read all the same.
func misnamed(name string, carrier workbook.Carrier) []record.Issue {
	extension := strings.ToLower(path.Ext(name))
	fits := map[workbook.Carrier][]string{
		workbook.CarrierXLSX: {".xlsx", ".xlsm"},
		workbook.CarrierXLS:  {".xls", ".et"},
		workbook.CarrierText: {".csv", ".tsv", ".txt"},
		workbook.CarrierHTML: {".html", ".htm"},
		workbook.CarrierXML:  {".xml"},
	}
	for _, fit := range fits[carrier] {
		if fit == extension {
			return nil
		}
	}
	if len(fits[carrier]) == 0 {
		return nil
	}
	what := map[workbook.Carrier]string{
		workbook.CarrierXLSX: "新版工作簿（.xlsx）", workbook.CarrierXLS: "旧版工作簿（.xls）",
		workbook.CarrierText: "文本表格（.csv）", workbook.CarrierHTML: "网页表格（.html）", workbook.CarrierXML: "XML 表格 2003（.xml）",
	}[carrier]
	made := issue.New(issue.FileOddExtension, "", "", "", "文件内容是"+what+"，扩展名却不是，已按内容读取。")
	made.Hint = "无需处理；再次导出或另存时请选用相符的扩展名。"
	return []record.Issue{made}
}

// soften makes informations of the issues that only say that a file is none of ours, when its
// name did not promise otherwise.
func soften(name string, issues []record.Issue) {
	if !maybeTable(name) {
		return
	}
	for i := range issues {
		switch issues[i].Code {
		case issue.FileNotWorkbook, issue.EncodingDoubt, issue.FormUnknown:
			issues[i].Severity = record.Info
		}
	}
}
