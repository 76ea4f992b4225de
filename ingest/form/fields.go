package form

import (
	"strconv"
	"strings"
)

type namedAliases struct {
	field, name string
	aliases     []string
}

// fieldNames lists every field of the form by the name that an extension uses for it.
func (d *definition) fieldNames() []namedAliases {
	var list []namedAliases
	for _, fields := range [][]fieldDef{d.Labels, d.Columns, d.Metrics.Rows} {
		for _, f := range fields {
			list = append(list, namedAliases{f.Field, f.Name, f.Aliases})
		}
	}
	for _, block := range d.Blocks {
		for _, f := range block.Columns {
			list = append(list, namedAliases{block.ID + "." + f.Field, f.Name, f.Aliases})
		}
	}
	return list
}

func itoa(n int) string { return strconv.Itoa(n) }

// quoteYAML writes a text as a YAML scalar on one line.
func quoteYAML(s string) string {
	return strconv.Quote(strings.Join(strings.Fields(s), ""))
}
