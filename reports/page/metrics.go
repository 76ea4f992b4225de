package page

import (
	"aqs/reports/data"
	"aqs/reports/evidence"
	"aqs/reports/table"
)

// metricsBody is the page 口径说明.
type metricsBody struct {
	Metrics []metricEntry
	Layers  []modelLayer
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
	return Page{File: metricsFile, template: "page-metrics", Title: "口径说明", Topic: metricsFile, Body: body, Tables: []table.Table{metricSheet(s.Data.Metrics)}}
}
