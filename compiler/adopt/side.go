package adopt

import (
	"fmt"
	"maps"
	"slices"

	"github.com/compose-spec/compose-go/v2/types"
)

// isSide says whether a service is none of Alluxio's, no client of the cluster and none of its ZooKeeper: it runs beside them.
func (h Host) isSide(name string) bool {
	service := h.Project.Services[name]
	_, server := h.Servers[name]
	_, client := h.Clients[name]
	return !server && !client && !isAlluxio(service) && service.Image != "" && service.Build == nil && len(mountsOf(service)) == 0 && !slices.Contains(electors(h), name)
}

// sides are described in Compose's own words.
func (d *description) sides(h Host) {
	for _, name := range slices.Sorted(maps.Keys(h.Project.Services)) {
		if h.isSide(name) {
			d.side(h, name, h.Project.Services[name])
		}
	}
}

func (d *description) side(h Host, name string, service types.ServiceConfig) {
	field := d.begin("services", group(h, name))
	if field == nil {
		return
	}
	d.on(h, name, field)
	waiters, ends := h.waiters(name)
	for _, kind := range []string{"masters", "workers", "clients"} {
		if waiters[kind] {
			field.set(quote(kind), "before")
			break
		}
	}
	if ends {
		field.set("true", "once")
	}
	body := field.part("compose")
	body.set(quote(service.Image), "image")
	ownEnvironment(service, body)
	for _, key := range []string{"env_file", "volumes", "tmpfs", "ports"} {
		if lines := d.ownLines(h, name, service, key); len(lines) > 0 {
			body.set(texts(lines), key)
		}
	}
	for _, other := range slices.Sorted(maps.Keys(service.DependsOn)) {
		body.set("{condition: "+quote(service.DependsOn[other].Condition)+"}", "depends_on", other)
	}
	d.sideRest(service, body)
}

// waiters are the kinds whose containers wait for a service, and whether some container waits for its end.
func (h Host) waiters(name string) (kinds map[string]bool, ends bool) {
	kinds, ends = map[string]bool{}, endsInSwarm(h.Project.Services[name])
	for other, service := range h.Project.Services {
		dependency, waits := service.DependsOn[name]
		if !waits {
			continue
		}
		ends = ends || dependency.Condition == types.ServiceConditionCompletedSuccessfully
		if one, server := h.Servers[other]; server {
			kinds[one.kind] = true
		} else if _, client := h.Clients[other]; client {
			kinds["clients"] = true
		}
	}
	return kinds, ends
}

// ownEnvironment leaves out what comes from the shell of whoever starts it.
func ownEnvironment(service types.ServiceConfig, field *tree, under ...string) {
	for _, key := range slices.Sorted(maps.Keys(service.Environment)) {
		if value := service.Environment[key]; value != nil {
			field.set(quote(*value), append(slices.Clone(under), "environment", key)...)
		}
	}
}

// ownLines are the values of a key that the language takes as one text each.
func (d *description) ownLines(h Host, name string, service types.ServiceConfig, key string) (lines []string) {
	switch key {
	case "env_file":
		for _, f := range service.EnvFiles {
			lines = append(lines, f.Path)
		}
	case "volumes":
		lines = volumeLines(service.Volumes)
	case "tmpfs":
		lines = append(lines, service.Tmpfs...)
		for _, v := range service.Volumes {
			if v.Type == types.VolumeTypeTmpfs {
				lines = append(lines, inMemory(v))
			}
		}
	case "ports":
		for _, p := range service.Ports {
			line := fmt.Sprintf("%s:%d", p.Published, p.Target)
			if p.HostIP != "" && p.HostIP != "0.0.0.0" {
				line = p.HostIP + ":" + line
			}
			if p.Protocol == "udp" {
				line += "/udp"
			}
			lines = append(lines, line)
		}
		for _, p := range h.Prepared.Ports[name] {
			if service.NetworkMode == "host" {
				lines = append(lines, p+":"+p)
			}
		}
	}
	return lines
}

func volumeLines(volumes []types.ServiceVolumeConfig) (lines []string) {
	for _, v := range volumes {
		if v.Source != "" && (v.Type == types.VolumeTypeBind || v.Type == types.VolumeTypeVolume) {
			lines = append(lines, v.Source+":"+v.Target+map[bool]string{true: ":ro"}[v.ReadOnly])
		}
	}
	return lines
}

// inMemory is a mount of Swarm's in Compose's words.
func inMemory(v types.ServiceVolumeConfig) string {
	switch {
	case v.Tmpfs == nil || v.Tmpfs.Size == 0:
		return v.Target
	case v.Tmpfs.Size%(1<<20) == 0:
		return fmt.Sprintf("%s:size=%dm", v.Target, v.Tmpfs.Size>>20)
	}
	return fmt.Sprintf("%s:size=%d", v.Target, v.Tmpfs.Size)
}

// sideElsewhere are keys that other fields say, or that were said already.
var sideElsewhere = append([]string{
	"image", "environment", "env_file", "volumes", "ports", "depends_on", "hostname", "container_name", "networks", "network_mode", "extra_hosts", "logging", "labels", "profiles", "tmpfs",
}, "build", "pull_policy", "links", "extends", "expose")

// sideRest are the other keys as they are; those that no description takes are withdrawn when it is compiled.
func (d *description) sideRest(service types.ServiceConfig, body *tree) {
	all := plain(service)
	for _, key := range slices.Sorted(maps.Keys(all)) {
		switch value := all[key]; {
		case value == nil || slices.Contains(sideElsewhere, key):
		case key == "deploy" && deployedAsOurs(service):
		case key == "mem_limit":
			body.set(quote(inUnits(int64(service.MemLimit))), key)
		case key == "shm_size":
			body.set(quote(inUnits(int64(service.ShmSize))), key)
		case key == "restart" && value == "unless-stopped": // as without a word
		case key == "restart" && value == map[bool]string{false: "no", true: "on-failure"}[d.Swarm] && d.endsIn(service.Name):
		default:
			body.set(cueOf(composeValue(service, key, value)), key)
		}
	}
	if labels := ownLabels(service); len(labels) > 0 {
		body.set(cueOf(labels), "labels")
	}
}

func (d *description) endsIn(name string) bool {
	for _, h := range d.Hosts {
		if _, ends := h.waiters(name); ends {
			return true
		}
	}
	return false
}

// inUnits writes bytes as Compose reads them, rounded up to whole kilobytes.
func inUnits(bytes int64) string {
	if bytes%(1<<20) == 0 {
		return fmt.Sprintf("%dm", bytes>>20)
	}
	return fmt.Sprintf("%dk", (bytes+1023)>>10)
}

// ComposeKey is the key of a service's body in Compose's words that an error speaks of.
func ComposeKey(path []string) []string {
	if len(path) > 4 && path[2] == "compose" {
		return path[:4]
	}
	return path
}
