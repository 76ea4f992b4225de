// Package feedback hands files back to the people who filled them in: a copy of every workbook
// with findings, the cells in question coloured and explained, and a list of what to mend; and one
// list of everything by person.
//
// A copy is drawn anew from what the reader saw, never by changing the original's bytes: no
// macro, formula, link or picture of the original can be in it, and a sheet that matched no form
// is not copied at all. Equal findings about equal files give equal bytes, and a copy that is up
// to date is not written again.
package feedback
