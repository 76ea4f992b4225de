// Package learn writes a first definition of a form nobody has defined yet, from one workbook of
// it: title, header or labels, and for each the field that fits best. It is a draft for an analyst
// to correct, in the language of docs/forms.md, and says in its comments what is certain, what is
// a guess and what was left out.
//
// No cell's content gets into a draft but the texts of title, headers and labels: the file is
// kept, and may be passed on.
package learn
