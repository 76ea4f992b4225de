package workbook

import (
	"strings"
	"unsafe"
)

// textStore keeps many short texts in few pieces of memory.
type textStore struct {
	piece []byte
	most  int // bytes in a piece
}

// keep copies a text into the store.
func (s *textStore) keep(text []byte) string {
	switch len(text) {
	case 0:
		return ""
	case 1:
		return string(text) // Go has these ready
	}
	if len(s.piece)+len(text) > cap(s.piece) {
		s.piece = make([]byte, 0, max(len(text), min(max(2*cap(s.piece), 512), s.most)))
	}
	start := len(s.piece)
	s.piece = append(s.piece, text...)
	// The bytes are never written again: pieces only grow behind them.
	return unsafe.String(&s.piece[start], len(text))
}

// cleanUTF8 keeps text that DuckDB can keep: it reads anything else back as the empty string.
func cleanUTF8(text string) string { return strings.ToValidUTF8(text, "�") }
