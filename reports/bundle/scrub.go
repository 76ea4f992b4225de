package bundle

import (
	"reflect"
	"strings"

	"aqs/reports/data"
)

// The rows of a scope may name somebody else in passing: in a sentence, or in the path of a workbook
// that several people share. Such names become 「同事」; ids become 「…」.
const (
	somebody  = "同事"
	someTeam  = "其他团队"
	someOther = "…"
)

// foreign maps what must not appear in a bundle to what stands there instead. Names that the bundle's
// own people bear as well cannot be told apart and stay. The longest name is looked for first, and
// names of the bundle stand for themselves, so that a short name inside a longer one is left alone.
func foreign(d, kept *data.Data, top data.Scope) *strings.Replacer {
	own := map[string]bool{}
	for _, scope := range kept.Scopes {
		own[scope.Name], own[scope.ID] = true, true
	}
	// Where the scope belongs to is no secret to its reader.
	for at, ok := d.Scope[data.ScopeKey{Type: top.ParentType, ID: top.ParentID}]; ok && len(own) < len(kept.Scopes)*2+8; at, ok = d.Scope[data.ScopeKey{Type: at.ParentType, ID: at.ParentID}] {
		own[at.Name], own[at.ID] = true, true
	}
	words := map[string]string{}
	for name := range own {
		words[name] = name
	}
	put := func(word, instead string) {
		if len([]rune(word)) > 1 && !own[word] {
			words[word] = instead
		}
	}
	for _, scope := range d.Scopes {
		switch scope.Type {
		case "person":
			put(scope.ID, someOther)
			put(scope.Name, somebody)
		case "team", "dept":
			put(scope.Name, someTeam)
		}
	}
	// People who have left, or whom only the 花名册 knows, have no scope and can be named all the same.
	for _, name := range d.Names {
		if name.Kind == "person" {
			put(name.Name, somebody)
		}
	}
	return data.Replacer(words)
}

// scrub runs every text of the cut data through r. Values are replaced by changed copies, never
// changed in place: they are shared with the whole site.
func scrub(d *data.Data, r *strings.Replacer) {
	value := reflect.ValueOf(d).Elem()
	for i := range value.NumField() {
		switch value.Type().Field(i).Name {
		case "Metrics", "MissingInputs": // the program's own texts
			continue
		}
		field := value.Field(i)
		field.Set(scrubbed(field, r))
	}
}

func scrubbed(value reflect.Value, r *strings.Replacer) reflect.Value {
	switch value.Kind() {
	case reflect.String:
		out := reflect.New(value.Type()).Elem()
		out.SetString(r.Replace(value.String()))
		return out
	case reflect.Slice:
		if value.IsNil() {
			return value
		}
		out := reflect.MakeSlice(value.Type(), value.Len(), value.Len())
		for i := range value.Len() {
			out.Index(i).Set(scrubbed(value.Index(i), r))
		}
		return out
	case reflect.Map:
		if value.IsNil() {
			return value
		}
		out := reflect.MakeMapWithSize(value.Type(), value.Len())
		for _, key := range value.MapKeys() {
			out.SetMapIndex(key, scrubbed(value.MapIndex(key), r))
		}
		return out
	case reflect.Struct:
		out := reflect.New(value.Type()).Elem()
		out.Set(value)
		for i := range value.NumField() {
			if kind := value.Field(i).Kind(); kind == reflect.String {
				out.Field(i).SetString(r.Replace(value.Field(i).String()))
			}
		}
		return out
	}
	return value
}
