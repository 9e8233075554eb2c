package plan

import (
	"maps"
	"slices"

	"github.com/alluxio-gen/alluxio-gen/compiler/model"
)

// side is a service beside Alluxio's own: on the cluster's network, and in its order.
func (l *layout) side(name string) Service {
	m := l.c.Services[name]
	s := Service{Name: name, Role: Side, Path: []string{"services", m.Group}, Image: m.Image, Restart: m.Restart, Extra: m.Compose, Memory: m.Limit, ShmSize: m.Shm, CPUs: m.CPUs}
	if m.Once {
		s.Role = SideOnce
	}
	l.attach(&s, name)
	if slices.ContainsFunc(m.Mounts, l.isMetrics) {
		s.Reads = append(s.Reads, MetricsFile)
	}
	s.Mounts = ownMounts(m.Mounts, "services."+m.Group)
	for _, v := range m.Memory {
		s.Mounts = append(s.Mounts, Mount{Type: InMemory, Target: v.Path, Size: v.Size, From: "services." + m.Group + ".compose.tmpfs"})
	}
	for _, other := range slices.Sorted(maps.Keys(m.After)) {
		s.DependsOn = append(s.DependsOn, Dependency{other, Condition(m.After[other])})
	}
	return s
}

// sidesFirst are the side services that a kind of the cluster's containers waits for.
func (l *layout) sidesFirst(kind string) (ds []Dependency) {
	for _, n := range l.sides {
		if m := l.c.Services[n]; m.Before == kind {
			ds = append(ds, Dependency{n, met(m)})
		}
	}
	return ds
}

// met is when a side service has done what others wait for, as far as Docker can tell.
func met(m model.SideService) Condition {
	switch {
	case m.Once:
		return Completed
	case m.Asked:
		return Healthy
	}
	return Started
}

// MetricsFile is that for Prometheus.
const MetricsFile = "prometheus.yml"

// isMetrics says that a side service mounts the file for Prometheus, where there is one.
func (l *layout) isMetrics(m model.OwnMount) bool {
	return l.c.Metrics.Asked && m.Host == "./"+MetricsFile
}

// readsMetrics says whether a side service of this host does.
func (l *layout) readsMetrics() bool {
	return slices.ContainsFunc(l.sides, func(n string) bool { return slices.ContainsFunc(l.c.Services[n].Mounts, l.isMetrics) })
}

// sidePorts are what side services open on the host.
func (l *layout) sidePorts() (ps []Port) {
	for _, n := range l.sides {
		for _, p := range l.c.Services[n].Ports {
			if p.Protocol == "tcp" {
				ps = append(ps, Port{p.Port, n})
			}
		}
	}
	return ps
}
