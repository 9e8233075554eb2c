package verify

import (
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/compiler/plan"
)

// A file with another target, label or key than planned is not let through.
func TestPrometheusIsAsPlanned(t *testing.T) {
	m := plan.Metrics{Job: "alluxio-x", Path: "/metrics/prometheus/", Targets: []plan.MetricTarget{{At: "master:19999", Labels: map[string]string{"role": "master"}}}}
	const right = `# comment
scrape_configs:
  - job_name: "alluxio-x"
    metrics_path: "/metrics/prometheus/"
    static_configs:
      - targets: ["master:19999"]
        labels: {role: "master"}
`
	if err := Prometheus([]byte(right), m); err != nil {
		t.Error(err)
	}
	for old, now := range map[string]string{"19999": "19998", `"master"}`: `"worker"}`, "alluxio-x": "alluxio-y", "prometheus/": "json", "static_configs": "static_confgs", "    static_configs": "    scrape_interval: 5s\n    static_configs", "targets: [": "targets: [a, "} {
		if Prometheus([]byte(strings.Replace(right, old, now, 1)), m) == nil {
			t.Errorf("nobody noticed %s in the place of %s", now, old)
		}
	}
}
