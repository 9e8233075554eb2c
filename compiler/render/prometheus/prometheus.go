// Package prometheus writes where Prometheus finds the metrics of a cluster's servers.
package prometheus

import (
	"bytes"
	"text/template"

	"github.com/alluxio-gen/alluxio-gen/compiler/plan"
	"github.com/alluxio-gen/alluxio-gen/templates"
)

var page = template.Must(template.ParseFS(templates.FS, "prometheus.yml"))

// Render returns prometheus.yml. Every word in it is a name or an address of restricted spelling, so that the quotes of
// YAML need no escape.
func Render(p plan.Plan) ([]byte, error) {
	var b bytes.Buffer
	err := page.Execute(&b, struct {
		Cluster string
		*plan.Metrics
	}{p.Cluster, p.Metrics})
	return b.Bytes(), err
}
