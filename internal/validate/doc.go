// Package validate measures the method against people whose causes are known.
//
// A scenario says what is planted (see simulate.Planting) and in what kind of world (see
// simulate.Profile). Every seed of it goes the whole way: simulate writes workbooks, ingest reads
// them, transform computes, and only then are the marts compared with the truth. The rules that
// people use instead of a method are computed beside it from the same core tables.
//
// The package promises that equal options give equal figures, that nothing the method reads comes
// from the truth, and that what could not be measured is said rather than left out.
package validate
