package schedule

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/google/renameio/v2"
)

// memory is what the scheduler knows across restarts, by job name.
type memory struct {
	Jobs map[string]remembered `json:"jobs"`
}

type remembered struct {
	// Cron as it was when Since was written: with other times the old mark means nothing.
	Cron string `json:"cron"`
	// Since is when the last finished run began or, before the first, when the job was first seen.
	Since time.Time `json:"since"`
	// Result of the last finished run: ok, failed, or empty before the first.
	Result string `json:"result,omitempty"`
}

func loadMemory(path string) (*memory, error) {
	m := &memory{Jobs: make(map[string]remembered)}
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return m, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read schedule state: %w", err)
	}
	if err := json.Unmarshal(text, m); err != nil {
		return nil, fmt.Errorf("schedule state %s: %w", path, err)
	}
	if m.Jobs == nil {
		m.Jobs = make(map[string]remembered)
	}
	return m, nil
}

// save replaces the file in one step, so that a kill leaves the old memory or the new.
func (m *memory) save(path string) error {
	text, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return fmt.Errorf("schedule state: %w", err)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return fmt.Errorf("schedule state: %w", err)
	}
	if err := renameio.WriteFile(path, append(text, '\n'), 0o644); err != nil {
		return fmt.Errorf("write schedule state: %w", err)
	}
	return nil
}
