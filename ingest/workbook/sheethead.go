package workbook

import "bytes"

// Sheets made from one template begin with the same bytes up to <sheetData>: two kilobytes of
// namespaces and how the sheet is shown. Reading them took a sixth of a small sheet's time. So a
// scanner remembers how its last sheet began, when that said nothing that concerns a grid.

const maxKnown = 16 << 10 // bytes of a beginning that are remembered

// remember keeps how the sheet began, at its <sheetData>.
func (r *sheetReader) remember() {
	s := r.scan
	if s.moved || s.pos > maxKnown || !s.isBare() || s.namespace != transitional || s.depth() != 2 || r.grid.HiddenCols != nil || len(r.grid.Merges) > 0 {
		s.known = s.known[:0]
		return
	}
	s.known = append(s.known[:0], s.data[:s.pos]...)
}

// beginAsBefore passes over the beginning of the sheet when it is the remembered one.
func (r *sheetReader) beginAsBefore() {
	s := r.scan
	if len(s.known) == 0 || !bytes.HasPrefix(s.data[:s.end], s.known) {
		return
	}
	s.pos = len(s.known)
	s.opening, s.begun, s.namespace = true, true, transitional
	s.push([]byte("worksheet"))
	s.push([]byte("sheetData"))
	s.section = append(s.section, "sheetData"...)
	r.sawData, r.inData = true, true
}
