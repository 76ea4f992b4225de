package value

import "testing"

// 周 is a surname at the front of a name and a week anywhere else.
func TestTheSurnameThatIsAWeek(t *testing.T) {
	for text, want := range map[string]bool{
		"周超": true, "周建国": true, "周思远": true, "王周": false, "周报": false, "周一": false, "周末": false, "周计划": false,
		"周工作": false, "本周": false, "张下周": false, "周总结": false,
	} {
		if got := LooksLikeName(text); got != want {
			t.Errorf("%s: %t, want %t", text, got, want)
		}
	}
}
