package workbook

// cellStore gives the rows of all sheets of a file their cells and texts out of few pieces of memory.
type cellStore struct {
	texts textStore
	piece []Cell
	start int // of the open row in piece
}

const (
	firstPiece = 64
	mostPiece  = 4096
)

// begin opens a row.
func (s *cellStore) begin() { s.start = len(s.piece) }

// next is the place of one more cell in the open row; a row that outgrows the piece moves to a
// new one.
func (s *cellStore) next() *Cell {
	if len(s.piece) == cap(s.piece) {
		row := s.piece[s.start:]
		s.piece = append(make([]Cell, 0, max(2*len(row), min(max(2*cap(s.piece), firstPiece), mostPiece))), row...)
		s.start = 0
	}
	s.piece = s.piece[:len(s.piece)+1]
	return &s.piece[len(s.piece)-1]
}

// end closes the row.
func (s *cellStore) end() []Cell { return s.piece[s.start:len(s.piece):len(s.piece)] }

// reuse takes the last row's cells back.
func (s *cellStore) reuse() { s.piece = s.piece[:s.start] }
