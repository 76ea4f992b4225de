// Package reports draws the static site from the report relations of marts.duckdb: one relation
// per chart or table, no figure computed here.
//
// The site opens by double-click, without a network and under a content policy that allows only
// its own files; the same marts give the same bytes. It is built beside the old site and takes
// its place in one step.
package reports
