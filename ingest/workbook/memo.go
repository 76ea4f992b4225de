package workbook

import (
	"bytes"
	"sync"
)

// memo remembers what small parts were read as. Workbooks filled in from one template have the
// same styles and relations, byte for byte, and reading those took a third of the time of a day's
// form. Parts are equal when their compressed bytes are, so nothing is mistaken for another, and
// it makes no difference to any result whether a part is remembered.
type memo[T any] struct {
	mu    sync.Mutex
	known map[memoKey]memoItem[T]
}

type memoKey struct {
	name   string
	sum    uint32
	packed int
	size   uint64 // as the directory promises: a false promise is an error at every reading
}

type memoItem[T any] struct {
	packed []byte
	value  T // shared by all who ask: never written to
}

const (
	memoParts = 64
	memoBytes = 64 << 10
)

// of gives what a part was read as, reading it when it is new.
func (m *memo[T]) of(p *parts, name string, read func() (T, error)) (T, error) {
	part, packed, err := p.locate(name)
	if err != nil || part.method != zipDeflated || len(packed) > memoBytes {
		return read()
	}
	key := memoKey{name, part.sum, len(packed), part.size}
	m.mu.Lock()
	item, ok := m.known[key]
	m.mu.Unlock()
	if ok && bytes.Equal(item.packed, packed) {
		return item.value, nil
	}
	value, err := read()
	if err != nil {
		return value, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.known == nil || len(m.known) >= memoParts {
		m.known = map[memoKey]memoItem[T]{}
	}
	m.known[key] = memoItem[T]{bytes.Clone(packed), value}
	return value, nil
}
