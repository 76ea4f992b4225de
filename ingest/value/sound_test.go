package value

import (
	"slices"
	"testing"
)

func TestSoundingNames(t *testing.T) {
	roster := []string{"王芳", "汪方", "单强", "李伟", "李威", "欧阳娜", "Anna"}
	for name, want := range map[string][]string{
		"王方":  {"王芳", "汪方"},
		"王芳":  {"汪方"},
		"善强":  {"单强"}, // 单 is read shàn as a surname, dān otherwise
		"丹强":  {"单强"},
		"李维":  {"李伟", "李威"},
		"王芳芳": nil,
		"ann": nil,
		"":    nil,
	} {
		if got := SoundingNames(name, roster); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
	}
}
