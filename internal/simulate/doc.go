// Package simulate makes up a branch of an insurer, lets its people work for some months, and
// writes the workbooks they would hand in, together with the truth behind them.
//
// People first, sheets second. A [world] is built in layers: organisation, outlets, each person's
// traits, planted causes and decoys, the daily process from visits to sales, and what of it gets
// reported. Only then do the forms draw it. So a new form is one more drawing of the same people,
// and a new method can be tested against causes that are known.
//
// Every layer of every person draws from its own stream of random numbers (see [stream]):
// another person, another month or another form leaves everybody else's days as they were.
// Equal options give byte-identical files.
//
// All parameters are assumptions for testing, in params.go with their source; nothing here
// describes a real company.
package simulate
