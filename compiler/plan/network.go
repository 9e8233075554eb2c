package plan

import (
	"cmp"
	"maps"
	"net/netip"
	"slices"

	"github.com/alluxio-gen/alluxio-gen/compiler/model"
)

// attach puts a service on the cluster's network, under its own name on the bridge network.
func (l *layout) attach(s *Service, hostname string) {
	for _, name := range slices.Sorted(maps.Keys(l.c.ExtraHosts)) {
		s.ExtraHosts = append(s.ExtraHosts, name+"="+l.c.ExtraHosts[name])
	}
	if l.c.Network == "host" {
		s.NetworkMode = "host"
		return
	}
	s.Hostname = hostname
}

// answer gives a server its other name and address, and opens its ports at the host.
func (s *Service) answer(i model.Instance, server model.Server) {
	s.IPv4 = i.IPv4
	if server.Alias != "" {
		s.Aliases = []string{server.Alias}
	}
	s.open(server.Published, server.Job.Published)
}

// open opens ports at the host, but for those that another container opens.
func (s *Service) open(all, elsewhere []model.Published) {
	for _, p := range all {
		if !slices.Contains(elsewhere, p) {
			s.Published = append(s.Published, Published{p.Address, p.Port, cmp.Or(p.Target, p.Port)})
		}
	}
	slices.SortFunc(s.Published, func(a, b Published) int { return a.Port - b.Port })
}

// ports are those that the services open on the host itself.
func (l *layout) ports() []Port {
	var ps []Port
	add := func(service string, server model.Server) {
		if l.c.Network == "host" {
			for _, number := range server.Ports {
				ps = append(ps, Port{number, service})
			}
		}
		for _, p := range server.Published {
			if slices.Contains(server.Job.Published, p) {
				ps = append(ps, Port{p.Port, jobName(service)})
			} else {
				ps = append(ps, Port{p.Port, service})
			}
		}
	}
	for _, n := range l.masters {
		add(n, l.c.Masters[n].Server)
	}
	for _, n := range l.workers {
		add(n, l.c.Workers[n].Server)
	}
	for _, n := range l.zookeepers {
		add(n, model.Server{Ports: l.c.ZooKeeper.Servers[n].Ports})
	}
	for _, n := range l.proxies {
		add(n, l.c.Proxies[n].Server)
	}
	for _, n := range l.logServers {
		add(n, l.c.LogServers[n].Server)
	}
	for _, n := range l.clients {
		for _, p := range l.c.Clients[n].Published {
			ps = append(ps, Port{p.Port, n})
		}
	}
	ps = append(ps, l.sidePorts()...)
	slices.SortFunc(ps, func(a, b Port) int { return a.Number - b.Number })
	return ps
}

// hostNames are the names that must resolve here and this host's own address; one host alone may go by a name that
// means itself.
func (l *layout) hostNames() []Name {
	if l.c.Network != "host" {
		return nil
	}
	var names []Name
	for _, h := range slices.Sorted(maps.Keys(l.c.Hosts)) {
		if l.c.Hosts[h].FromHost {
			continue
		}
		address := l.c.Hosts[h].Address
		_, notLiteral := netip.ParseAddr(address)
		if h != l.name && notLiteral != nil || h == l.name && address != "localhost" {
			names = append(names, Name{address, h})
		}
	}
	return names
}
