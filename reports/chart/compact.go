package chart

import (
	"encoding/json"
	"math"
)

// compact shortens an option without changing what it draws: go-echarts writes every value as an
// object, labels that are null, and numbers with sixteen digits, which together are half of a page.
func compact(option map[string]any) (any, error) {
	encoded, err := json.Marshal(option)
	if err != nil {
		return nil, err
	}
	var plain any
	if err := json.Unmarshal(encoded, &plain); err != nil {
		return nil, err
	}
	return shorten(plain), nil
}

func shorten(node any) any {
	switch v := node.(type) {
	case float64:
		return round(v)
	case []any:
		for i := range v {
			v[i] = shorten(v[i])
		}
	case map[string]any:
		for key, value := range v {
			if value == nil {
				delete(v, key)
				continue
			}
			if key == "data" {
				value = bare(value)
			}
			v[key] = shorten(value)
		}
	}
	return node
}

// bare turns [{"value": 3}, …] into [3, …] where no item says more.
func bare(node any) any {
	items, ok := node.([]any)
	if !ok {
		return node
	}
	for i, item := range items {
		if object, ok := item.(map[string]any); ok && len(object) == 1 && object["value"] != nil {
			items[i] = object["value"]
		}
	}
	return items
}

// round keeps seven significant digits: no screen shows more.
func round(v float64) float64 {
	if v == 0 || v == math.Trunc(v) {
		return v
	}
	scale := math.Pow(10, 6-math.Floor(math.Log10(math.Abs(v))))
	return math.Round(v*scale) / scale
}
