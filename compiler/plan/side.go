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
	for _, v := range m.Mounts {
		mount := place(v.Host, v.Volume, v.Path, "services."+m.Group+".compose.volumes")
		mount.ReadOnly = v.ReadOnly
		if l.isMetrics(v) {
			s.Reads = append(s.Reads, MetricsFile)
		}
		s.Mounts = append(s.Mounts, mount)
	}
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

// sideVolumes are the named volumes of side services.
func (l *layout) sideVolumes() []Volume {
	var all []Mount
	for _, s := range l.services {
		if s.Role == Side || s.Role == SideOnce {
			all = append(all, s.Mounts...)
		}
	}
	var vs []Volume
	for _, m := range volumesOf(all) {
		vs = append(vs, Volume{Key: m.Source, From: m.From})
	}
	return vs
}

// sideFiles are what side services read or write on the host; whose it is to be only its image knows, so it is looked at and never
// made.
func (l *layout) sideFiles() (fs []File) {
	for _, n := range l.sides {
		m := l.c.Services[n]
		from := "services." + m.Group + ".compose."
		for _, v := range m.Mounts {
			if v.Host != "" && !l.isMetrics(v) {
				fs = append(fs, File{Path: v.Host, Why: "what " + n + " mounts", Any: true, From: from + "volumes"})
			}
		}
		for _, f := range m.EnvFiles {
			fs = append(fs, File{Path: f, Why: "variables of " + n, Any: true, Secret: true, From: from + "env_file"})
		}
	}
	return fs
}

// MetricsFile is that for Prometheus.
const MetricsFile = "prometheus.yml"

// isMetrics says that a side service mounts the file for Prometheus, where there is one.
func (l *layout) isMetrics(m model.SideMount) bool {
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
