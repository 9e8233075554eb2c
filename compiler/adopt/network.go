package adopt

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/compose-spec/compose-go/v2/types"

	"github.com/alluxio-gen/alluxio-gen/internal/contract"
)

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

// network is the hosts' own, or the project's, with the addresses that it has.
func (d *description) network() {
	switch {
	case d.Swarm:
		d.set(quote("swarm"), "engine")
	case d.onHostNetwork():
		d.set(quote("host"), "network")
	}
	for _, h := range d.Hosts {
		for _, pool := range h.Project.Networks[h.network()].Ipam.Config {
			if pool != nil && pool.Subnet != "" {
				d.set(quote(pool.Subnet), "subnet")
			}
		}
	}
	d.extraHosts()
}

// network is the one that all its services are on, if it is Compose's own or the only one.
func (h Host) network() string {
	names := slices.Sorted(maps.Keys(h.Project.Networks))
	if len(names) == 1 && !bool(h.Project.Networks[names[0]].External) {
		return names[0]
	}
	return "default"
}

// extraHosts are the names that some service is told the address of.
func (d *description) extraHosts() {
	for _, h := range d.Hosts {
		for _, name := range slices.Sorted(maps.Keys(h.Project.Services)) {
			service := h.Project.Services[name]
			if d.gaps.Keys[name]["extra_hosts"] == "" {
				continue
			}
			for _, host := range slices.Sorted(maps.Keys(service.ExtraHosts)) {
				d.set(quote(strings.Join(service.ExtraHosts[host], ",")), "extraHosts", host)
			}
		}
	}
}

// hosts are reached as their servers say; where none does, as a build's script says.
func (d *description) hosts() {
	for _, h := range d.Hosts {
		if h.Name == "" {
			continue
		}
		d.set("", "hosts", h.Name)
		told := h.Prepared.Address
		for _, name := range slices.Sorted(maps.Keys(h.Servers)) {
			one := h.Servers[name]
			told = firstOf(one.property("alluxio."+one.process+".hostname"), told)
		}
		if told != "" {
			d.address(h.Name, told)
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

// on puts an instance on its host. A group that has several is on all of them.
func (d *description) on(h Host, name string, field *tree) {
	if h.Name == "" {
		return
	}
	var on []string
	for _, other := range d.Hosts {
		if _, there := other.Project.Services[group(h, name)+"-"+other.Name]; there {
			on = append(on, other.Name)
		}
	}
	if len(on) > 0 {
		field.set(texts(on), "on")
		return
	}
	if len(d.Hosts) > 1 {
		field.set(quote(h.Name), "on")
	}
}

// publish says which ports the host opens, and at which of its addresses: those of pages, and those of clients.
func (d *description) publish(name string, service types.ServiceConfig, one Server, field *tree) {
	if d.gaps.Keys[name]["ports"] == "" {
		return
	}
	for _, p := range service.Ports {
		if p.Published != fmt.Sprint(p.Target) {
			continue // clients are told the port of the container, so the host's is the same
		}
		at := []string{"publish"}
		if one.kind == "masters" || one.kind == "workers" { // which have pages beside what clients use
			at = append(at, map[bool]string{true: "web", false: "clients"}[d.isWeb(one, p.Target)])
		}
		if field.at(at) == nil {
			field.set("", at...)
		}
		if address := firstOf(p.HostIP, "0.0.0.0"); address != "127.0.0.1" {
			field.set(quote(address), append(at, "address")...)
		}
	}
}

// open says which ports of a client's program the host opens; all are open at one address.
func (d *description) open(name string, service types.ServiceConfig, field *tree) {
	if d.gaps.Keys[name]["ports"] == "" {
		return
	}
	var ports []string
	for _, p := range service.Ports {
		switch number := fmt.Sprint(p.Target); {
		case p.Protocol != "tcp" || !isNumber(p.Published):
		case p.Published == number:
			ports = append(ports, number)
		default:
			ports = append(ports, quote(p.Published+":"+number))
		}
	}
	if len(ports) == 0 {
		return
	}
	field.set("["+strings.Join(ports, ", ")+"]", "publish", "ports")
	if address := firstOf(service.Ports[0].HostIP, "0.0.0.0"); address != "127.0.0.1" {
		field.set(quote(address), "publish", "address")
	}
}

// isWeb says that one of the processes of a container has its pages at a port.
func (d *description) isWeb(one Server, port uint32) bool {
	for process := range one.Read {
		key := "alluxio." + strings.ReplaceAll(process, "_", ".") + ".web.port"
		value := one.Read[process][key]
		if value == "" {
			value = contract.Default(d.Release, key)
		}
		if value == fmt.Sprint(port) {
			return true
		}
	}
	return false
}
