// Package show draws a plan for people: as a table, as a diagram of Mermaid, as a page of HTML.
package show

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/alluxio-gen/alluxio-gen/compiler/plan"
)

// Formats are the forms that a picture of a cluster has, the first by default.
func Formats() []string { return []string{"text", "mermaid", "html"} }

// Render draws a plan. Beside is what the schema's #Shown adds to it, as JSON. An error is a fault of the compiler.
func Render(format string, p *plan.Plan, beside []byte) ([]byte, error) {
	c, err := view(p, beside)
	if err != nil {
		return nil, err
	}
	switch format {
	case "text":
		return text(c), nil
	case "mermaid":
		return mermaid(c), nil
	case "html":
		return page(c)
	}
	return nil, fmt.Errorf("there is no format %s", format)
}

// cluster is a plan as people look at it.
type cluster struct {
	Name, Release, Network string
	Hosts                  []host
	Storages               []storage
	// Metrics are where Prometheus asks; nil where it is not asked for.
	Metrics *plan.Metrics
}

// storage is what is mounted at a path of Alluxio.
type storage struct{ Path, Address, Place string }

type host struct {
	Name, Address string
	Services      []service
	// Takes are the bytes of memory that the containers may take together.
	Takes int64
}

type service struct {
	Name  string
	Role  plan.Role
	Image string
	// Once is a service that does one thing and ends.
	Once   bool
	Ports  []port
	Mounts []mount
	Budget budget
	Tiers  []plan.Kept
	// Journal is that of a master.
	Journal plan.Kept
	Links   []link
}

type port struct {
	Name   string
	Number int
}

type mount struct {
	Source, Target string
	ReadOnly       bool
}

// link leads from a client to a worker of its host. Shares are the paths that both see: blocks or sockets; without one
// they speak over the network.
type link struct {
	To     string
	Shares []string
}

// shown is the schema's #Shown.
type shown struct {
	Ports   map[string]map[string]int `json:"ports"`
	Budgets map[string]budget         `json:"budgets"`
}

// budget is the memory that a container comes to need, in bytes: term by term, its limit (0 is none), and what the host
// gives for it.
type budget struct {
	Terms  []term `json:"terms"`
	Limit  int64  `json:"limit"`
	OnHost int64  `json:"onHost"`
}

// term is one part of a budget. Name is short, Words are for people.
type term struct {
	Name  string `json:"term"`
	Words string `json:"words"`
	Bytes int64  `json:"bytes"`
}

func (b budget) sum() (n int64) {
	for _, t := range b.Terms {
		n += t.Bytes
	}
	return n
}

func view(p *plan.Plan, beside []byte) (cluster, error) {
	var s shown
	if err := json.Unmarshal(beside, &s); err != nil {
		return cluster{}, err
	}
	c := cluster{Name: p.Cluster, Release: p.Release, Network: network(p), Storages: storages(p), Metrics: p.Metrics}
	for _, h := range p.Hosts {
		seen := host{Name: h.Name, Address: h.Address, Takes: h.Prep.Memory}
		for _, planned := range h.Services {
			one := serviceOf(h, planned)
			one.Ports, one.Budget = ports(s.Ports[one.Name]), s.Budgets[one.Name]
			seen.Services = append(seen.Services, one)
		}
		slices.SortStableFunc(seen.Services, func(a, b service) int { return order(a) - order(b) })
		c.Hosts = append(c.Hosts, seen)
	}
	return c, nil
}

// order is by role: those that others wait for come first, what runs beside Alluxio before all.
func order(s service) int {
	if s.Once {
		return 100
	}
	return slices.Index([]plan.Role{plan.Master, plan.Worker, plan.Client}, s.Role)
}

func network(p *plan.Plan) string {
	for _, h := range p.Hosts {
		for _, s := range h.Services {
			if s.NetworkMode == "host" {
				return "host network"
			}
		}
	}
	return "bridge network"
}

func storages(p *plan.Plan) []storage {
	if len(p.Hosts) == 0 {
		return nil
	}
	root := p.Hosts[0].Record.Root
	all := []storage{{Path: "/", Address: root.Target}}
	if root.Place != root.Kind { // what is elsewhere is in no place of a host
		all[0].Place = root.Place
	}
	nested := p.Hosts[0].Smoke.Storage
	for _, path := range slices.Sorted(maps.Keys(nested)) {
		all = append(all, storage{path, nested[path], ""})
	}
	return all
}

func serviceOf(h plan.Host, s plan.Service) service {
	seen := service{Name: s.Name, Role: s.Role, Image: s.Image, Once: s.Role.Ends(), Journal: h.Record.Journal[s.Name], Tiers: h.Record.Tiers[s.Name]}
	for _, m := range s.Mounts {
		source := m.Source
		switch {
		case m.Type == plan.NamedVolume:
			source = "volume " + source
		case m.Type == plan.InMemory && m.Size > 0:
			source = "memory, " + size(m.Size)
		case m.Type == plan.InMemory:
			source = "memory"
		}
		seen.Mounts = append(seen.Mounts, mount{source, m.Target, m.ReadOnly})
	}
	if s.Role == plan.Client {
		seen.Links = links(h, s)
	}
	return seen
}

// links are the workers that a client waits for, with what both of them mount that is no under storage.
func links(h plan.Host, client plan.Service) (found []link) {
	for _, worker := range h.Services {
		waits := slices.ContainsFunc(client.DependsOn, func(d plan.Dependency) bool { return d.Service == worker.Name })
		if worker.Role != plan.Worker || !waits {
			continue
		}
		l := link{To: worker.Name}
		for _, m := range client.Mounts {
			both := slices.ContainsFunc(worker.Mounts, func(w plan.Mount) bool { return w.Source == m.Source && w.Target == m.Target })
			if both && !strings.HasPrefix(m.From, "underStorage") {
				l.Shares = append(l.Shares, m.Target)
			}
		}
		if client.IPC == "service:"+worker.Name {
			l.Shares = append(l.Shares, "/dev/shm")
		}
		found = append(found, l)
	}
	return found
}

func ports(byName map[string]int) (all []port) {
	for name, number := range byName {
		all = append(all, port{name, number})
	}
	slices.SortFunc(all, func(a, b port) int { return a.Number - b.Number })
	return all
}

// size writes bytes as the language does: binary, in the largest unit that is whole.
func size(bytes int64) string {
	for _, unit := range []struct {
		name  string
		bytes int64
	}{{"TB", 1 << 40}, {"GB", 1 << 30}} {
		if bytes > 0 && bytes%unit.bytes == 0 {
			return fmt.Sprintf("%d%s", bytes/unit.bytes, unit.name)
		}
	}
	return fmt.Sprintf("%dMB", (bytes+1<<20-1)>>20)
}
