// Package data reads the relations of schema report, one query per relation, into typed rows.
//
// It promises to add nothing: no figure is computed, no row is dropped, no order is changed.
// What SQL left NULL stays absent (see [Num]), because "no data" is an answer of its own.
package data
