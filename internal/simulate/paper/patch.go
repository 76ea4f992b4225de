package paper

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// What excelize cannot write is put into the sheets' XML afterwards: error values, formulas with
// the number that Excel saved beside them, and texts that a merge hides.

func (s *Sheet) hide(file *excelize.File) error {
	for _, row := range s.noRows {
		if err := file.SetRowVisible(s.Name, row, false); err != nil {
			return err
		}
	}
	for _, col := range s.noCols {
		name, err := excelize.ColumnNumberToName(col)
		if err != nil {
			return err
		}
		if err := file.SetColVisible(s.Name, name, false); err != nil {
			return err
		}
	}
	return nil
}

// patches are the cells of a sheet that need their own XML, by address.
func (s *Sheet) patches() map[string]string {
	made := map[string]string{}
	for _, c := range s.cells {
		v := c.value
		number := strconv.FormatFloat(v.Number, 'f', -1, 64)
		switch v.Kind {
		case Failed:
			made[Address(c.row, c.col)] = ` t="e"><v>` + escape(v.Text) + `</v></c>`
		case Formula:
			made[Address(c.row, c.col)] = `><f>` + escape(v.Text) + `</f><v>` + number + `</v></c>`
		case Uncached:
			made[Address(c.row, c.col)] = `><f>` + escape(v.Text) + `</f></c>`
		}
	}
	for _, c := range s.under {
		made[Address(c.row, c.col)] = ` t="inlineStr"><is><t>` + escape(c.value.Text) + `</t></is></c>`
	}
	return made
}

func escape(text string) string {
	var out strings.Builder
	if err := xml.EscapeText(&out, []byte(text)); err != nil {
		return ""
	}
	return out.String()
}

// patch rewrites the package when a sheet needs it; otherwise the bytes stay as they are.
func (b *Book) patch(content []byte) ([]byte, error) {
	wanted := map[string]map[string]string{}
	for i, sheet := range b.Sheets {
		if p := sheet.patches(); len(p) > 0 {
			wanted["xl/worksheets/sheet"+strconv.Itoa(i+1)+".xml"] = p
		}
	}
	if len(wanted) == 0 {
		return content, nil
	}
	from, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	to := zip.NewWriter(&out)
	for _, part := range from.File {
		if err := copyPart(to, part, wanted[part.Name]); err != nil {
			return nil, err
		}
	}
	if err := to.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

func copyPart(to *zip.Writer, part *zip.File, cells map[string]string) error {
	if cells == nil {
		return to.Copy(part)
	}
	r, err := part.Open()
	if err != nil {
		return err
	}
	defer r.Close()
	sheet, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	text, err := replaceCells(string(sheet), cells)
	if err != nil {
		return fmt.Errorf("%s: %w", part.Name, err)
	}
	w, err := to.Create(part.Name)
	if err != nil {
		return err
	}
	_, err = io.WriteString(w, text)
	return err
}

// replaceCells gives cells another content and keeps their address and style.
func replaceCells(sheet string, cells map[string]string) (string, error) {
	var out strings.Builder
	left := len(cells)
	for {
		at := strings.Index(sheet, `<c r="`)
		if at < 0 {
			break
		}
		tag := strings.IndexByte(sheet[at:], '>') + at
		end := tag + 1
		if sheet[tag-1] != '/' {
			end = strings.Index(sheet[at:], "</c>") + at + len("</c>")
		}
		address, _, _ := strings.Cut(sheet[at+len(`<c r="`):], `"`)
		body, found := cells[address]
		if !found {
			out.WriteString(sheet[:end])
			sheet = sheet[end:]
			continue
		}
		left--
		style := ""
		if from := strings.Index(sheet[at:tag], ` s="`); from >= 0 {
			rest := sheet[at+from+len(` s="`):]
			number, _, _ := strings.Cut(rest, `"`)
			style = ` s="` + number + `"`
		}
		out.WriteString(sheet[:at] + `<c r="` + address + `"` + style + body)
		sheet = sheet[end:]
	}
	out.WriteString(sheet)
	if left != 0 {
		return "", fmt.Errorf("%d of %d cells are not on the sheet", left, len(cells))
	}
	return out.String(), nil
}
