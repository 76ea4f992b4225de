// Package warehouse opens, appends to and publishes the two DuckDB files of a run:
//
//   - raw.duckdb, appended to by ingest, attached under the catalog name "raw", tables in its
//     main schema (so that SQL says raw.day);
//   - marts.duckdb, built anew by transform under a temporary name, attached as "marts" with the
//     schemas staging, core, analysis and report, then renamed over the old file.
//
// It promises that a reader never sees half a file: [Publish] syncs before it renames, and a
// session closes its files without leaving a write-ahead log.
package warehouse
