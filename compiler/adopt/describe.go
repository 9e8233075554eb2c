package adopt

import (
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
)

// Extra are properties to add, by service and key.
type Extra map[string]map[string]string

// Description is a set-up in the description language.
type Description struct{ said tree }

// Text is the description as CUE.
func (d Description) Text() []byte { return []byte(d.said.text()) }

// Says reports whether a field with a value stands at a path.
func (d Description) Says(path []string) bool {
	t := d.said.at(path)
	return t != nil && len(t.names) == 0
}

// Describe says the set-up, with further properties of its servers, and without the fields at some paths.
func (s *Setup) Describe(extra Extra, without [][]string) Description {
	d := description{Setup: s, extra: extra}
	d.set(quote(s.Name), "name")
	d.set(quote(s.Release), "release")
	d.image()
	if d.onHostNetwork() {
		d.set(quote("host"), "network")
	}
	d.hosts()
	d.storage()
	for key, value := range d.shared() {
		d.set(quote(value), "properties", key)
	}
	for _, h := range s.Hosts {
		for _, name := range slices.Sorted(maps.Keys(h.Servers)) {
			d.server(h, name, h.Servers[name])
		}
		d.clients(h)
	}
	for _, path := range without {
		d.remove(path)
	}
	return Description{d.tree}
}

type description struct {
	*Setup
	tree
	extra Extra
}

// group is the name that stands in the description for a service: "worker" for worker-n1 on host n1.
func group(h Host, name string) string {
	if h.Name == "" {
		return name
	}
	return strings.TrimSuffix(name, "-"+h.Name)
}

func (d *description) image() {
	for _, h := range d.Hosts {
		for _, name := range slices.Sorted(maps.Keys(h.Servers)) {
			if ref := h.Project.Services[name].Image; ref != "alluxio/alluxio:"+d.Release {
				d.set(quote(ref), "image")
			}
		}
	}
}

// shared are the properties that every server has alike.
func (d *description) shared() iter.Seq2[string, string] {
	return func(yield func(string, string) bool) {
		var servers []string
		for _, h := range d.Hosts {
			servers = slices.AppendSeq(servers, maps.Keys(h.Servers))
		}
		if len(servers) < 2 {
			return
		}
		for _, key := range slices.Sorted(maps.Keys(d.extra[servers[0]])) {
			value := d.extra[servers[0]][key]
			all := !slices.ContainsFunc(servers, func(s string) bool { return d.extra[s][key] != value })
			if all && !yield(key, value) {
				return
			}
		}
	}
}

// plainName is how a server is known without a word: by its service, and on the host's network as the host itself.
func (d *description) plainName(service string) string {
	if d.onHostNetwork() {
		return "localhost"
	}
	return service
}

func (d *description) onHostNetwork() bool {
	for _, h := range d.Hosts {
		for name := range h.Servers {
			if h.Project.Services[name].NetworkMode == "host" {
				return true
			}
		}
	}
	return false
}

// hosts are reached as their servers say.
func (d *description) hosts() {
	for _, h := range d.Hosts {
		if h.Name == "" {
			continue
		}
		d.set("{}", "hosts", h.Name)
		for _, name := range slices.Sorted(maps.Keys(h.Servers)) {
			one := h.Servers[name]
			if address := one.property("alluxio." + one.Role + ".hostname"); address != "" {
				d.fields["hosts"].fields[h.Name].value = ""
				d.address(h.Name, address)
			}
		}
	}
}

// address is a text, or is known on the host alone.
func (d *description) address(host, text string) {
	if strings.HasPrefix(text, unknown) {
		d.set("true", "hosts", host, "address", "fromHost")
		return
	}
	d.set(quote(text), "hosts", host, "address")
}

// property is what the server's main process reads.
func (one Server) property(keys ...string) string {
	for _, key := range keys {
		if value := one.Read[one.Role][key]; value != "" {
			return value
		}
	}
	return ""
}

// on puts an instance on its host. A group that has several is on all of them.
func (d *description) on(kind string, h Host, name string) {
	if h.Name == "" {
		return
	}
	var on []string
	for _, other := range d.Hosts {
		if _, there := other.Project.Services[group(h, name)+"-"+other.Name]; there {
			on = append(on, quote(other.Name))
		}
	}
	switch {
	case len(on) > 1:
		d.set("["+strings.Join(on, ", ")+"]", kind, group(h, name), "on")
	case len(on) == 1:
		d.set("["+on[0]+"]", kind, group(h, name), "on")
	default:
		d.set(quote(h.Name), kind, group(h, name), "on")
	}
}

func (d *description) server(h Host, name string, one Server) {
	kind, g, service := one.Role+"s", group(h, name), h.Project.Services[name]
	if d.fields[kind] != nil && d.fields[kind].fields[g] != nil {
		return // another instance of the group
	}
	d.set("{}", kind, g)
	d.fields[kind].fields[g].value = ""
	d.on(kind, h, name)
	if known := one.property("alluxio." + one.Role + ".hostname"); h.Name == "" && known != "" && known != d.plainName(name) {
		d.set(quote(known), kind, g, "hostname")
	}
	if one.Role == "master" {
		d.journal(g, service, one)
	} else {
		d.tiers(h, name, service, one)
		d.socket(name, g, service, one)
	}
	d.jvm(kind, g, one)
	if service.MemLimit > 0 {
		d.set(quote(bytesOf(int64(service.MemLimit))), kind, g, "limits", "memory")
	}
	if service.CPUS > 0 {
		d.set(fmt.Sprintf("%g", service.CPUS), kind, g, "limits", "cpus")
	}
	for _, key := range slices.Sorted(maps.Keys(d.extra[name])) {
		if d.at([]string{"properties", key}) != nil {
			continue
		}
		d.set(quote(d.extra[name][key]), kind, g, "properties", key)
	}
	if len(d.fields[kind].fields[g].names) == 0 {
		d.fields[kind].fields[g].value = "{}"
	}
}

func (d *description) jvm(kind, g string, one Server) {
	for process, at := range map[string][]string{one.Role: {"jvm"}, "job_" + one.Role: {"job", "jvm"}} {
		path := append([]string{kind, g}, at...)
		if heap := sizeText(one.Heap[process]); heap != "" {
			d.set(quote(heap), append(slices.Clone(path), "heap")...)
		}
		if direct := sizeText(one.Direct[process]); direct != "" {
			d.set(quote(direct), append(slices.Clone(path), "direct")...)
		}
	}
}
