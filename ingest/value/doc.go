// Package value turns one cell, as a person typed it, into a number, a date, a name or a day's
// status, or says why it cannot.
//
// Nothing is guessed: "约3" is 3, "1.2万" is 12000, "请假" is a status and not a zero, and "3/5"
// in a count column is a problem, because it may be a date, a fraction or plan and actual.
// Whatever a value lacks (the year of "3月5日") is filled from stated hints, and the result says
// from which.
package value

// Problem says why a cell has no value: a code of ingest/issue and a Chinese sentence.
type Problem struct {
	Code    string
	Message string
}
