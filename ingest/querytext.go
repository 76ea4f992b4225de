package ingest

import "aqs/ingest/queries"

// queryText is the text of one of the statements in ingest/queries.
func queryText(name string) string {
	text, err := queries.Files.ReadFile(name)
	if err != nil {
		panic("ingest: " + err.Error()) // embedded at build time; every name is used by a test
	}
	return string(text)
}
