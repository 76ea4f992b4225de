// Package transform turns raw.duckdb into marts.duckdb: it orders the models of package sql by
// what they read, builds each as a table in a new file, runs the tests, and publishes the file
// only when no error-level test fails.
//
//	summary, err := transform.Run(ctx, transform.Options{
//		RawPath: "data/raw.duckdb", MartsPath: "data/marts.duckdb", AsOf: calendar.Date(2026, 3, 31),
//	})
//
// It promises: the same raw records, as-of day and version give the same tables; readers of the
// old marts.duckdb never see half a result; every figure is SQL — Go only orders, runs, records.
package transform
