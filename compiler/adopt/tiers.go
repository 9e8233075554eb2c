package adopt

import (
	"fmt"
	"path"
	"strconv"
	"strings"

	"github.com/compose-spec/compose-go/v2/types"
)

// tiers are one size of memory, or what several directories and levels say.
func (d *description) tiers(h Host, name string, service types.ServiceConfig, one Server) {
	g := group(h, name)
	levels := d.levels(one)
	if len(levels) == 1 && len(levels[0].paths) <= 1 && levels[0].alias == "MEM" {
		size := sizeText(one.property("alluxio.worker.ramdisk.size", "alluxio.worker.memory.size", "alluxio.worker.tieredstore.level0.dirs.quota"))
		at := strings.Join(levels[0].paths, "")
		d.set(quote(firstOf(size, "1GB")), "workers", g, "memory", "size")
		d.backing(h, name, service, at, "workers", g, "memory")
		return
	}
	var texts []string
	for _, l := range levels {
		var dirs []string
		for i, at := range l.paths {
			var dir description
			dir.Setup = d.Setup
			dir.set(quote(firstOf(sizeText(l.quota(i)), "1GB")), "dir", "size")
			dir.backing(h, name, service, at, "dir")
			dirs = append(dirs, dir.fields["dir"].oneLine())
		}
		texts = append(texts, "\n\t{alias: "+quote(l.alias)+", directories: ["+strings.Join(dirs, ", ")+"]},")
	}
	d.set("["+strings.Join(texts, "")+"\n]", "workers", g, "tiers")
}

func firstOf(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}

// level is a tier as the worker reads it.
type level struct {
	alias         string
	paths, quotas []string
}

// quota is that of a directory; Alluxio takes the last one where there are too few.
func (l level) quota(i int) string {
	if len(l.quotas) == 0 {
		return ""
	}
	return l.quotas[min(i, len(l.quotas)-1)]
}

func (d *description) levels(one Server) []level {
	count, err := strconv.Atoi(one.property("alluxio.worker.tieredstore.levels"))
	if err != nil || count < 1 {
		count = 1
	}
	var all []level
	for i := range count {
		key := fmt.Sprintf("alluxio.worker.tieredstore.level%d.", i)
		l := level{
			alias: firstOf(one.property(key+"alias"), []string{"MEM", "SSD", "HDD"}[min(i, 2)]),
			paths: words(one.property(key + "dirs.path")), quotas: words(one.property(key + "dirs.quota")),
		}
		if len(l.paths) == 0 && i == 0 {
			l.paths = []string{firstOf(one.RAMFolder, "/dev/shm")}
		}
		all = append(all, l)
	}
	return all
}

func words(list string) (all []string) {
	for _, w := range strings.Split(list, ",") {
		if w = strings.TrimSpace(w); w != "" {
			all = append(all, w)
		}
	}
	return all
}

// backing says what holds a directory of a tier, from what is mounted there.
func (d *description) backing(h Host, name string, service types.ServiceConfig, at string, under ...string) {
	set := func(value string, more ...string) { d.set(value, append(append([]string{}, under...), more...)...) }
	kind := h.Kinds[name][at]
	if kind == "" {
		kind = d.guessed(h, service, at)
	}
	source := strings.TrimSuffix(bound(service, at), "/"+d.Name+"/"+name)
	switch kind {
	case "shm":
		set("{}", "shm")
	case "volume":
		set("{}", "volume")
		if at != "/opt/ramdisk" {
			set(quote(at), "volume", "path")
		}
	case "ramfs", "tmpfs", "disk":
		set(quote(at), kind, "path")
		if source != "" {
			set(quote(source), kind, "host")
		}
	}
}

// guessed is the kind where nobody recorded it: a disk is not told from a ramdisk by its mount alone.
func (d *description) guessed(h Host, service types.ServiceConfig, at string) string {
	if at == "/dev/shm" {
		return "shm"
	}
	for _, v := range service.Volumes {
		if path.Clean(v.Target) != at {
			continue
		}
		if v.Type == types.VolumeTypeVolume {
			if h.Project.Volumes[v.Source].DriverOpts["type"] == "tmpfs" {
				return "volume"
			}
			return "disk"
		}
		for mount, kind := range h.Ramdisks {
			if v.Source == mount || strings.HasPrefix(v.Source, mount+"/") {
				return kind
			}
		}
		if strings.Contains(v.Source, "ram") {
			return "tmpfs"
		}
		return "disk"
	}
	return "volume"
}

// socket is a domain socket, in a directory of its own.
func (d *description) socket(name, g string, service types.ServiceConfig, one Server) {
	at := one.property("alluxio.worker.data.server.domain.socket.address")
	if at == "" {
		return
	}
	folder := path.Clean(at)
	if one.property("alluxio.worker.data.server.domain.socket.as.uuid") != "true" {
		folder = path.Dir(folder)
	}
	d.set(quote(folder), "workers", g, "shortCircuit", "socket", "path")
	if source := strings.TrimSuffix(bound(service, folder), "/"+d.Name+"/"+name); source != "" {
		d.set(quote(source), "workers", g, "shortCircuit", "socket", "host")
	}
}
