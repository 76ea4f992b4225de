package reports_test

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"aqs/internal/warehouse"
	"aqs/reports"
	"aqs/reports/bundle"
	"aqs/reports/data"
)

// The leak test puts marked rows of somebody else into every relation: every text and every number
// of theirs is a mark that exists nowhere else. None may be found in any bundle of the others, in no
// page, side file, index or workbook.

// The marks: an outsider's name is a person's name in the organisation, so that scrubbing is tested
// too; digits of the number survive any unit and any number of decimals that a page may choose.
const (
	outsider   = "司徒漏网"
	outsiderID = "XLEAK9981"
	markText   = "走漏的文字"
	markNumber = 7391864.0
	leaver     = "诸葛离职" // only the 花名册 knows the name
	client     = "欧阳客气"
	clientID   = "11010519491231002X"
)

var markDigits = regexp.MustCompile(`7391864|7,391,864|739\.1[89]|739\.19|73,918,640|7391[.]86`)

func marked(row any) any {
	value := reflect.New(reflect.TypeOf(row)).Elem()
	value.Set(reflect.ValueOf(row))
	for i := range value.NumField() {
		name := value.Type().Field(i).Tag.Get("col")
		switch field := value.Field(i); field.Interface().(type) {
		case data.Num:
			field.Set(reflect.ValueOf(data.Of(markNumber)))
		case data.Date:
			field.Set(reflect.ValueOf(date(2026, 3, 5)))
		case bool:
			field.SetBool(true)
		case int:
			field.SetInt(1)
		case string:
			switch name {
			case "scope_type", "child_type":
				field.SetString("person")
			case "scope_id", "person_id", "child_id":
				field.SetString(outsiderID)
			case "team_id", "parent_id", "dept_id":
				field.SetString("D2T1") // another team than the one looked at
			default:
				field.SetString(markText + outsider)
			}
		}
	}
	return value.Interface()
}

// leakMarts is the sample with an outsider in D2T1, and rows of the outsider in every relation; the
// readers' own sentences and paths name the outsider as well.
func leakMarts(t *testing.T) string {
	s := newSample(3)
	s.add(data.Scope{Ord: 900, Type: "person", ID: outsiderID, Name: outsider, ParentType: "team", ParentID: "D2T1", PageKey: key(outsiderID), MemberCount: data.Of(1), InRoster: true})
	for _, relation := range relations {
		switch relation.row.(type) {
		case data.Run, data.Scope, data.MissingInput, data.Metric, data.Model, data.PackDate, data.PrivateName:
			continue // one row, the organisation itself, or the program's own texts
		}
		s.add(marked(relation.row))
	}
	// What people write: of somebody who has left, and of customers with all that identifies them.
	s.add(data.PrivateName{Kind: "person", Name: leaver}, data.PrivateName{Kind: "customer", Name: client}, data.PrivateName{Kind: "customer", Name: "客户"})
	own := "与" + outsider + "（" + outsiderID + "）同组，" + leaver + "说客户" + client + "电话13812345678、０１３９８７６５４３２１，身份证" + clientID
	for _, scopeID := range []string{"D1", "D1T1", "QJ0004"} {
		scopeType := map[string]string{"D1": "dept", "D1T1": "team", "QJ0004": "person"}[scopeID]
		s.add(data.Attention{ScopeType: scopeType, ScopeID: scopeID, Ord: 99, Severity: "high", Kind: "gap", Title: own, Detail: own},
			data.Attention{ScopeType: scopeType, ScopeID: scopeID, Ord: 98, Severity: "high", Kind: "gap", Title: markText, ChildType: "person", ChildID: outsiderID},
			data.Measure{ScopeType: scopeType, ScopeID: scopeID, Ord: 99, Measure: own, FilePath: "城西营业部/" + outsider + ".xlsx"})
	}
	return writeMarts(t, s.rows...)
}

