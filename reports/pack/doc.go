// Package pack makes the meeting packs: each one HTML file that needs nothing beside itself, to be
// printed on A4 or forwarded. Its drawings are SVG made here, so a pack holds no script at all and
// its content policy allows none.
//
// A pack shows figures of the report relations and computes none. Packs of a team are read by the
// whole team in a meeting: what is for supervisors only (需核实) stands in the pack of the
// supervisors' meeting and nowhere else.
package pack
