package stack

import "github.com/alluxio-gen/alluxio-gen/compiler/plan"

// record is plan.Record with texts that Docker reads back as they stand.
type record struct {
	Schema  int               `yaml:"schema"`
	Engine  text              `yaml:"engine"`
	Cluster text              `yaml:"cluster"`
	Host    text              `yaml:"host,omitempty"`
	Release text              `yaml:"release"`
	Root    kept              `yaml:"root"`
	Masters []text            `yaml:"masters"`
	Journal map[string]kept   `yaml:"journal"`
	Tiers   map[string][]kept `yaml:"tiers"`
	Files   map[string]text   `yaml:"files"`
}

type kept struct {
	Kind   text  `yaml:"kind"`
	Target text  `yaml:"path"`
	Place  text  `yaml:"place"`
	Size   int64 `yaml:"size,omitempty"`
}

func recordOf(r plan.Record) *record {
	written := record{
		Schema: r.Schema, Engine: text(r.Engine), Cluster: text(r.Cluster), Host: text(r.Host), Release: text(r.Release), Root: keptOf(r.Root), Masters: texts(r.Masters),
		Journal: map[string]kept{}, Tiers: map[string][]kept{}, Files: textMap(r.Files),
	}
	for n, k := range r.Journal {
		written.Journal[n] = keptOf(k)
	}
	for n, ks := range r.Tiers {
		for _, k := range ks {
			written.Tiers[n] = append(written.Tiers[n], keptOf(k))
		}
	}
	return &written
}

func keptOf(k plan.Kept) kept { return kept{text(k.Kind), text(k.Target), text(k.Place), k.Size} }
