package workbook

import (
	"encoding/binary"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/traditionalchinese"

	"aqs/ingest/issue"
)

func utf16Text(text string, order binary.AppendByteOrder) string {
	var out []byte
	for _, unit := range utf16.Encode([]rune(text)) {
		out = order.AppendUint16(out, unit)
	}
	return string(out)
}

func TestEncodings(t *testing.T) {
	table := "姓名,网点,保费\n张伟,工行城东支行,12000\n𠮷喆,农行（清江）,3\n"
	want := `CSV: A1="姓名" B1="网点" C1="保费" A2="张伟" B2="工行城东支行" C2="12000" A3="𠮷喆" B3="农行（清江）" C3="3"`
	ascii := "name,no\nQJ01,3\nQJ02,4\n"
	plain := `CSV: A1="name" B1="no" A2="QJ01" B2="3" A3="QJ02" B3="4"`
	for name, c := range map[string]struct{ data, want string }{
		"utf-8":              {table, want},
		"utf-8 marked":       {"\uFEFF" + table, want},
		"gb18030":            {gbk(t, table), want},
		"utf-16le marked":    {"\xFF\xFE" + utf16Text(table, binary.LittleEndian), want},
		"utf-16be marked":    {"\xFE\xFF" + utf16Text(table, binary.BigEndian), want},
		"utf-16le":           {utf16Text(table, binary.LittleEndian), want},
		"utf-16be":           {utf16Text(table, binary.BigEndian), want},
		"utf-16le ascii":     {utf16Text(ascii, binary.LittleEndian), plain},
		"utf-16be ascii":     {utf16Text(ascii, binary.BigEndian), plain},
		"rare hanzi":         {gbk(t, "姓名,网点\n喆喆,城东支行走访客户\n"), `CSV: A1="姓名" B1="网点" A2="喆喆" B2="城东支行走访客户"`},
		"utf-8 cut":          {table[:strings.Index(table, "行")+1], issue.FileTruncated},
		"utf-8 marked, cut":  {"\uFEFF" + table[:strings.Index(table, "行")+1], issue.FileTruncated},
		"utf-16 cut":         {"\xFF\xFE" + utf16Text(table, binary.LittleEndian)[:21], issue.FileTruncated},
		"utf-16 half letter": {"\xFF\xFEa\x00,\x00b\x00\n\x00\x00\xD8c\x00", issue.EncodingDoubt},
		"utf-8 broken":       {strings.Replace(table, "张", "\xE5\x20", 1), issue.EncodingDoubt},
		"gbk broken":         {strings.Replace(gbk(t, table), ",", "\xFF,", 1), issue.EncodingDoubt},
		"gbk in utf-8":       {table + gbk(t, table), issue.EncodingDoubt},
		"western":            {encoded(t, charmap.Windows1252.NewEncoder().String, "name,ort\nJürg,Zürich\nZoë,Genève\n"), issue.EncodingDoubt},
		"big5":               {encoded(t, traditionalchinese.Big5.NewEncoder().String, "姓名,分行\n張偉,城東分行業務\n李娜,城西分行業務\n"), issue.EncodingDoubt},
		"japanese":           {encoded(t, japanese.ShiftJIS.NewEncoder().String, "名前,支店\nヤマダ,トウキョウ\nサトウ,オオサカ\n"), issue.EncodingDoubt},
		"two readings":       {"name,mark\nA,\xC2\xB7\nB,\xC2\xB7\n", issue.EncodingDoubt},
	} {
		t.Run(name, func(t *testing.T) { expectBook(t, c.data, c.want) })
	}
}

func encoded(t *testing.T, encode func(string) (string, error), text string) string {
	t.Helper()
	out, err := encode(text)
	if err != nil {
		t.Fatal(err)
	}
	return out
}
