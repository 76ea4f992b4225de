package workbook

import (
	"strconv"
	"strings"
)

// cssStyle is what matters of a style: Excel's own properties and whether something is shown.
type cssStyle struct {
	format     string // mso-number-format as a number format code; empty when not given
	hidden     bool   // display:none
	noColSpan  bool   // mso-ignore: the span stands for single cells, not for a merge
	noRowSpan  bool
	wideSpaces bool // mso-spacerun: the spaces are meant
}

// apply reads the declarations of one style="" or rule on top of what is known.
func (s *cssStyle) apply(declarations string) {
	for declarations != "" {
		var one string
		one, declarations = cutOutsideQuotes(declarations, ';')
		name, value, found := strings.Cut(one, ":")
		if !found {
			continue
		}
		value = strings.TrimSpace(value)
		switch strings.ToLower(strings.TrimSpace(name)) {
		case "mso-number-format":
			s.format = namedFormat(cssText(value))
		case "display":
			s.hidden = strings.HasPrefix(strings.ToLower(value), "none")
		case "mso-ignore":
			s.noColSpan = strings.Contains(value, "colspan")
			s.noRowSpan = strings.Contains(value, "rowspan")
		case "mso-spacerun":
			s.wideSpaces = strings.HasPrefix(strings.ToLower(value), "yes")
		}
	}
}

// cutOutsideQuotes cuts at the first separator that does not stand in quotes.
func cutOutsideQuotes(text string, separator byte) (before, after string) {
	quote := byte(0)
	for i := 0; i < len(text); i++ {
		switch b := text[i]; {
		case b == '\\':
			i++
		case quote != 0:
			if b == quote {
				quote = 0
			}
		case b == '"' || b == '\'':
			quote = b
		case b == separator:
			return text[:i], text[i+1:]
		}
	}
	return text, ""
}

// cssText takes the quotes and escapes off a value. Excel writes letters outside ASCII and quotes
// as \ and four hexadecimal digits, signs as \ and the sign.
func cssText(value string) string {
	if len(value) > 1 && (value[0] == '"' || value[0] == '\'') && value[len(value)-1] == value[0] {
		value = value[1 : len(value)-1]
	}
	if strings.IndexByte(value, '\\') < 0 {
		return value
	}
	var out strings.Builder
	for i := 0; i < len(value); i++ {
		if value[i] != '\\' || i+1 == len(value) {
			out.WriteByte(value[i])
			continue
		}
		if i+5 <= len(value) {
			if code, err := strconv.ParseUint(value[i+1:i+5], 16, 16); err == nil {
				out.WriteRune(rune(code))
				i += 4
				continue
			}
		}
		i++
		out.WriteByte(value[i])
	}
	return out.String()
}

// styleSheet holds the styles of classes.
type styleSheet map[string]cssStyle

// read adds the rules of one <style> element: those whose selector is a class, with or without an
// element's name before it.
func (s styleSheet) read(css string) {
	css = withoutComments(strings.NewReplacer("<!--", "", "-->", "").Replace(css))
	for css != "" {
		selectors, rest := cutOutsideQuotes(css, '{')
		var body string
		body, css = cutOutsideQuotes(rest, '}')
		if strings.HasPrefix(strings.TrimSpace(selectors), "@") {
			continue
		}
		for selector := range strings.SplitSeq(selectors, ",") {
			_, class, found := strings.Cut(strings.TrimSpace(selector), ".")
			if !found || strings.ContainsAny(class, " .:>[#") {
				continue
			}
			known := s[class]
			known.apply(body)
			s[class] = known
		}
	}
}

func withoutComments(css string) string {
	var out strings.Builder
	for {
		before, rest, found := strings.Cut(css, "/*")
		out.WriteString(before)
		if !found {
			return out.String()
		}
		_, css, _ = strings.Cut(rest, "*/")
	}
}

// of is the style of an element with classes and declarations of its own.
func (s styleSheet) of(classes, declarations string) cssStyle {
	var style cssStyle
	for class := range strings.FieldsSeq(classes) {
		known := s[class]
		if known.format != "" {
			style.format = known.format
		}
		style.hidden = style.hidden || known.hidden
		style.noColSpan = style.noColSpan || known.noColSpan
		style.noRowSpan = style.noRowSpan || known.noRowSpan
		style.wideSpaces = style.wideSpaces || known.wideSpaces
	}
	style.apply(declarations)
	return style
}
