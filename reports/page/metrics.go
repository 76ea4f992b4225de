package page

import (
	"aqs/reports/data"
	"aqs/reports/evidence"
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
	return Page{File: metricsFile, template: "page-metrics", Title: "口径说明", Topic: metricsFile, Body: body}
}
