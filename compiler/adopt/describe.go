package adopt

import (
	"iter"
	"maps"
	"slices"
	"strings"
)

// Extra are texts by what they are of, and by key.
type Extra map[string]map[string]string

// Put adds one.
func (e Extra) Put(of, key, value string) {
	if e[of] == nil {
		e[of] = map[string]string{}
	}
	e[of][key] = value
}

// Gaps are what a description must say besides, since without it something else is compiled than the set-up is.
type Gaps struct {
	// Properties are those of services, by name; Options those of under storages, by their path in Alluxio; Keys the keys
	// of services in a compose file that would not be as they are.
	Properties, Options, Keys Extra
}

// Description is a set-up in the description language.
type Description struct{ said tree }

// Text is the description as CUE.
func (d Description) Text() []byte { return []byte(d.said.text()) }

// Says reports whether a field stands at a path that can go by itself: one with a value, which ports are open, or a key of Compose's.
func (d Description) Says(path []string) bool {
	t := d.said.at(path)
	return t != nil && (len(t.names) == 0 || len(path) > 2 && path[2] == "publish" || len(path) == 4 && path[2] == "compose")
}

// Describe says the set-up, with what it must say besides, and without the fields at some paths.
func (s *Setup) Describe(gaps Gaps, without [][]string) Description {
	d := description{Setup: s, gaps: gaps}
	d.set(quote(s.Name), "name")
	d.set(quote(s.Release), "release")
	d.image()
	d.network()
	d.whole()
	d.hosts()
	d.storage()
	for key, value := range d.shared() {
		d.set(quote(value), "properties", key)
	}
	d.secrets()
	d.zookeeper()
	for _, kind := range []string{"masters", "workers", "proxies", "logServers"} {
		d.servers(kind)
	}
	for _, h := range s.Hosts {
		d.clients(h)
		d.sides(h)
	}
	d.metrics()
	for _, path := range without {
		d.remove(path)
	}
	return Description{d.tree}
}

type description struct {
	*Setup
	tree
	gaps Gaps
}

// group is the name that stands in the description for a service: "worker" for worker-n1 on host n1.
func group(h Host, name string) string {
	if h.Name == "" {
		return name
	}
	return strings.TrimSuffix(name, "-"+h.Name)
}

func (d *description) servers(kind string) {
	for _, h := range d.Hosts {
		for _, name := range slices.Sorted(maps.Keys(h.Servers)) {
			if one := h.Servers[name]; one.kind == kind && h.serverOf(name) == name {
				d.server(h, name, one)
			}
		}
	}
}

// shared are the properties that every server has alike.
func (d *description) shared() iter.Seq2[string, string] {
	return func(yield func(string, string) bool) {
		var servers []string
		for _, h := range d.Hosts {
			for name, one := range h.Servers {
				if !one.isJob() {
					servers = append(servers, name)
				}
			}
		}
		if len(servers) < 2 {
			return
		}
		slices.Sort(servers)
		extra := d.gaps.Properties
		for _, key := range slices.Sorted(maps.Keys(extra[servers[0]])) {
			value := extra[servers[0]][key]
			all := !slices.ContainsFunc(servers, func(s string) bool { return extra[s][key] != value })
			if all && !yield(key, value) {
				return
			}
		}
	}
}
