package issue

import (
	"fmt"
	"strings"

	"aqs/ingest/record"
)

// Document is docs/issues.md: every code with its meaning, an example and what to do.
func Document() string {
	var out strings.Builder
	out.WriteString("# 问题代码\n\n")
	out.WriteString("<!-- 由 ingest/issue 的表生成：go test ./ingest/issue -update。请勿手改。 -->\n\n")
	out.WriteString("读取文件时发现的问题都在这张表里。级别：**错误**＝没有载入；**提醒**＝已载入，但可能有误；**说明**＝无需处理。\n")
	out.WriteString("代码是固定的，可以在 `aqs query` 中使用；新版本只会增加代码，不会改名。\n")
	for _, part := range [...]string{"文件", "工作表", "行和单元格"} {
		fmt.Fprintf(&out, "\n## %s\n\n| 代码 | 名称 | 级别 | 含义 | 例子 | 怎样处理 |\n|---|---|---|---|---|---|\n", part)
		for _, d := range table() {
			if partOf(d.Code) == part {
				fmt.Fprintf(&out, "| `%s` | %s | %s | %s | %s | %s |\n", d.Code, d.Name, severityWord(d.Severity), cellOf(d.Meaning), cellOf(Example(d.Code)), cellOf(d.Remedy))
			}
		}
	}
	return out.String()
}

// partOf says what a code is about, by its first word.
func partOf(code string) string {
	switch first, _, _ := strings.Cut(code, "_"); first {
	case "FILE", "ENCODING":
		return "文件"
	case "SHEET", "SHARED", "FORMULA", "FORM", "COLUMN", "UNIT":
		return "工作表"
	}
	return "行和单元格"
}

func cellOf(text string) string {
	return strings.NewReplacer("|", "\\|", "\n", " ", "<", "&lt;").Replace(text)
}

func severityWord(s record.Severity) string {
	switch s {
	case record.Error:
		return "错误"
	case record.Warning:
		return "提醒"
	}
	return "说明"
}
