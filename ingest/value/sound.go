package value

import "github.com/mozillazg/go-pinyin"

// SoundingNames lists the names that are written with other characters and read the same: 王芳 and
// 汪方. Tones do not count, and a character with several readings sounds like any of them. Like
// [NearNames] it is a hint for people. The order is that of the list.
func SoundingNames(name string, names []string) []string {
	sounds := soundsOf(name)
	if len(sounds) < 2 {
		return nil
	}
	var near []string
	for _, other := range names {
		if other != name && soundAlike(sounds, soundsOf(other)) {
			near = append(near, other)
		}
	}
	return near
}

// soundsOf gives the readings of each character; nil when one has none, being no Chinese character.
func soundsOf(name string) [][]string {
	how := pinyin.NewArgs()
	how.Heteronym = true
	var sounds [][]string
	for _, character := range name {
		readings := pinyin.SinglePinyin(character, how)
		if len(readings) == 0 {
			return nil
		}
		sounds = append(sounds, readings)
	}
	return sounds
}

func soundAlike(a, b [][]string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if !shareOne(a[i], b[i]) {
			return false
		}
	}
	return true
}

func shareOne(a, b []string) bool {
	for _, reading := range a {
		for _, other := range b {
			if reading == other {
				return true
			}
		}
	}
	return false
}
