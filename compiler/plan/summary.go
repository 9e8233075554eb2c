package plan

import "slices"

// smoke is what can be claimed of the cluster from this host.
func (l *layout) smoke() Smoke {
	s := Smoke{Launcher: launcher, Report: l.c.Row.Fsadmin, Masters: l.masters, Workers: l.workers, Shell: l.shell()}
	s.Storage, s.WriteAt = map[string]string{}, l.writable()
	for _, path := range l.nested() {
		s.Storage[path] = l.c.UnderStorage[path].URI
	}
	for _, service := range l.services {
		if !l.c.Clients[service.Name].Waits { // what somebody runs in it may listen one day
			s.Published = append(s.Published, service.Published...)
		}
	}
	for _, m := range l.mounters() {
		s.Files = append(s.Files, Seen{m.fuse.Point, m.name})
	}
	for _, n := range l.workers {
		s.Capacity += tierSize(l.c.Workers[n])
	}
	return s
}

// shell is where the Alluxio command line can be run: a client of Alluxio's image, else any server.
func (l *layout) shell() string {
	for _, n := range l.clients {
		if c := l.c.Clients[n]; c.Own && c.Once == nil {
			return n
		}
	}
	if servers := append(slices.Clone(l.masters), l.workers...); len(servers) > 0 {
		return servers[0]
	}
	return ""
}

// writable is the first path of Alluxio at which something may be written, the root before others.
func (l *layout) writable() string {
	for _, path := range l.storages() {
		if !l.c.UnderStorage[path].ReadOnly {
			return path
		}
	}
	return ""
}
