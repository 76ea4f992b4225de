package config

import (
	"reflect"
	"slices"
	"strings"
)

// setting is one key of the file with its default.
type setting struct {
	key   string
	value any
}

// settings lists the keys of a struct by their mapstructure tags, nested structs with a dot, in
// the order of the fields. Lists are leaves.
func settings(from any) []setting {
	var list []setting
	var walk func(prefix string, value reflect.Value)
	walk = func(prefix string, value reflect.Value) {
		for i := range value.NumField() {
			tag := value.Type().Field(i).Tag.Get("mapstructure")
			if tag == "-" {
				continue
			}
			key, field := prefix+tag, value.Field(i)
			if field.Kind() == reflect.Struct {
				walk(key+".", field)
				continue
			}
			list = append(list, setting{key: key, value: field.Interface()})
		}
	}
	walk("", reflect.ValueOf(from))
	return list
}

// Keys lists every key of the configuration file, nested ones with a dot.
func Keys() []string {
	var keys []string
	for _, s := range settings(Default()) {
		keys = append(keys, s.key)
	}
	return keys
}

// jobKeys are the keys of one entry of schedule.jobs.
func jobKeys() []string {
	var keys []string
	for _, s := range settings(Job{}) {
		keys = append(keys, s.key)
	}
	return keys
}

// listKeys are the keys whose value is a list of entries, with the keys of one entry. They are
// written in the file only: an environment variable holds no list of entries.
func listKeys() map[string][]string {
	keys := map[string][]string{"schedule.jobs": jobKeys(), "chains": nil}
	for _, s := range settings(Chain{}) {
		keys["chains"] = append(keys["chains"], s.key)
	}
	return keys
}

// Variable is the environment variable of a key.
func Variable(key string) string {
	return "AQS_" + strings.ToUpper(strings.ReplaceAll(key, ".", "_"))
}

// nearest is the candidate that takes the fewest edits to reach; ties go to the first.
func nearest(name string, candidates []string) string {
	best, distance := "", -1
	for _, candidate := range candidates {
		if d := editDistance(name, candidate); distance < 0 || d < distance {
			best, distance = candidate, d
		}
	}
	return best
}

// editDistance counts insertions, deletions and substitutions (Levenshtein), blind to case.
func editDistance(a, b string) int {
	from, to := []rune(strings.ToLower(a)), []rune(strings.ToLower(b))
	row := make([]int, len(to)+1)
	for j := range row {
		row[j] = j
	}
	for i, r := range from {
		diagonal := row[0]
		row[0] = i + 1
		for j, s := range to {
			substitute := diagonal
			if r != s {
				substitute++
			}
			diagonal = row[j+1]
			row[j+1] = slices.Min([]int{row[j] + 1, diagonal + 1, substitute})
		}
	}
	return row[len(to)]
}
