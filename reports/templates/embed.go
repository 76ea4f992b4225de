// Package templates embeds the site's HTML.
package templates

import "embed"

// FS holds base.html, the parts (part-*.html) and one file per kind of page (page-*.html).
//
//go:embed *.html
var FS embed.FS
