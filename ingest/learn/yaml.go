package learn

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// yaml writes the draft down with its comments.
func (d *definition) yaml(verdict string) (string, error) {
	root := mapping(0)
	head := []string{"由一份工作簿草拟的表样，请核对后使用；写法见 docs/forms.md。"}
	if verdict != "" {
		head = append(head, verdict)
	}
	head = append(head, d.remarks...)
	root.put("id", text(d.id), "编号，可以改，不能与别的表样相同")
	root.put("name", text(d.name), "报告和提示中的名称")
	root.put("layout", text(d.layout), "form 表单式，register 台账式，crosstab 横向（指标在左、人或周在上）")
	root.put("record", text(d.record), "读成哪一种记录")
	if d.period != "" {
		root.put("period", text(d.period), "")
	}
	root.put("threshold", plain("0.6"), "相符到几成才认")
	if d.title != "" {
		title := mapping(0)
		title.put("phrases", list([]string{d.title}), "标题中固定不变的几个字；团队名、年月请删去")
		title.put("weight", plain("2"), "")
		root.put("title", title.node, "")
	}
	if len(d.labels) > 0 {
		root.put("labels", columns(d.labels, "weight"), "")
	}
	if len(d.columns) > 0 {
		root.put("columns", columns(d.columns, "weight"), "")
	}
	if len(d.metrics) > 0 {
		metrics := mapping(0)
		metrics.put("plan_words", list(d.plans), "")
		metrics.put("actual_words", list(d.dones), "")
		if d.layout == "crosstab" {
			metrics.put("rate_words", list([]string{"达成率", "完成率"}), "")
		}
		metrics.put("weight", plain("0.75"), "")
		metrics.put("expect", plain(strconv.Itoa(len(d.metrics))), "")
		metrics.put("rows", columns(d.metrics, ""), "")
		root.put("metrics", metrics.node, "")
	}
	if len(d.blocks) > 0 {
		blocks := &yaml.Node{Kind: yaml.SequenceNode}
		for _, b := range d.blocks {
			one := mapping(0)
			one.put("id", text(b.id), "")
			one.put("name", text(b.name), "")
			one.put("record", text(b.record), "")
			if len(b.titles) > 0 {
				one.put("titles", list(b.titles), "")
			}
			one.put("weight", plain("1"), "")
			one.put("columns", columns(b.columns, ""), "")
			blocks.Content = append(blocks.Content, one.node)
		}
		root.put("blocks", blocks, "")
	}
	if len(d.groups) > 0 {
		groups := &yaml.Node{Kind: yaml.SequenceNode}
		for _, g := range d.groups {
			one := mapping(yaml.FlowStyle)
			one.put("kind", text(g.kind), "")
			one.put("name", text(g.name), "")
			if g.kind != "ignore" {
				one.put("weight", plain("1"), "")
			}
			if len(g.aliases) > 0 {
				one.put("aliases", list(g.aliases), "")
			}
			groups.Content = append(groups.Content, one.node)
		}
		root.put("groups", groups, "")
	}
	root.put("totals", list([]string{"合计", "小计", "总计"}), "")
	if len(d.ignore) > 0 {
		root.put("ignore", list(d.ignore), "认得但不读的栏目；要读的请移到上面并写明 field")
	}
	if len(d.require()) > 0 {
		root.put("require", d.requirement(), "缺了就不认，免得把别的表当成它")
	}
	var out bytes.Buffer
	for _, line := range head {
		fmt.Fprintf(&out, "# %s\n", strings.ReplaceAll(line, "\n", " "))
	}
	encoder := yaml.NewEncoder(&out)
	encoder.SetIndent(2)
	if err := encoder.Encode(root.node); err != nil {
		return "", fmt.Errorf("learn: %w", err)
	}
	return out.String(), encoder.Close()
}

// require is what the draft insists on: the title, else the columns by which it knows the sheet.
func (d *definition) require() []string {
	var parts []string
	if d.layout == "crosstab" {
		parts = append(parts, "metrics:2")
		for _, g := range d.groups {
			if g.kind == "people" || g.kind == "teams" || g.kind == "target" {
				parts = append(parts, "group:"+g.kind)
			}
		}
	}
	if d.title != "" {
		return append(parts, "title")
	}
	if d.layout == "crosstab" {
		return parts
	}
	for _, c := range d.labels {
		parts = append(parts, "label:"+c.field)
	}
	for _, c := range d.columns {
		parts = append(parts, "column:"+c.field)
	}
	return parts
}

func (d *definition) requirement() *yaml.Node {
	all := &yaml.Node{Kind: yaml.SequenceNode}
	for _, part := range d.require() {
		one := mapping(yaml.FlowStyle)
		one.put("any", list([]string{part}), "")
		say := "标题“" + d.title + "”"
		if part != "title" {
			say = "栏目"
			if d.layout == "crosstab" {
				say = "指标和列组"
			}
		}
		one.put("say", text(say), "")
		all.Content = append(all.Content, one.node)
	}
	return all
}

// node is a mapping under construction.
type node struct{ node *yaml.Node }

func mapping(style yaml.Style) node { return node{&yaml.Node{Kind: yaml.MappingNode, Style: style}} }

func (n node) put(key string, value *yaml.Node, comment string) {
	if comment != "" {
		if value.Kind == yaml.ScalarNode || value.Style == yaml.FlowStyle {
			value.LineComment = "# " + comment
		}
	}
	n.node.Content = append(n.node.Content, &yaml.Node{Kind: yaml.ScalarNode, Value: key}, value)
}

// text is a scalar that stays a text whatever it looks like.
func text(s string) *yaml.Node {
	made := &yaml.Node{}
	made.SetString(s)
	return made
}

func plain(s string) *yaml.Node { return &yaml.Node{Kind: yaml.ScalarNode, Value: s} }

func list(texts []string) *yaml.Node {
	made := &yaml.Node{Kind: yaml.SequenceNode, Style: yaml.FlowStyle}
	for _, s := range texts {
		made.Content = append(made.Content, text(s))
	}
	return made
}

func columns(all []column, weight string) *yaml.Node {
	made := &yaml.Node{Kind: yaml.SequenceNode}
	for _, c := range all {
		one := mapping(yaml.FlowStyle)
		one.put("field", text(c.field), "")
		one.put("name", text(c.name), "")
		if c.kind != "text" {
			one.put("type", text(c.kind), "")
		}
		if weight != "" {
			one.put(weight, plain("1"), "")
		}
		if c.required {
			one.put("required", plain("true"), "")
		}
		if c.beside {
			one.put("value", list([]string{"inside", "right", "below"}), "")
		}
		one.put("aliases", list(c.aliases), "")
		if len(c.enum) > 0 {
			words := &yaml.Node{Kind: yaml.SequenceNode, Style: yaml.FlowStyle}
			for _, e := range c.enum {
				choice := mapping(yaml.FlowStyle)
				choice.put("value", text(e.Value), "")
				choice.put("words", list([]string{e.Word}), "")
				words.Content = append(words.Content, choice.node)
			}
			one.put("enum", words, "")
		}
		one.node.HeadComment = "# " + c.remark
		made.Content = append(made.Content, one.node)
	}
	return made
}
