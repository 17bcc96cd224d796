package config

import (
	"strconv"

	"go.yaml.in/yaml/v3"

	"tocsin/plan"
)

func showPilot(p plan.Pilot) *yaml.Node {
	m := mapping().set("id", textNode(p.ID)).set("brand", textNode(string(p.Brand)))
	m.set("strategy", textNode(p.Strategy)).set("kind", textNode(p.Kind))
	m.setText("thing", p.Thing)
	m.set("hypothesis", textNode(p.Hypothesis))
	measure := mapping().set("name", textNode(p.Measure.Name)).set("match", texts(p.Measure.Match)).set("target", textNode(p.Measure.Target))
	if p.Measure.MinVoices > 0 {
		measure.set("min_voices", plainText(strconv.Itoa(p.Measure.MinVoices)))
	}
	m.set("measure", measure.node)
	m.set("from", plainText(p.From.String())).set("to", plainText(p.To.String()))
	m.setText("stop_if", p.StopIf)
	m.setText("feeds", p.Feeds)
	return m.node
}
