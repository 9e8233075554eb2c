package adopt

import (
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/compose-spec/compose-go/v2/types"
)

// clients are containers that read a site file and start no server; they keep their image and command.
func (d *description) clients(h Host) {
	for _, name := range slices.Sorted(maps.Keys(h.Project.Services)) {
		service := h.Project.Services[name]
		reads := slices.ContainsFunc(service.Volumes, func(v types.ServiceVolumeConfig) bool { return path.Base(v.Target) == siteName })
		if _, server := h.Servers[name]; server || !reads || roleOf(service) != "" {
			continue
		}
		own := strings.Contains(service.Image, "alluxio")
		waits := len(service.Entrypoint) > 0 && (service.Entrypoint[0] == "tail" || service.Entrypoint[0] == "sleep")
		if own && !waits {
			continue // it does one thing and ends
		}
		d.client(h, name, service, own)
	}
}

func (d *description) client(h Host, name string, service types.ServiceConfig, own bool) {
	g := group(h, name)
	if d.fields["clients"] != nil && d.fields["clients"].fields[g] != nil {
		return
	}
	d.set("{}", "clients", g)
	c := d.fields["clients"].fields[g]
	c.value = ""
	d.on("clients", h, name)
	if !own {
		c.set(quote(service.Image), "image")
		if len(service.Command) > 0 {
			c.set(texts(service.Command), "command")
		}
	}
	if service.Ipc != "" {
		c.set(quote(service.Ipc), "ipc")
	}
	if service.Hostname != "" && service.Hostname != name {
		c.set(quote(service.Hostname), "hostname")
	}
	if service.MemLimit > 0 {
		c.set(quote(bytesOf(int64(service.MemLimit))), "limits", "memory")
	}
	for dependency := range service.DependsOn {
		if _, worker := h.Servers[dependency]; worker && h.Servers[dependency].Role == "worker" && workers(h) > 1 {
			c.set(quote(dependency), "worker")
		}
	}
	if len(c.names) == 0 {
		c.value = "{}"
	}
}

func workers(h Host) (n int) {
	for _, one := range h.Servers {
		if one.Role == "worker" {
			n++
		}
	}
	return n
}

func texts(words []string) string {
	var all []string
	for _, w := range words {
		all = append(all, quote(w))
	}
	return "[" + strings.Join(all, ", ") + "]"
}
