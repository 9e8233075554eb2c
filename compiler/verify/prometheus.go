package verify

import (
	"bytes"
	"fmt"
	"maps"
	"slices"

	"go.yaml.in/yaml/v4"

	"github.com/alluxio-gen/alluxio-gen/compiler/plan"
)

// scrapes is what of Prometheus's configuration is written; another key is an error.
type scrapes struct {
	Configs []struct {
		Job      string `yaml:"job_name"`
		Path     string `yaml:"metrics_path"`
		Interval string `yaml:"scrape_interval"`
		Static   []struct {
			Targets []string          `yaml:"targets"`
			Labels  map[string]string `yaml:"labels"`
		} `yaml:"static_configs"`
	} `yaml:"scrape_configs"`
}

// Prometheus reads the file and wants exactly the planned targets.
func Prometheus(content []byte, m plan.Metrics) error {
	var is scrapes
	d := yaml.NewDecoder(bytes.NewReader(content))
	d.KnownFields(true)
	if err := d.Decode(&is); err != nil {
		return fmt.Errorf("prometheus.yml: %w", err)
	}
	if len(is.Configs) != 1 || is.Configs[0].Job != m.Job || is.Configs[0].Path != m.Path {
		return fmt.Errorf("prometheus.yml: it is not of job %s", m.Job)
	}
	if interval := is.Configs[0].Interval; interval != "" && interval != fmt.Sprintf("%ds", m.Interval) || interval == "" && m.Interval != 0 {
		return fmt.Errorf("prometheus.yml: its interval is %q, planned %d seconds", interval, m.Interval)
	}
	var found []plan.MetricTarget
	for _, s := range is.Configs[0].Static {
		for _, at := range s.Targets {
			found = append(found, plan.MetricTarget{At: at, Labels: s.Labels})
		}
	}
	if !slices.EqualFunc(found, m.Targets, func(a, b plan.MetricTarget) bool { return a.At == b.At && maps.Equal(a.Labels, b.Labels) }) {
		return fmt.Errorf("prometheus.yml: its targets are %v, planned %v", found, m.Targets)
	}
	return nil
}
