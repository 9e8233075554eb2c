package plan

import (
	"fmt"
	"maps"
	"slices"
)

// smoke is what can be claimed of the cluster from this host.
func (l *layout) smoke() Smoke {
	s := Smoke{Launcher: launcher, Report: l.c.Row.Fsadmin, Masters: l.masters, Workers: l.workers, Shell: l.shell()}
	for _, n := range l.workers {
		s.Capacity += l.c.Workers[n].Memory.Size
	}
	return s
}

// shell is where the Alluxio command line can be run: a client of Alluxio's image, else any server.
func (l *layout) shell() string {
	for _, n := range l.clients {
		if l.c.Clients[n].Own {
			return n
		}
	}
	if servers := append(slices.Clone(l.masters), l.workers...); len(servers) > 0 {
		return servers[0]
	}
	return ""
}

// schemaVersion is the version of the description language.
const schemaVersion = 1

func (l *layout) record() Record {
	r := Record{
		Schema: schemaVersion, Cluster: l.c.Name, Release: l.c.Release,
		Root:    l.c.Root.Path + " on " + orVolume(l.c.Root.Host, l.c.Root.Volume),
		Masters: slices.Sorted(maps.Keys(l.c.Masters)), Journal: map[string]string{}, Tiers: map[string]string{},
	}
	if l.c.Hosts[l.name].Dir != "" {
		r.Host = l.name
	}
	for _, n := range l.masters {
		j := l.c.Masters[n].Journal
		r.Journal[n] = fmt.Sprintf("%s, %s on %s", j.Kind, j.Path, orVolume(j.Host, j.Volume))
	}
	for _, n := range l.workers {
		m := l.c.Workers[n].Memory
		r.Tiers[n] = fmt.Sprintf("%s, %s, %d", m.Kind, m.Path, m.Size)
	}
	return r
}

func orVolume(host, volume string) string {
	if volume != "" {
		return "volume " + volume
	}
	return host
}
