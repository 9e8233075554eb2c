package stack

import (
	"fmt"
	"maps"
	"slices"

	"go.yaml.in/yaml/v4"
)

// The stack file's own types: exactly the keys that `docker stack deploy` takes from us, each in the form that it wants.

type file struct {
	Version  string                        `yaml:"version"`
	Services map[string]service            `yaml:"services"`
	Networks map[string]network            `yaml:"networks"`
	Volumes  map[string]volume             `yaml:"volumes,omitempty"`
	Configs  map[string]config             `yaml:"configs,omitempty"`
	Record   map[string]map[string]*record `yaml:",inline"`
}

type service struct {
	Image       text              `yaml:"image"`
	Entrypoint  []text            `yaml:"entrypoint,omitempty"`
	Command     []text            `yaml:"command,omitempty"`
	Environment map[string]text   `yaml:"environment,omitempty"`
	Configs     []configMount     `yaml:"configs,omitempty"`
	Volumes     []mount           `yaml:"volumes,omitempty"`
	Networks    []string          `yaml:"networks"`
	ExtraHosts  []text            `yaml:"extra_hosts,omitempty"`
	User        text              `yaml:"user,omitempty"`
	Init        bool              `yaml:"init,omitempty"`
	StopSignal  text              `yaml:"stop_signal,omitempty"`
	StopGrace   string            `yaml:"stop_grace_period,omitempty"`
	Ulimits     map[string]ulimit `yaml:"ulimits,omitempty"`
	Health      *health           `yaml:"healthcheck,omitempty"`
	Logging     *logging          `yaml:"logging,omitempty"`
	Labels      map[string]text   `yaml:"labels,omitempty"`
	Deploy      deploy            `yaml:"deploy"`
	// Extra are the description's own keys, which stand after ours.
	Extra map[string]any `yaml:"-"`
}

// MarshalYAML refuses a key that is said twice.
func (s service) MarshalYAML() (any, error) {
	type ours service
	var node yaml.Node
	if err := node.Encode(ours(s)); err != nil {
		return nil, err
	}
	for _, key := range slices.Sorted(maps.Keys(s.Extra)) {
		for i := 0; i < len(node.Content); i += 2 {
			if node.Content[i].Value == key {
				return nil, fmt.Errorf("%q is said twice", key)
			}
		}
		var name, value yaml.Node
		name.SetString(key)
		if err := value.Encode(s.Extra[key]); err != nil {
			return nil, err
		}
		node.Content = append(node.Content, &name, &value)
	}
	return &node, nil
}

type configMount struct {
	Source string `yaml:"source"`
	Target text   `yaml:"target"`
}

type mount struct {
	Type     string `yaml:"type"`
	Source   text   `yaml:"source,omitempty"`
	Target   text   `yaml:"target"`
	ReadOnly bool   `yaml:"read_only,omitempty"`
	Tmpfs    *tmpfs `yaml:"tmpfs,omitempty"`
}

// tmpfs is a mount in memory; its size is bytes.
type tmpfs struct {
	Size int64 `yaml:"size,omitempty"`
}

type ulimit struct {
	Soft int `yaml:"soft"`
	Hard int `yaml:"hard"`
}

type health struct {
	Test        []text `yaml:"test"`
	Interval    string `yaml:"interval,omitempty"`
	Timeout     string `yaml:"timeout,omitempty"`
	Retries     int    `yaml:"retries,omitempty"`
	StartPeriod string `yaml:"start_period,omitempty"`
}

type logging struct {
	Driver  string            `yaml:"driver"`
	Options map[string]string `yaml:"options"`
}

type deploy struct {
	Replicas  int           `yaml:"replicas"`
	Placement placement     `yaml:"placement"`
	Update    update        `yaml:"update_config"`
	Restart   restartPolicy `yaml:"restart_policy"`
	Resources *resources    `yaml:"resources,omitempty"`
}

type placement struct {
	Constraints []text `yaml:"constraints"`
}

type update struct {
	Parallelism   int    `yaml:"parallelism"`
	Order         string `yaml:"order"`
	FailureAction string `yaml:"failure_action"`
}

type restartPolicy struct {
	Condition string `yaml:"condition"`
	Delay     string `yaml:"delay,omitempty"`
}

type resources struct {
	Limits limits `yaml:"limits"`
}

// limits are texts, a number of processors and bytes, but for a number of processes.
type limits struct {
	CPUs   string `yaml:"cpus,omitempty"`
	Memory string `yaml:"memory,omitempty"`
	PIDs   int64  `yaml:"pids,omitempty"`
}

type network struct {
	External bool   `yaml:"external"`
	Name     string `yaml:"name"`
}

type volume struct {
	Name    text            `yaml:"name,omitempty"`
	Driver  string          `yaml:"driver,omitempty"`
	Options map[string]text `yaml:"driver_opts,omitempty"`
}

type config struct {
	Name string `yaml:"name"`
	File string `yaml:"file"`
}
