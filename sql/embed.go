// Package sql holds the warehouse's schema, models and tests as files, and nothing else.
//
// Layers are folders, one relation a file: staging → core → analysis → report. See
// DECISIONS.md for the definitions one may argue about.
package sql

import "embed"

// Files are the folders of this package as they stand in the repository.
//
//go:embed schema macros staging core analysis report tests
var Files embed.FS
