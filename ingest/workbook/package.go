package workbook

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"aqs/ingest/issue"
)

// parts are the parts of an OOXML package by lower-case name (part names ignore case).
type parts map[string]*zip.File

// sheetPart is one entry of the workbook's list of sheets.
type sheetPart struct {
	name   string
	hidden bool
	part   string // name of its XML part; empty for sheets without cells (charts, dialogs)
}

// openParts reads the package's directory and refuses what is too large before anything is
// inflated.
func openParts(data []byte, limits Limits) (parts, error) {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, &ReadError{Code: issue.FileDamaged, Detail: "压缩包的目录损坏", Err: err}
	}
	found := parts{}
	var total uint64
	for _, file := range archive.File {
		name := partName(file.Name)
		if _, twice := found[name]; twice {
			return nil, &ReadError{Code: issue.FileDamaged, Detail: "压缩包中有同名的部分"}
		}
		found[name] = file
		if total += file.UncompressedSize64; total > uint64(limits.UnzippedBytes) {
			return nil, &ReadError{Code: issue.FileTooLarge, Detail: fmt.Sprintf("解压后超过 %d MB", limits.UnzippedBytes>>20)}
		}
	}
	return found, nil
}

func partName(name string) string {
	return strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(name, `\`, "/"), "/"))
}

// read inflates one part, checksum included.
func (p parts) read(name string) ([]byte, error) {
	file := p[partName(name)]
	if file == nil {
		return nil, &ReadError{Code: issue.FileDamaged, Detail: "缺少部分 " + name}
	}
	reader, err := file.Open()
	if err == nil {
		defer reader.Close()
		// The size in the directory was checked against the limit; a part that is longer than it
		// says is damaged, not read on. Deflate cannot exceed a ratio of 1032, so a small part
		// that promises much is not believed with memory.
		const maxRatio = 1032
		believed := min(file.UncompressedSize64, file.CompressedSize64*maxRatio) + bytes.MinRead
		buffer := bytes.NewBuffer(make([]byte, 0, believed))
		if _, err = io.Copy(buffer, io.LimitReader(reader, int64(file.UncompressedSize64)+1)); err == nil {
			return buffer.Bytes(), nil
		}
	}
	return nil, &ReadError{Code: issue.FileDamaged, Detail: "部分 " + name + " 解压失败", Err: err}
}

type relationships struct {
	Items []struct {
		ID     string `xml:"Id,attr"`
		Type   string `xml:"Type,attr"`
		Target string `xml:"Target,attr"`
		Mode   string `xml:"TargetMode,attr"`
	} `xml:"Relationship"`
}

// related lists the targets of a part's relationships, made absolute.
func (p parts) related(of string) (relations, error) {
	dir, base := path.Split(of)
	name := dir + "_rels/" + base + ".rels"
	if p[partName(name)] == nil {
		return nil, nil
	}
	data, err := p.read(name)
	if err != nil {
		return nil, err
	}
	var list relationships
	if err := xml.Unmarshal(data, &list); err != nil {
		return nil, &ReadError{Code: issue.FileDamaged, Detail: "部分 " + name + " 损坏", Err: err}
	}
	var found relations
	for _, item := range list.Items {
		if item.Mode == "External" {
			continue
		}
		target := strings.ReplaceAll(item.Target, `\`, "/")
		if !strings.HasPrefix(target, "/") {
			target = path.Join(dir, target)
		}
		found = append(found, relation{id: item.ID, kind: path.Base(item.Type), target: strings.TrimPrefix(target, "/")})
	}
	return found, nil
}

type relation struct{ id, kind, target string }

type relations []relation

// first finds the first relation that fits; the zero relation when none does.
func (r relations) first(fits func(relation) bool) relation {
	for _, item := range r {
		if fits(item) {
			return item
		}
	}
	return relation{}
}

func ofKind(kind string) func(relation) bool {
	return func(item relation) bool { return item.kind == kind }
}

// outline lists the sheets in workbook order and the shared strings' part (empty when absent).
func (p parts) outline() (sheets []sheetPart, shared string, err error) {
	top, err := p.related("")
	if err != nil {
		return nil, "", err
	}
	workbook := top.first(ofKind("officeDocument")).target
	if workbook == "" {
		workbook = "xl/workbook.xml"
	}
	if p[partName(workbook)] == nil {
		return nil, "", &ReadError{Code: issue.FileNotWorkbook, Detail: "压缩包中没有工作簿"}
	}
	data, err := p.read(workbook)
	if err != nil {
		return nil, "", err
	}
	targets, err := p.related(workbook)
	if err != nil {
		return nil, "", err
	}
	sheets, err = listSheets(data, targets)
	return sheets, targets.first(ofKind("sharedStrings")).target, err
}

func listSheets(workbook []byte, targets relations) ([]sheetPart, error) {
	var list struct {
		Sheets []struct {
			Name  string     `xml:"name,attr"`
			State string     `xml:"state,attr"`
			Attrs []xml.Attr `xml:",any,attr"`
		} `xml:"sheets>sheet"`
	}
	if err := xml.Unmarshal(workbook, &list); err != nil {
		return nil, &ReadError{Code: issue.FileDamaged, Detail: "工作簿目录损坏", Err: err}
	}
	var sheets []sheetPart
	seen := map[string]bool{}
	for _, item := range list.Sheets {
		target := relation{}
		for _, attr := range item.Attrs {
			if attr.Name.Local == "id" { // r:id, in the transitional or the strict namespace
				target = targets.first(func(r relation) bool { return r.id == attr.Value })
			}
		}
		key := strings.ToLower(item.Name)
		if target.target == "" || seen[key] {
			return nil, &ReadError{Code: issue.FileDamaged, Sheet: item.Name, Detail: "工作表在目录中没有去处或重名"}
		}
		seen[key] = true
		part := sheetPart{name: item.Name, hidden: item.State == "hidden" || item.State == "veryHidden"}
		if target.kind == "worksheet" {
			part.part = target.target
		}
		sheets = append(sheets, part)
	}
	if len(sheets) == 0 {
		return nil, &ReadError{Code: issue.FileDamaged, Detail: "工作簿中没有工作表"}
	}
	return sheets, nil
}

// countSharedStrings counts the entries of the shared string table; a cell that points beyond
// them has lost its text.
func (p parts) countSharedStrings(name string) (int, error) {
	if name == "" {
		return 0, nil
	}
	data, err := p.read(name)
	if err != nil {
		return 0, err
	}
	tags := tagScanner{data: data}
	count := 0
	for {
		found, ok, err := tags.next()
		switch {
		case err != nil && errors.Is(err, errUnclosed):
			return 0, &ReadError{Code: issue.SharedStringBroken, Detail: fmt.Sprintf("文字表在第 %d 条之后中断", count)}
		case err != nil:
			return 0, &ReadError{Code: issue.SharedStringBroken, Detail: "文字表损坏", Err: err}
		case !ok:
			return count, nil
		case found.kind != tagClose && string(found.name) == "si":
			count++
		}
	}
}
