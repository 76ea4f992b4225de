package transform

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
)

// layers in the order in which they may read each other. A model reads its own layer or an
// earlier one; meta is filled by the run itself.
var layers = [...]string{"staging", "core", "analysis", "report"}

const (
	metaSchema     = "meta"
	testResultName = "meta.test_result"
)

// Model is one select of the sql folder that becomes one table.
type Model struct {
	Relation string   // "core.fct_day": folder and file name
	Layer    string   // "core"
	Path     string   // "sql/core/fct_day.sql", for messages and the 口径 page
	SQL      string   // as in the file
	Reads    []string // relations of the model layers and of meta, sorted
}

// loadModels reads every model of the layers, in name order.
func loadModels(files fs.FS) ([]Model, error) {
	var models []Model
	for _, layer := range layers {
		names, err := fs.Glob(files, layer+"/*.sql")
		if err != nil {
			return nil, fmt.Errorf("list models of %s: %w", layer, err)
		}
		for _, name := range names {
			text, err := fs.ReadFile(files, name)
			if err != nil {
				return nil, fmt.Errorf("read model %s: %w", name, err)
			}
			relation := layer + "." + strings.TrimSuffix(path.Base(name), ".sql")
			models = append(models, Model{
				Relation: relation, Layer: layer, Path: "sql/" + name,
				SQL: strings.TrimSpace(string(text)), Reads: reads(string(text), relation),
			})
		}
	}
	return models, nil
}

// reference matches schema.relation of our own schemas. Table aliases never bear a layer's name
// (a test of the models says so), so that a dot after one of these words is a dependency.
var reference = regexp.MustCompile(`\b(staging|core|analysis|report|meta)\.([a-z_][a-z0-9_]*)`)

// reads lists the relations a select names outside comments and string literals.
func reads(text, self string) []string {
	var names []string
	for _, match := range reference.FindAllStringSubmatch(stripLiterals(text), -1) {
		name := match[1] + "." + match[2]
		if name != self && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// stripLiterals blanks out comments and string literals.
func stripLiterals(text string) string {
	var out strings.Builder
	for i := 0; i < len(text); i++ {
		switch {
		case strings.HasPrefix(text[i:], "--"):
			for i < len(text) && text[i] != '\n' {
				i++
			}
			out.WriteByte('\n')
		case text[i] == '\'':
			end := strings.IndexByte(text[i+1:], '\'')
			if end < 0 {
				return out.String()
			}
			i += end + 1
			out.WriteByte(' ')
		default:
			out.WriteByte(text[i])
		}
	}
	return out.String()
}

// order sorts models so that each comes after what it reads; ties by layer, then by name. It
// fails on a cycle, on a relation nobody builds, and on a layer that reads a later one.
func order(models []Model) ([]Model, error) {
	byName := make(map[string]int, len(models))
	for i, model := range models {
		byName[model.Relation] = i
	}
	rank := func(layer string) int { return slices.Index(layers[:], layer) }
	for _, model := range models {
		for _, name := range model.Reads {
			if strings.HasPrefix(name, metaSchema+".") {
				continue
			}
			at, known := byName[name]
			if !known {
				return nil, fmt.Errorf("order models: %s reads %s, which no file builds", model.Path, name)
			}
			if rank(models[at].Layer) > rank(model.Layer) {
				return nil, fmt.Errorf("order models: %s reads the later layer's %s", model.Path, name)
			}
		}
	}

	var sorted []Model
	const visiting, done = 1, 2
	state := make([]int, len(models))
	var visit func(i int, trail []string) error
	visit = func(i int, trail []string) error {
		trail = append(trail, models[i].Relation)
		switch state[i] {
		case done:
			return nil
		case visiting:
			return fmt.Errorf("order models: cycle %s", strings.Join(trail, " → "))
		}
		state[i] = visiting
		for _, name := range models[i].Reads {
			if at, known := byName[name]; known {
				if err := visit(at, trail); err != nil {
					return err
				}
			}
		}
		state[i] = done
		sorted = append(sorted, models[i])
		return nil
	}
	for i := range models {
		if err := visit(i, nil); err != nil {
			return nil, err
		}
	}
	return sorted, nil
}

// split parts the ordered models at the tests: those that read the tests' results, directly or
// not, can only be built afterwards.
func split(sorted []Model) (before, after []Model) {
	late := map[string]bool{testResultName: true}
	for _, model := range sorted {
		if slices.ContainsFunc(model.Reads, func(name string) bool { return late[name] }) {
			late[model.Relation] = true
			after = append(after, model)
			continue
		}
		before = append(before, model)
	}
	return before, after
}
