package page

import (
	"math"
	"strconv"

	"aqs/reports/data"
	"aqs/reports/evidence"
	"aqs/reports/table"
)

// metricsBody is the page 口径说明.
type metricsBody struct {
	Metrics []metricEntry
	Layers  []modelLayer
	// Parameters are the numbers that the method itself fixes; nil where the marts have none.
	Parameters *section
}

type metricEntry struct {
	data.Metric
	Anchor string // of the relation's SQL below and name of its side file, empty when there is none
}

type modelLayer struct {
	Name   string
	Models []modelEntry
}

type modelEntry struct {
	data.Model
	Anchor string
}

func metricSheet(rows []data.Metric) table.Table {
	return table.Of("metrics", "指标定义", rows, []table.Col[data.Metric]{
		{Name: "指标", Kind: table.Text, Value: func(r data.Metric) any { return r.Name }},
		{Name: "代号", Kind: table.Text, Value: func(r data.Metric) any { return r.ID }},
		{Name: "单位", Kind: table.Text, Value: func(r data.Metric) any { return r.Unit }},
		{Name: "定义", Kind: table.Long, Value: func(r data.Metric) any { return r.Formula }},
		{Name: "来源", Kind: table.Long, Value: func(r data.Metric) any { return r.Source }},
		{Name: "模型", Kind: table.Text, Value: func(r data.Metric) any { return r.Relation }},
		{Name: "说明", Kind: table.Long, Value: func(r data.Metric) any { return r.Note }},
	}...)
}

func (s *Site) metricsPage() Page {
	var body metricsBody
	known := map[string]bool{}
	for _, model := range s.Data.Models {
		known[model.Relation] = true
		if n := len(body.Layers); n == 0 || body.Layers[n-1].Name != model.Layer {
			body.Layers = append(body.Layers, modelLayer{Name: model.Layer})
		}
		layer := &body.Layers[len(body.Layers)-1]
		layer.Models = append(layer.Models, modelEntry{model, evidence.ModelName(model.Relation)})
	}
	for _, metric := range s.Data.Metrics {
		entry := metricEntry{Metric: metric}
		if known[metric.Relation] {
			entry.Anchor = evidence.ModelName(metric.Relation)
		}
		body.Metrics = append(body.Metrics, entry)
	}
	tables := []table.Table{metricSheet(s.Data.Metrics)}
	if rows := s.Data.Parameters; len(rows) > 0 {
		sheet := parameterSheet(rows)
		body.Parameters = &section{ID: "h-parameters", Title: "方法里的数", Table: &sheet,
			Note: "界限、把握、最少样本等由方法定下或由数据量出的数。改动它们会改动结论，所以写在这里。"}
		tables = append(tables, sheet)
	}
	return Page{File: metricsFile, template: "page-metrics", Title: "口径说明", Topic: metricsFile, Body: body, Tables: tables}
}

func parameterSheet(rows []data.MethodParameter) table.Table {
	return table.Of("parameters", "方法里的数", rows, []table.Col[data.MethodParameter]{
		{Name: "名称", Kind: table.Text, Value: func(r data.MethodParameter) any { return r.Name }},
		{Name: "数值", Kind: table.Text, Value: func(r data.MethodParameter) any { return parameterText(r) }},
		{Name: "意思", Kind: table.Long, Value: func(r data.MethodParameter) any { return r.Meaning }},
		{Name: "从哪里来", Kind: table.Long, Value: func(r data.MethodParameter) any { return r.Source }},
		{Name: "模型", Kind: table.Text, Value: func(r data.MethodParameter) any { return r.Relation }},
	}...)
}

// parameterText shows a parameter with as many digits as it has, up to four, and its unit.
func parameterText(r data.MethodParameter) string {
	if !r.Value.OK {
		return none
	}
	switch r.Unit {
	case "比率", "概率", "分位":
		return percent(r.Value)
	}
	text := strconv.FormatFloat(math.Round(r.Value.V*1e4)/1e4, 'f', -1, 64)
	if r.Unit == "" {
		return text
	}
	return text + " " + r.Unit
}
