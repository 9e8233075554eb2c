package adopt

import (
	"fmt"
	"maps"
	"slices"

	"github.com/compose-spec/compose-go/v2/types"
)

func (s *Setup) server(name string) Server {
	for _, h := range s.Hosts {
		if one, there := h.Servers[name]; there {
			return one
		}
	}
	return Server{}
}

// service is what stands for a service of another set-up: the one of its name, or the job process of the same server.
func (s *Setup) service(was Host, name string) (types.ServiceConfig, bool) {
	for _, h := range s.Hosts {
		if h.Name != was.Name {
			continue
		}
		if one, there := h.Project.Services[name]; there {
			return one, true
		}
		if server := was.serverOf(name); server != name {
			one, there := h.Project.Services[h.jobOf(server)]
			return one, there
		}
	}
	return types.ServiceConfig{}, false
}

// Differences are what a set-up has and another has not, or has otherwise, and what is added: services, what their
// processes read, and the rest of their containers.
func Differences(was, is *Setup) (lost []Lost) {
	for _, asked := range was.Asked {
		if !slices.ContainsFunc(is.Asked, func(l Lost) bool { return l.What == asked.What }) {
			lost = append(lost, asked)
		}
	}
	for _, h := range was.Hosts {
		for _, name := range slices.Sorted(maps.Keys(h.Project.Services)) {
			other, there := is.service(h, name)
			if !there {
				lost = append(lost, Lost{Where: name, What: "the whole service", Why: h.unsaid(name)})
				continue
			}
			lost = append(lost, container(was, is, h, name, other)...)
		}
		lost = append(lost, resources(h, is)...)
	}
	lost = append(lost, mounted(was, is)...)
	return append(lost, added(was, is)...)
}

// mounted are under storages below the root that are mounted otherwise; what the root is, the servers read.
func mounted(was, is *Setup) (lost []Lost) {
	for _, at := range slices.Sorted(maps.Keys(was.Mounts)) {
		a, b := was.Mounts[at], is.Mounts[at]
		if at == "/" {
			continue
		}
		where := "under storage " + at
		if a.URI != b.URI || a.ReadOnly != b.ReadOnly || a.Shared != b.Shared {
			lost = append(lost, Lost{Where: where, What: "its mount", Why: fmt.Sprintf("it is %s, and would be %s", a, b)})
		}
		for _, key := range slices.Sorted(maps.Keys(joined(a.Options, b.Options))) {
			if a.Options[key] != b.Options[key] {
				lost = append(lost, changed(where, key, became(a.Options[key], b.Options[key])))
			}
		}
	}
	return lost
}

// unsaid is why a service is in no description.
func (h Host) unsaid(name string) string {
	if mounts := mountsOf(h.Project.Services[name]); len(mounts) > 0 {
		return "what it mounts is said by underStorage, and mounted by a service of the build's"
	}
	if isAlluxio(h.Project.Services[name]) {
		return "no description says what it starts"
	}
	return "it starts none of Alluxio's processes, and is no client with a site file"
}

// Unsaid are the services that a description does not say, whatever it compiles to.
func Unsaid(was *Setup) (lost []Lost) {
	for _, h := range was.Hosts {
		own := electors(h)
		for _, name := range slices.Sorted(maps.Keys(h.Project.Services)) {
			one, server := h.Servers[name]
			_, client := h.Clients[name]
			lost = append(lost, wrapped(name, one, Server{})...)
			if !server && !client && (was.Swarm || !h.isSide(name)) && !slices.Contains(own, name) {
				lost = append(lost, Lost{Where: name, What: "the whole service", Why: h.unsaid(name)})
			}
		}
	}
	return lost
}

func container(was, is *Setup, h Host, name string, other types.ServiceConfig) (lost []Lost) {
	service := h.Project.Services[name]
	if other.Name != name {
		lost = append(lost, Lost{Where: name, What: "its name", Why: fmt.Sprintf("it would be %s", other.Name)})
	}
	one, served := h.Servers[name]
	if served {
		lost = append(lost, wrapped(name, one, is.server(other.Name))...)
		lost = append(lost, properties(name, one, is.server(other.Name))...)
		lost = append(lost, idle(was.Release, service, other, one)...)
	} else {
		lost = append(lost, variables(service, other)...)
	}
	if read, client := h.Clients[name]; client {
		lost = append(lost, clientProperties(name, read, is.client(name))...)
	}
	lost = append(lost, fields(h, service, other, served)...)
	return append(lost, volumes(service, other)...)
}

// wrapped is what a server does before the image's own start, where another does not.
func wrapped(name string, was, is Server) []Lost {
	if was.Wrapper == "" || was.Wrapper == is.Wrapper {
		return nil
	}
	return []Lost{{Where: name, What: "entrypoint", Why: "what it does before the image's own was not read"}}
}

func (s *Setup) client(name string) map[string]string {
	for _, h := range s.Hosts {
		if read, there := h.Clients[name]; there {
			return read
		}
	}
	return nil
}

// added are the services that a set-up has not, and another has.
func added(was, is *Setup) (lost []Lost) {
	for _, h := range is.Hosts {
		for _, name := range slices.Sorted(maps.Keys(h.Project.Services)) {
			there := slices.ContainsFunc(was.Hosts, func(o Host) bool {
				if o.Name != h.Name {
					return false
				}
				server := h.serverOf(name)
				_, same := o.Project.Services[name]
				return same || server != name && o.jobOf(server) != ""
			})
			if !there {
				lost = append(lost, Lost{Where: name, What: "the whole service", Why: "it was not there, and would be", Added: true})
			}
		}
	}
	return lost
}
