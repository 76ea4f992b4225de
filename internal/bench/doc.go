// Package bench measures the program beside what other people would use: the same workbooks
// through our reader, through excelize, and through the readers of Python and Node, in pairs
// within one run, so that a busy or slow machine changes both sides of a ratio.
//
// It knows four workloads (see [All]), how to read one in Go ([Read]), how to run a process and
// account for what it used ([Exec]), and how to make a Markdown table of the outcome ([Run]). The
// program around it is internal/bench/aqsbench; `make bench-peers` starts it. Every reader counts
// the cells that hold something and adds up the numbers: who reads something else is reported.
package bench
