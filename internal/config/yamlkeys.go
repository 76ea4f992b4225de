package config

import (
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// checkKeys walks the file's keys with their lines. viper would report an unknown key too, but
// without the line, and it folds the case of keys.
func checkKeys(path string, text []byte) error {
	var document yaml.Node
	if err := yaml.Unmarshal(text, &document); err != nil {
		return &Error{Message: "配置文件 " + path + " 不是有效的 YAML", Hint: "请检查所示行的缩进和引号；用空格而不是 Tab 缩进。", Err: err}
	}
	if len(document.Content) == 0 {
		return nil
	}
	return checkMapping(path, document.Content[0], "", Keys())
}

func checkMapping(path string, node *yaml.Node, prefix string, known []string) error {
	if node.Kind == yaml.ScalarNode && node.Tag == "!!null" {
		return nil
	}
	if node.Kind != yaml.MappingNode {
		return &Error{Message: fmt.Sprintf("配置文件 %s 第 %d 行：这里应是「键: 值」", path, node.Line), Hint: "写法见 aqs.example.yaml。"}
	}
	for i := 0; i+1 < len(node.Content); i += 2 {
		name, value := node.Content[i], node.Content[i+1]
		key := prefix + name.Value
		switch {
		case slices.Contains(known, key):
			if entryKeys, isList := listKeys()[key]; isList && value.Kind == yaml.SequenceNode {
				for _, entry := range value.Content {
					if err := checkMapping(path, entry, "", entryKeys); err != nil {
						return err
					}
				}
			}
		case slices.ContainsFunc(known, func(k string) bool { return strings.HasPrefix(k, key+".") }):
			if err := checkMapping(path, value, key+".", known); err != nil {
				return err
			}
		default:
			return &Error{
				Message: fmt.Sprintf("配置文件 %s 第 %d 行：没有名为 %s 的配置项", path, name.Line, key),
				Hint:    fmt.Sprintf("最接近的是 %s；全部配置项见 aqs.example.yaml。", nearest(key, known)),
			}
		}
	}
	return nil
}
