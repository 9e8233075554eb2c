package plan

import (
	"maps"
	"slices"

	"github.com/alluxio-gen/alluxio-gen/compiler/model"
)

// Record is what a host's compose file keeps for the next build to compare (x-alluxio-gen); schema/history.cue types
// it, and says what a change of it would lose.
type Record struct {
	// Schema is the version of the description language.
	Schema int `yaml:"schema" json:"schema"`
	// Engine is "swarm", or "" for Compose.
	Engine  string `yaml:"engine,omitempty" json:"engine,omitempty"`
	Cluster string `yaml:"cluster" json:"cluster"`
	// Host is "" where the cluster has one.
	Host    string            `yaml:"host,omitempty" json:"host,omitempty"`
	Release string            `yaml:"release" json:"release"`
	Root    Kept              `yaml:"root" json:"root"`
	Masters []string          `yaml:"masters" json:"masters"` // of the whole cluster
	Journal map[string]Kept   `yaml:"journal" json:"journal"` // by master of this host
	Tiers   map[string][]Kept `yaml:"tiers" json:"tiers"`     // by worker of this host, the fastest first
	// Files are the sha256 sums of the files beside the compose file, by path.
	Files map[string]string `yaml:"files" json:"files"`
}

// Kept is a place whose content a cluster remembers or caches.
type Kept struct {
	// Kind is the language's word, for example "embedded" of a journal or "volume" of a tier.
	Kind string `yaml:"kind" json:"kind"`
	// Target is where the containers see it.
	Target string `yaml:"path" json:"path"`
	// Place is what is behind Target: "volume x", a host path, or "container".
	Place string `yaml:"place" json:"place"`
	// Size is bytes; 0 where there is no quota.
	Size int64 `yaml:"size,omitempty" json:"size,omitempty"`
	// From is the path in the description.
	From []string `yaml:"-" json:"from,omitempty"`
}

// schemaVersion is the version of the description language.
const schemaVersion = 1

func (l *layout) record() Record {
	r := Record{
		Schema: schemaVersion, Cluster: l.c.Name, Release: l.c.Release,
		Root:    root(l.c.UnderStorage["/"]),
		Masters: slices.Sorted(maps.Keys(l.c.Masters)), Journal: map[string]Kept{}, Tiers: map[string][]Kept{},
	}
	if l.c.Hosts[l.name].Dir != "" {
		r.Host = l.name
	}
	for _, n := range l.masters {
		m := l.c.Masters[n]
		r.Journal[n] = Kept{
			Kind: m.Journal.Kind, Target: m.Journal.Folder, Place: journalPlace(m.Journal),
			From: []string{"masters", m.Group, "journal", m.Journal.Kind},
		}
	}
	for _, n := range l.workers {
		r.Tiers[n] = tiersKept(l.c.Workers[n])
	}
	return r
}

// root is where the files of "/" are kept; a place that is no directory goes by its kind.
func root(m model.Storage) Kept {
	k := Kept{Kind: m.Kind, Target: m.URI, Place: m.Kind, From: []string{"underStorage", "/", m.Kind}}
	if m.Place.Path != "" {
		k.Place = placeOf(m.Place.Host, m.Place.Volume)
	}
	return k
}

func placeOf(host, volume string) string {
	switch {
	case volume != "":
		return "volume " + volume
	case host != "":
		return host
	default:
		return "container"
	}
}
