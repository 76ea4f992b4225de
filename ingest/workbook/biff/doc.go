// Package biff reads the workbooks of Excel 5 to 2003 and of WPS (.xls, .et): BIFF5 and BIFF8
// records in the Workbook stream of a compound file. It knows nothing of grids and forms: package
// workbook turns what it gives into its own types.
//
// The format has no checksum, so a changed digit cannot be noticed. What can be is: a stream or a
// record that is cut off, a sheet whose substream does not end, a string that the shared table
// does not hold, a style that does not exist, the same cell given twice. Each of them is an
// [Error], never a shorter sheet.
//
// Section numbers in comments are those of [MS-XLS]; [MS-CFB] and [MS-OLEPS] are named.
package biff
