package bundle

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"text/template"

	"aqs/reports/assets"
)

//go:embed frame.html
var frame string

//go:embed gate.css
var gate string

//go:embed loader.js
var loader string

// Folder is where bundles stand in a site.
const Folder = "bundles"

// Content is what a bundle holds.
type Content struct {
	First    string            `json:"first"`    // the page to show first
	Pages    map[string]string `json:"pages"`    // by file name
	Evidence map[string]string `json:"evidence"` // by name of the side file: the text that it hands over
	Books    map[string]string `json:"books"`    // workbooks by path, base64
	Index    string            `json:"index"`    // what site-data.js hands over
}

// Packer wraps contents into files. It is safe for use by several goroutines.
type Packer struct {
	template *template.Template
	shared   string // styles and scripts of every page, packed once
	policy   string
}

// NewPacker packs what all bundles share.
func NewPacker() (*Packer, error) {
	files, err := assets.All()
	if err != nil {
		return nil, fmt.Errorf("bundle: %w", err)
	}
	text := map[string]string{}
	for _, file := range files {
		text[file.Name] = string(file.Content)
	}
	var shared struct {
		Styles  []string    `json:"styles"`
		Scripts [][2]string `json:"scripts"`
	}
	scripts, styles := []string{loader}, []string{gate}
	for _, name := range []string{"site.css", "parts.css"} {
		shared.Styles = append(shared.Styles, text[name])
		styles = append(styles, text[name])
	}
	for _, name := range []string{"echarts.min.js", "app.js", "frame.js", "drawer.js"} {
		shared.Scripts = append(shared.Scripts, [2]string{name, text[name]})
		scripts = append(scripts, text[name])
	}
	// It would end its own element; no HTML comment may begin in a script either.
	for _, part := range scripts {
		if lower := strings.ToLower(part); part == "" || strings.Contains(lower, "</script") || strings.Contains(lower, "<!--") {
			return nil, fmt.Errorf("bundle: a script is missing or cannot stand inside a page")
		}
	}
	for _, part := range styles {
		if part == "" || strings.Contains(strings.ToLower(part), "</style") {
			return nil, fmt.Errorf("bundle: a style sheet is missing or cannot stand inside a page")
		}
	}
	packed, err := pack(shared)
	if err != nil {
		return nil, err
	}
	parsed, err := template.New("frame").Parse(frame)
	if err != nil {
		return nil, fmt.Errorf("bundle: %w", err)
	}
	return &Packer{template: parsed, shared: base64.StdEncoding.EncodeToString(packed),
		policy: "default-src 'none'; script-src " + hashes(scripts) + "; style-src " + hashes(styles) + "; img-src data: blob:; connect-src 'none'; base-uri 'none'; form-action 'none'"}, nil
}

func hashes(parts []string) string {
	out := make([]string, len(parts))
	for i, part := range parts {
		digest := sha256.Sum256([]byte(part))
		out[i] = "'sha256-" + base64.StdEncoding.EncodeToString(digest[:]) + "'"
	}
	return strings.Join(out, " ")
}

// pack gives value as JSON, zipped. The same value gives the same bytes.
func pack(value any) ([]byte, error) {
	content, err := json.Marshal(value) // sorts the keys of maps
	if err != nil {
		return nil, fmt.Errorf("bundle: %w", err)
	}
	var out bytes.Buffer
	writer, err := gzip.NewWriterLevel(&out, gzip.DefaultCompression)
	if err != nil {
		return nil, fmt.Errorf("bundle: %w", err)
	}
	if _, err := writer.Write(content); err != nil {
		return nil, fmt.Errorf("bundle: %w", err)
	}
	if err := writer.Close(); err != nil {
		return nil, fmt.Errorf("bundle: %w", err)
	}
	return out.Bytes(), nil
}

// ownHead are the lines of a page's head that do not apply inside a bundle: its policy, which the
// bundle's own stands for, and the files beside it.
var ownHead = regexp.MustCompile(`(?m)^<(?:meta http-equiv="Content-Security-Policy"|link |script defer ).*\n`)

// PageOf is a page of the site as it stands in a bundle.
func PageOf(content []byte) string {
	head, body, found := strings.Cut(string(content), "</head>")
	if !found {
		return string(content)
	}
	return ownHead.ReplaceAllString(head, "") + "</head>" + body
}

// lock is what the loader needs to open an encrypted content.
type lock struct {
	Salt   []byte `json:"salt"`
	Nonce  []byte `json:"nonce"`
	Rounds int    `json:"rounds"`
}

// File gives the bytes of the bundle called name. Without a sealer its content is only packed. The
// title of an encrypted bundle says nothing: it can be read without the passphrase.
func (p *Packer) File(name, title string, content Content, sealer *Sealer) ([]byte, error) {
	packed, err := pack(content)
	if err != nil {
		return nil, err
	}
	var key *lock
	if sealer != nil {
		sealed, err := sealer.Seal(name, packed)
		if err != nil {
			return nil, err
		}
		packed, key, title = sealed.Data, &lock{sealed.Salt, sealed.Nonce, Rounds}, "活动量经营报告（加密）"
	}
	locked, err := json.Marshal(key)
	if err != nil {
		return nil, fmt.Errorf("bundle %s: %w", name, err)
	}
	var out bytes.Buffer
	// Only the title is from a workbook; everything else is base64, JSON of base64, or our own file.
	err = p.template.Execute(&out, map[string]string{
		"Policy": p.policy, "Title": template.HTMLEscapeString(title), "Gate": gate, "Lock": string(locked),
		"Shared": p.shared, "Content": base64.StdEncoding.EncodeToString(packed), "Loader": loader,
	})
	if err != nil {
		return nil, fmt.Errorf("bundle %s: %w", name, err)
	}
	return out.Bytes(), nil
}
