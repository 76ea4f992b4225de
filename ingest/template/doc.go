// Package template draws an empty workbook for a form: what people fill in.
//
// The sheet is derived from the form's definition, so a form that somebody adds as YAML has a
// template for free. What the registers of the warehouse know is filled in already: names, teams,
// targets, the days of the period; outlets and products are offered as drop-downs.
//
// What is filled into the boxes of a template is what the reader reads, no more and no less; a test
// holds this for every form.
package template
