// Package e2e holds the tests of what the program as a whole promises; it has no code of its own.
//
//   - exactness: every legible value of a simulator's truth.csv is in the warehouse, exactly;
//   - ledger: every non-empty row of every sheet has one fate;
//   - determinism: equal input gives equal bytes, at once or in parts, with one worker or many;
//   - kill: SIGKILL at any moment leaves the old site or the new one, and the next run succeeds.
//
// They run the program as it is built (bin in a temporary folder), not its packages.
package e2e
