// Package evidence makes the side files that a page loads when a reader asks what stands behind a
// figure: evidence/<type>-<key>.js for a scope, evidence/metrics.js for the definitions and
// evidence/sql-<relation>.js for the SQL of one model.
//
// A site has no server and may be opened from the disk, where scripts may not read files. A script
// tag may, so each side file is a script of one call that hands over its content as a text in JSON:
//
//	aqsEvidence("person-2f1a…", "{\"days\":[…]}")
//
// The content is a string literal until JSON.parse reads it, so no text of a workbook can become
// code, whatever it holds.
package evidence
