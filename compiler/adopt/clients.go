package adopt

import (
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/compose-spec/compose-go/v2/types"

	"github.com/alluxio-gen/alluxio-gen/internal/contract"
)

// clients are containers that read a site file and start no server, or mount the file system; what each reads, by service.
func (s *Setup) clients(h *Host) {
	for _, name := range slices.Sorted(maps.Keys(h.Project.Services)) {
		service := h.Project.Services[name]
		_, server := h.Servers[name]
		_, starts := roleOf(service)
		i := slices.IndexFunc(service.Volumes, isSite)
		mounts := isAlluxio(service) && mountsFiles(service)
		if mounts && i < 0 {
			h.Clients[name] = map[string]string{}
			continue
		}
		if server || starts || i < 0 || isAlluxio(service) && !waits(service) && !mounts && !doesOneThing(service) {
			continue
		}
		text, err := h.read(service.Volumes[i].Source)
		if err != nil {
			s.lose(name, service.Volumes[i].Source, "it cannot be read: %v", err)
		}
		h.Clients[name] = clientsOwn(contract.Properties(string(text)))
	}
}

func isSite(v types.ServiceVolumeConfig) bool { return path.Base(v.Target) == siteName }

func waits(service types.ServiceConfig) bool {
	return len(service.Entrypoint) > 0 && (service.Entrypoint[0] == "tail" || service.Entrypoint[0] == "sleep")
}

// clientsOwn leaves out what concerns other processes, which often stands in a file that all share.
func clientsOwn(read map[string]string) map[string]string {
	maps.DeleteFunc(read, func(key, _ string) bool {
		return slices.ContainsFunc([]string{"alluxio.worker.", "alluxio.proxy.", "alluxio.logserver.", "alluxio.underfs.", "alluxio.master.journal.", "alluxio.master.mount.", "alluxio.master.embedded.", "alluxio.job.worker."},
			func(prefix string) bool { return strings.HasPrefix(key, prefix) })
	})
	return read
}

// clients keep their image and command.
func (d *description) clients(h Host) {
	for _, name := range slices.Sorted(maps.Keys(h.Clients)) {
		d.client(h, name, h.Project.Services[name])
	}
}

func (d *description) client(h Host, name string, service types.ServiceConfig) {
	field := d.begin("clients", group(h, name))
	if field == nil {
		return
	}
	d.on(h, name, field)
	switch {
	case mountsFiles(service):
		d.fuse(service, field)
	case h.runsOnce(name):
		once(service, field)
	case !isAlluxio(service):
		field.set(quote(service.Image), "image")
		if len(service.Command) > 0 {
			field.set(texts(service.Command), "command")
		}
	case !waits(service):
		field.set(texts(slices.Concat(service.Entrypoint, service.Command)), "command")
	}
	if !mountsFiles(service) {
		d.own(h, name, service, field)
	}
	if service.Ipc != "" {
		field.set(quote(service.Ipc), "ipc")
	}
	if service.Hostname != "" && service.Hostname != name {
		field.set(quote(service.Hostname), "hostname")
	}
	if heap := sizeText(heapIn(variable(service, "ALLUXIO_USER_JAVA_OPTS") + " " + variable(service, "ALLUXIO_FUSE_JAVA_OPTS"))); heap != "" {
		field.set(quote(heap), "jvm", "heap")
	}
	d.open(name, service, field)
	d.life(name, service, field)
	if d.remote(h, service) {
		field.set("{}", "shortCircuit", "none")
	}
	for dependency := range service.DependsOn {
		if h.Servers[dependency].process == "worker" && workers(h) > 1 {
			field.set(quote(dependency), "worker")
		}
	}
	d.ownProperties(name, field)
}

// own are a client's own mounts and, of another image, what that image is told; in Compose's words.
func (d *description) own(h Host, name string, service types.ServiceConfig, field *tree) {
	var volumes []types.ServiceVolumeConfig
	for _, v := range service.Volumes {
		if !isSite(v) && !h.serves(v) {
			volumes = append(volumes, v)
		}
	}
	if lines := volumeLines(volumes); len(lines) > 0 {
		field.set(texts(lines), "compose", "volumes")
	}
	if isAlluxio(service) {
		return
	}
	ownEnvironment(service, field, "compose")
	if lines := d.ownLines(h, name, service, "env_file"); len(lines) > 0 {
		field.set(texts(lines), "compose", "env_file")
	}
	all := plain(service)
	for _, key := range []string{"entrypoint", "user", "healthcheck", "working_dir"} {
		if all[key] != nil && !(key == "entrypoint" && waits(service) && d.gaps.Keys[name][key] == "") {
			field.set(cueOf(composeValue(service, key, all[key])), "compose", key)
		}
	}
}

// serves says that a server of the host has the same at the same place, which clients are given by what the servers' fields say.
func (h Host) serves(v types.ServiceVolumeConfig) bool {
	for name := range h.Servers {
		for _, o := range h.Project.Services[name].Volumes {
			if o.Source == v.Source && path.Clean(o.Target) == path.Clean(v.Target) {
				return true
			}
		}
	}
	return false
}

// remote says that workers that a client waits for offer it a socket, and it sees none of them. In a swarm nobody waits: there they
// are those of the node, and what they offer are their directories too, which every client of the node would be given.
func (d *description) remote(h Host, client types.ServiceConfig) bool {
	beside := slices.Collect(maps.Keys(client.DependsOn))
	if client.Deploy != nil {
		beside = slices.Collect(maps.Keys(h.Servers))
	}
	var offered []string
	for _, name := range beside {
		one := h.Servers[name]
		if at := one.property("alluxio.worker.data.server.domain.socket.address"); at != "" {
			offered = append(offered, at, path.Dir(at))
		} else if client.Deploy != nil && one.process == "worker" {
			for _, l := range d.levels(one) {
				offered = append(offered, l.paths...)
			}
		}
	}
	seen := func(v types.ServiceVolumeConfig) bool { return slices.Contains(offered, path.Clean(v.Target)) }
	return len(offered) > 0 && !slices.ContainsFunc(client.Volumes, seen)
}

// heapIn is the heap that options give to a JVM; the last one counts.
func heapIn(options string) (heap string) {
	for _, word := range strings.Fields(options) {
		if text, ok := strings.CutPrefix(word, "-Xmx"); ok {
			heap = text
		}
	}
	return heap
}

func workers(h Host) (n int) {
	for _, one := range h.Servers {
		if one.process == "worker" {
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
