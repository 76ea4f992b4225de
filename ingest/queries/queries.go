// Package queries holds the statements of ingest that are longer than a line, as files.
package queries

import "embed"

// Files are the statements by file name.
//
//go:embed *.sql
var Files embed.FS
