package bundle

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"

	"aqs/reports/data"
	"aqs/reports/page"
)

// Gather makes everything that the bundle of a scope holds, of data that were cut for it.
func Gather(d *data.Data, root data.ScopeKey, version string) (*Content, string, error) {
	cut := Cut(d, root)
	if cut == nil {
		return nil, "", fmt.Errorf("bundle: no dept, team or person %q", root.ID)
	}
	site, err := page.NewScoped(cut, version)
	if err != nil {
		return nil, "", fmt.Errorf("bundle: %w", err)
	}
	pages, err := site.ScopedPages()
	if err != nil {
		return nil, "", fmt.Errorf("bundle: %w", err)
	}
	renderer, err := page.NewRenderer()
	if err != nil {
		return nil, "", err
	}
	out := &Content{First: pages[0].File, Pages: map[string]string{}, Evidence: map[string]string{}, Books: map[string]string{}}
	for _, p := range pages {
		content, err := renderer.Render(p)
		if err != nil {
			return nil, "", err
		}
		out.Pages[p.File] = PageOf(content)
		if book := site.BookOf(p); book.File != "" && len(book.Tables) > 0 {
			drawn, err := site.Draw(book)
			if err != nil {
				return nil, "", err
			}
			out.Books[book.File] = base64.StdEncoding.EncodeToString(drawn)
		}
		if p.Forms != "" {
			drawn, err := site.DrawForms(p)
			if err != nil {
				return nil, "", err
			}
			out.Books[p.Forms] = base64.StdEncoding.EncodeToString(drawn)
		}
	}
	files, err := site.ScopedSideFiles()
	if err != nil {
		return nil, "", err
	}
	for _, file := range files {
		name := strings.TrimSuffix(file.Name, ".js")
		if out.Evidence[name], err = handedOver(file.Content); err != nil {
			return nil, "", fmt.Errorf("bundle: %s: %w", file.Name, err)
		}
	}
	index, err := site.SiteData(nil)
	if err != nil {
		return nil, "", err
	}
	if out.Index, err = handedOver(index); err != nil {
		return nil, "", err
	}
	return out, cut.Scope[root].Name + " · " + d.Run.MonthLabel + " · 活动量经营报告", nil
}

// handedOver is the last argument of a side file's call: the text that it hands over.
func handedOver(script []byte) (string, error) {
	call := bytes.TrimSuffix(bytes.TrimSpace(script), []byte(")"))
	at := bytes.IndexByte(call, '(')
	if comma := bytes.Index(call, []byte(`",`)); at >= 0 && comma > at && comma < 160 && bytes.HasPrefix(call, []byte("aqsEvidence(")) {
		at = comma + 1
	}
	var text string
	if at < 0 {
		return "", fmt.Errorf("no call")
	}
	if err := json.Unmarshal(call[at+1:], &text); err != nil {
		return "", fmt.Errorf("not a call with a text: %w", err)
	}
	return text, nil
}
