package value

import "testing"

// FuzzTimes: a range of times ends after it begins, within the day.
func FuzzTimes(f *testing.F) {
	for _, seed := range []string{"8:20-12:00", "8.20—12.00", "下午2:30-4:00", "0820-1200", "8点半", "：：", "24:00", "9-", "①"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if from, to, ok := ReadTimes(text); ok && (from < 0 || to < from || to > 24*60) {
			t.Fatalf("%q gives %d to %d", text, from, to)
		}
	})
}

// FuzzList: the items of a list are pieces of the text, none empty.
func FuzzList(f *testing.F) {
	for _, seed := range []string{"1、甲 2、乙", "①甲②乙", "1.5万", "一、甲\n二、乙", "(1)甲(2)"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		items := SplitList(text)
		if len(items) == 1 {
			t.Fatalf("%q: a list of one", text)
		}
		for _, item := range items {
			if item == "" {
				t.Fatalf("%q: an empty item", text)
			}
		}
	})
}

func TestSplitList(t *testing.T) {
	for text, want := range map[string]int{"1、走访交行 2、回访老客户 3、邀约": 3, "一、驻点\n二、三访": 2, "①甲②乙": 2, "保费1.5万": 0, "今天：1、甲 2、乙": 0, "1、甲": 0, "(1)甲(2)乙(3)丙": 3, "第1周 第2周": 0} {
		if got := SplitList(text); len(got) != want {
			t.Errorf("%q: %d items %q, want %d", text, len(got), got, want)
		}
	}
}

func TestHalfDayStatus(t *testing.T) {
	for text, want := range map[string]string{"上午培训": "training", "请假半天": "leave", "下午开会": "meeting", "培训": "", "上午3次": "", "半天": ""} {
		if got, _ := HalfDayStatus(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
