package page

import (
	"strings"
	"testing"

	"aqs/reports/data"
)

func TestFormats(t *testing.T) {
	n, absent := data.Of, data.Num{}
	for _, test := range []struct{ name, got, want string }{
		{"whole number", number(n(1234567)), "1,234,567"},
		{"one decimal where there is one", number(n(1.25)), "1.2"},
		{"zero is a figure", number(n(0)), "0"},
		{"absent is not zero", number(absent), "—"},
		{"minus sign", number(n(-4)), "−4"},
		{"no minus zero", fixed(-0.001, 1), "0.0"},
		{"percent", percent(n(0.8324)), "83.2%"},
		{"absent percent", percent(absent), "—"},
		{"small money", amount(n(8000), "元").Text(), "8,000 元"},
		{"large money", amount(n(5875000), "元").Text(), "587.50 万元"},
		{"count with unit", amount(n(12), "件").Text(), "12 件"},
		{"absent amount has no unit", amount(absent, "件").Text(), "—"},
		{"share", amount(n(0.5), "比率").Text(), "50.0%"},
		{"short of the target", gapTo(n(5), "件"), "差 5 件"},
		{"past the target", gapTo(n(-5), "件"), "超 5 件"},
		{"on the target", gapTo(n(0), "件"), "持平"},
		{"interval", interval(n(0.182), n(0.299)), "18.2%–29.9%"},
		{"no interval", interval(n(0.1), absent), ""},
		{"never certain", chance(n(0.9999)), "99% 以上"},
		{"never impossible", chance(n(0.0001)), "1% 以下"},
		{"chance", chance(n(0.83)), "83%"},
		{"score has no decimals", points(n(69.1)), "69"},
		{"column of money", cell(n(12345), "元"), "1.23"},
		{"signed", signed(n(0.25)), "+0.25"},
		{"unknown severity gets the quiet class", level(`"><script>`), "is-info"},
	} {
		if test.got != test.want {
			t.Errorf("%s: %q, want %q", test.name, test.got, test.want)
		}
	}
}

func TestMarksStayInTheirBox(t *testing.T) {
	n := data.Of
	for name, mark := range map[string]string{
		"share above one":     string(shareBar(n(7))),
		"negative share":      string(shareBar(n(-1))),
		"actual past target":  string(bullet(n(900), n(3), n(0.5))),
		"negative actual":     string(bullet(n(-5), n(3), n(0.5))),
		"rate above the axis": string(strip(n(0.9), n(0.8), n(0.99), n(0.95), 0.5, 100)),
		"lean":                string(lean(n(-3), 1)),
	} {
		if !strings.HasPrefix(mark, "<svg") || strings.Contains(mark, `"-`) || strings.Contains(mark, "NaN") {
			t.Errorf("%s: %s", name, mark)
		}
	}
	for name, mark := range map[string]string{
		"no share": string(shareBar(data.Num{})), "no target": string(bullet(n(3), data.Num{}, n(1))),
		"target zero": string(bullet(n(3), n(0), n(1))), "no rate": string(strip(data.Num{}, n(0), n(1), n(0), 1, 100)),
	} {
		if mark != "" {
			t.Errorf("%s draws %s", name, mark)
		}
	}
}

func TestScopeFileOnlyFromHashes(t *testing.T) {
	for _, key := range []string{"", "abc", "../../../../etc/passwd", "ABCDEF0123456789", "0123456789abcdef/x", "0123456789abcde."} {
		if file, err := scopeFile(data.Scope{Type: "team", ID: "T", PageKey: key}); err == nil {
			t.Errorf("page key %q becomes file %q", key, file)
		}
	}
	file, err := scopeFile(data.Scope{Type: "team", PageKey: "0123456789abcdef"})
	if err != nil || file != "team-0123456789abcdef.html" {
		t.Errorf("got %q, %v", file, err)
	}
}

// A loop in the organisation must not hang or nest without end.
func TestWalkEndsInALoop(t *testing.T) {
	d := &data.Data{Scope: map[data.ScopeKey]data.Scope{}}
	for _, scope := range []data.Scope{
		{Type: "company", ID: "C", PageKey: "0123456789"},
		{Type: "dept", ID: "A", ParentType: "dept", ParentID: "B", PageKey: "aaaaaaaaaa"},
		{Type: "dept", ID: "B", ParentType: "dept", ParentID: "A", PageKey: "bbbbbbbbbb"},
	} {
		d.Scopes = append(d.Scopes, scope)
		d.Scope[scope.Key()] = scope
	}
	site, err := NewSite(d, "")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := site.All(); err != nil {
		t.Fatal(err)
	}
}
