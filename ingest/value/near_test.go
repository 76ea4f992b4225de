package value

import (
	"slices"
	"testing"
)

func TestNearNames(t *testing.T) {
	roster := []string{"张伟", "张玮", "李伟", "欧阳娜", "王小明", "王晓明", "王明", "赵国强"}
	for name, want := range map[string][]string{
		"张维":   {"张伟", "张玮"},
		"王小名":  {"王小明"},
		"王小明":  {"王晓明", "王明"},
		"欧阳娜娜": {"欧阳娜"},
		"赵强国":  {"赵国强"},
		"伟张":   {"张伟"},
		"陈伟":   nil,
		"张":    nil,
		"":     nil,
		"王小明明": {"王小明"},
	} {
		if got := NearNames(name, roster); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
	}
}