func TestBundlesHoldOnlyTheirOwn(t *testing.T) {
	marts := leakMarts(t)
	session, err := warehouse.Open(context.Background(), warehouse.Config{}, warehouse.Attachment{Name: "marts", Path: marts, ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	d, err := data.Load(context.Background(), session.Conn())
	if err := session.Close(); err != nil {
		t.Fatal(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "site")
	if _, err := reports.Build(context.Background(), reports.Options{MartsPath: marts, SiteDir: dir, Version: "test", Bundles: reports.Bundles{Depts: true, Teams: true, People: true}}); err != nil {
		t.Fatal(err)
	}
	// The marks must be findable at all: the outsider's own bundle and the whole site are full of them.
	if own := unpacked(t, dir, d.Scope[data.ScopeKey{Type: "person", ID: outsiderID}]); !strings.Contains(own, outsider) || !markDigits.MatchString(own) {
		t.Fatal("the marks are not found where they belong: the test would prove nothing")
	}
	looked := 0
	for _, scope := range d.Scopes {
		if scope.Type == "company" || scope.ID == outsiderID || scope.ID == "D2T1" || scope.ID == "D2" {
			continue
		}
		looked++
		text := unpacked(t, dir, scope)
		if !strings.Contains(text, "2026年3月") {
			t.Errorf("%s: empty", scope.Name)
		}
		for _, mark := range []string{outsider, outsiderID, markText, leaver, client, clientID, "13812345678", "13987654321", "９８７６５４"} {
			if at := strings.Index(text, mark); at >= 0 {
				t.Errorf("%s %s: %q stands in …%s…", scope.Type, scope.ID, mark, text[max(0, at-80):min(len(text), at+80)])
			}
		}
		if at := markDigits.FindStringIndex(text); at != nil {
			t.Errorf("%s %s: a figure of somebody else in …%s…", scope.Type, scope.ID, text[max(0, at[0]-120):min(len(text), at[1]+40)])
		}
		// Nobody of another team, and for a person nobody else at all.
		for _, other := range d.Scopes {
			mine := other.Key() == scope.Key() || other.ParentType == scope.Type && other.ParentID == scope.ID ||
				scope.Type == "dept" && d.Scope[data.ScopeKey{Type: other.ParentType, ID: other.ParentID}].ParentID == scope.ID
			if other.Type == "person" && !mine && strings.Contains(text, other.ID) && !strings.Contains(scope.ID, other.ID) {
				t.Errorf("%s %s: knows the id %s", scope.Type, scope.ID, other.ID)
			}
			if other.Type == "person" && !mine && strings.Contains(text, other.PageKey) {
				t.Errorf("%s %s: links to the page of %s", scope.Type, scope.ID, other.ID)
			}
		}
	}
	// The site says what was written, with customers masked; colleagues stand there by name.
	for name, content := range readSite(t, dir) {
		for _, mark := range []string{client, clientID, "13812345678", "13987654321"} {
			if bytes.Contains(content, []byte(mark)) {
				t.Errorf("%s holds %s", name, mark)
			}
		}
	}
	page, err := os.ReadFile(filepath.Join(dir, "dept-"+key("D1")+".html"))
	if err != nil {
		t.Fatal(err)
	}
	for _, shown := range []string{outsider, leaver, "客户欧*电话138****5678", "身份证***"} {
		if !strings.Contains(string(page), shown) {
			t.Errorf("the site's own page does not say %q", shown)
		}
	}
	if looked < 10 {
		t.Fatalf("%d bundles looked at", looked)
	}
}

// unpacked is everything a bundle holds as one text: pages, side files, index, and the parts of its
// workbooks out of their zips.
func unpacked(t *testing.T, dir string, scope data.Scope) string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(dir, bundle.Folder, scope.Type+"-"+scope.PageKey+".html"))
	if err != nil {
		t.Fatal(err)
	}
	held := bundleContent(t, content)
	var out strings.Builder
	// The frame without its packed parts.
	out.WriteString(regexp.MustCompile(`(?s)<script type="text/plain".*?</script>`).ReplaceAllString(string(content), ""))
	for name, text := range held.Pages {
		fmt.Fprintln(&out, name, text)
	}
	for name, text := range held.Evidence {
		fmt.Fprintln(&out, name, text)
	}
	fmt.Fprintln(&out, held.Index, held.First)
	for name, encoded := range held.Books {
		book, err := base64.StdEncoding.DecodeString(encoded)
		if err != nil {
			t.Fatal(err)
		}
		parts, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
		if err != nil {
			t.Fatal(err)
		}
		for _, part := range parts.File {
			reader, err := part.Open()
			if err != nil {
				t.Fatal(err)
			}
			text, err := io.ReadAll(reader)
			if err != nil {
				t.Fatal(err)
			}
			fmt.Fprintln(&out, name, part.Name, string(text))
		}
	}
	return out.String()
}

var contentPart = regexp.MustCompile(`(?s)<script type="text/plain" id="content">(.*?)</script>`)

func bundleContent(t *testing.T, file []byte) bundle.Content {
	t.Helper()
	match := contentPart.FindSubmatch(file)
	if match == nil {
		t.Fatal("no content in the bundle")
	}
	packed, err := base64.StdEncoding.DecodeString(string(match[1]))
	if err != nil {
		t.Fatal(err)
	}
	reader, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	var held bundle.Content
	if err := json.NewDecoder(reader).Decode(&held); err != nil {
		t.Fatal(err)
	}
	return held
}

// Two builds give the same packs and bundles, byte by byte, locked ones included.
func TestPacksAndBundlesAreTheSameAgain(t *testing.T) {
	marts := writeMarts(t, packRows()...)
	var sites [2]map[string][]byte
	for i := range sites {
		dir := filepath.Join(t.TempDir(), "site")
		summary, err := reports.Build(context.Background(), reports.Options{MartsPath: marts, SiteDir: dir, Version: "0.1.0", Workers: 1 + i,
			Bundles: reports.Bundles{Teams: true, Passphrases: map[string]string{"team:D1T1": "correct horse", "team:D2T2": "battery staple"}}})
		if err != nil {
			t.Fatal(err)
		}
		if summary.Bundles != 2 || summary.BundlesSkipped != 2 || summary.Packs != 16 {
			t.Errorf("%+v: a team without a passphrase must have no bundle", summary)
		}
		sites[i] = readSite(t, dir)
	}
	for name, content := range sites[0] {
		if !bytes.Equal(content, sites[1][name]) {
			t.Errorf("%s differs", name)
		}
		if strings.HasPrefix(name, "bundles/") && bytes.Contains(content, []byte("一组")) {
			t.Errorf("%s is locked and names its team", name)
		}
	}
}
