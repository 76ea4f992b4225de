package form

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strings"

	"go.yaml.in/yaml/v3"

	"aqs/ingest/value"
)

//go:embed defs/*.yaml
var builtin embed.FS

// Library holds the forms that sheets are compared with. It is read-only and may be shared.
type Library struct {
	forms   []*definition // by ID
	lexicon lexicon
	titles  titles
}

// Load reads the built-in forms and, unless userDir is empty, the *.yaml files of that folder:
// new forms, and more aliases for known ones.
func Load(userDir string) (*Library, error) {
	library := &Library{}
	var extensions []placedExtension
	read := func(fsys fs.FS, pattern, place string) error {
		paths, err := fs.Glob(fsys, pattern)
		if err != nil {
			return err
		}
		sort.Strings(paths)
		for _, path := range paths {
			text, err := fs.ReadFile(fsys, path)
			if err != nil {
				return fmt.Errorf("表样文件 %s 读不出: %w", filepath.Join(place, path), err)
			}
			if err := library.add(text, filepath.Join(place, path), &extensions); err != nil {
				return err
			}
		}
		return nil
	}
	if err := read(builtin, "defs/*.yaml", ""); err != nil {
		return nil, err
	}
	if userDir != "" {
		if _, err := os.Stat(userDir); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("表样文件夹 %s 打不开: %w", userDir, err)
		} else if err == nil {
			if err := read(os.DirFS(userDir), "*.yaml", userDir); err != nil {
				return nil, err
			}
		}
	}
	for _, e := range extensions {
		if err := library.extend(e); err != nil {
			return nil, err
		}
	}
	library.index()
	return library, nil
}

// index numbers the forms and prepares what they are found by.
func (l *Library) index() {
	sort.Slice(l.forms, func(i, j int) bool { return l.forms[i].ID < l.forms[j].ID })
	l.titles = newTitles(l.forms)
	for i, d := range l.forms {
		d.no = i
		d.groupKeys = map[string]string{}
		for _, group := range d.Groups {
			for _, alias := range group.Aliases {
				d.groupKeys[value.ReadHeader(alias).Key] = group.Kind
			}
		}
	}
	l.lexicon = newLexicon(l.forms)
}

type placedExtension struct {
	extension
	place string
}

// add decodes one file: one or more YAML documents, each a form or an extension.
func (l *Library) add(text []byte, place string, extensions *[]placedExtension) error {
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	for {
		var node yaml.Node
		if err := decoder.Decode(&node); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return fmt.Errorf("表样文件 %s 不是正确的 YAML: %w", place, err)
		}
		document, err := yaml.Marshal(&node)
		if err != nil {
			return fmt.Errorf("表样文件 %s: %w", place, err)
		}
		if isExtension(&node) {
			var e extension
			if err := decodeStrict(text, document, &e); err != nil {
				return explainYAML(place, err)
			}
			*extensions = append(*extensions, placedExtension{e, place})
			continue
		}
		d := &definition{}
		if err := decodeStrict(text, document, d); err != nil {
			return explainYAML(place, err)
		}
		if err := d.check(); err != nil {
			return fmt.Errorf("表样文件 %s: %w", place, err)
		}
		for _, known := range l.forms {
			if known.ID == d.ID {
				return fmt.Errorf("表样文件 %s: 表样编号 %s 已经有了; 建议: 换一个 id，或用 extends: %s 补充别名", place, d.ID, d.ID)
			}
		}
		l.forms = append(l.forms, d)
	}
}

// decodeStrict decodes with unknown keys forbidden. A file with a single document is decoded from
// its own text, so that errors name the right line.
func decodeStrict(file, document []byte, into any) error {
	text := document
	if !bytes.Contains(file, []byte("\n---")) {
		text = file
	}
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	decoder.KnownFields(true)
	return decoder.Decode(into)
}

func isExtension(node *yaml.Node) bool {
	if node.Kind == yaml.DocumentNode && len(node.Content) > 0 {
		node = node.Content[0]
	}
	for i := 0; i+1 < len(node.Content); i += 2 {
		if node.Content[i].Value == "extends" {
			return true
		}
	}
	return false
}

// explainYAML names the nearest known key beside yaml's own message, which has the line.
func explainYAML(place string, err error) error {
	found := regexp.MustCompile(`line (\d+): field (\S+) not found`).FindStringSubmatch(err.Error())
	if found == nil {
		return fmt.Errorf("表样文件 %s: %w", place, err)
	}
	hint := ""
	if near := nearest(found[2], knownKeys(), 1); len(near) > 0 {
		hint = "; 建议: 是不是 " + near[0] + "？"
	}
	return fmt.Errorf("表样文件 %s 第 %s 行: 不认识的键 %s%s", place, found[1], found[2], hint)
}

func knownKeys() []string {
	return strings.Fields("id name layout record period threshold title labels columns metrics groups blocks totals ignore require " +
		"head activities source needs private plans phrases weight field type aliases value fill required enum derived unit_from expect words plan_words actual_words rate_words rows columns sheets across day text task detail result corners hidden headless falling boxes axes names values kind titles min any say extends")
}

// extend adds a user's aliases to a known form.
func (l *Library) extend(e placedExtension) error {
	var target *definition
	var ids []string
	for _, d := range l.forms {
		ids = append(ids, d.ID)
		if d.ID == e.Extends {
			target = d
		}
	}
	if target == nil {
		return fmt.Errorf("表样文件 %s: 没有表样 %s; 建议: 现有 %s", e.place, e.Extends, strings.Join(ids, "、"))
	}
	if err := e.Hidden.check(); err != nil {
		return fmt.Errorf("表样文件 %s: %w", e.place, err)
	}
	target.Hidden.join(e.Hidden)
	target.Title.Phrases = append(target.Title.Phrases, e.Titles...)
	fields := make([]string, 0, len(e.Aliases))
	for field := range e.Aliases {
		fields = append(fields, field)
	}
	sort.Strings(fields)
	for _, field := range fields {
		slots := target.aliasLists()
		list, found := slots[field]
		if !found {
			known := make([]string, 0, len(slots))
			for name := range slots {
				known = append(known, name)
			}
			sort.Strings(known)
			return fmt.Errorf("表样文件 %s: 表样 %s 没有字段 %s; 建议: 最接近的是 %s", e.place, e.Extends, field, strings.Join(nearest(field, known, 3), "、"))
		}
		for _, aliases := range list {
			*aliases = append(*aliases, e.Aliases[field]...)
		}
	}
	return nil
}

// aliasLists finds every alias list by the name an extension uses for it.
func (d *definition) aliasLists() map[string][]*[]string {
	lists := map[string][]*[]string{"ignore": {&d.Ignore}, "totals": {&d.Totals}, "private": {&d.Private}}
	put := func(name string, list *[]string) { lists[name] = append(lists[name], list) }
	for i := range d.Labels {
		put(d.Labels[i].Field, &d.Labels[i].Aliases)
	}
	for i := range d.Columns {
		put(d.Columns[i].Field, &d.Columns[i].Aliases)
	}
	for i := range d.Metrics.Rows {
		put(d.Metrics.Rows[i].Field, &d.Metrics.Rows[i].Aliases)
	}
	for i := range d.Groups {
		put(d.Groups[i].Kind, &d.Groups[i].Aliases)
	}
	for b := range d.Blocks {
		put(d.Blocks[b].ID, &d.Blocks[b].Titles)
		for i := range d.Blocks[b].Columns {
			column := &d.Blocks[b].Columns[i]
			put(d.Blocks[b].ID+"."+column.Field, &column.Aliases)
		}
	}
	return lists
}
