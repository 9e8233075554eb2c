package plan

import (
	"path"
	"slices"

	"github.com/alluxio-gen/alluxio-gen/compiler/model"
)

// ownMounts are what a client or a side service mounts of its own.
func ownMounts(own []model.OwnMount, from string) (ms []Mount) {
	for _, o := range own {
		m := place(o.Host, o.Volume, o.Path, from+".compose.volumes")
		m.ReadOnly = o.ReadOnly
		ms = append(ms, m)
	}
	return ms
}

// ownVolumes are the named volumes among them.
func (l *layout) ownVolumes() []Mount {
	return volumesOf(slices.Concat(l.clientVolumes(true), l.clientVolumes(false), l.sideVolumes()))
}

// handedOver are those that are for clients of Alluxio's image alone: Docker makes them for root, who they are not. Another image knows
// whose its volumes are to be.
func (l *layout) handedOver() []Mount {
	others := append(l.clientVolumes(false), l.sideVolumes()...)
	ms := slices.DeleteFunc(l.clientVolumes(true), func(m Mount) bool {
		return slices.ContainsFunc(others, func(o Mount) bool { return o.Source == m.Source })
	})
	for i := range ms {
		ms[i].Target, ms[i].ReadOnly = apart(ms[i].Source), false
	}
	return ms
}

// clientVolumes are the named volumes of clients, of Alluxio's image or of others.
func (l *layout) clientVolumes(own bool) (ms []Mount) {
	for _, n := range l.clients {
		if c := l.c.Clients[n]; c.Own == own {
			ms = append(ms, ownMounts(c.Mounts, "clients."+c.Group)...)
		}
	}
	return volumesOf(ms)
}

func (l *layout) sideVolumes() (ms []Mount) {
	for _, n := range l.sides {
		ms = append(ms, ownMounts(l.c.Services[n].Mounts, "services."+l.c.Services[n].Group)...)
	}
	return volumesOf(ms)
}

// ownFiles are what clients and side services read or write on the host; whose it is to be only their image knows, so it is looked at
// and never made.
func (l *layout) ownFiles() (fs []File) {
	for _, n := range l.clients {
		c := l.c.Clients[n]
		fs = append(fs, ownFilesOf(n, "clients."+c.Group, c.Mounts, c.EnvFiles)...)
	}
	for _, n := range l.sides {
		m := l.c.Services[n]
		fs = append(fs, ownFilesOf(n, "services."+m.Group, slices.DeleteFunc(slices.Clone(m.Mounts), l.isMetrics), m.EnvFiles)...)
	}
	return fs
}

func ownFilesOf(name, from string, mounts []model.OwnMount, variables []string) (fs []File) {
	for _, m := range mounts {
		if m.Host != "" {
			fs = append(fs, File{Path: m.Host, Why: "what " + name + " mounts", Any: true, From: from + ".compose.volumes"})
		}
	}
	for _, f := range variables {
		fs = append(fs, File{Path: f, Why: "variables of " + name, Any: true, Secret: true, From: from + ".compose.env_file"})
	}
	return fs
}

// made are the directories that apply makes, which are there when a client or a side service mounts one of them too.
func (l *layout) made() map[string]bool {
	all := map[string]bool{}
	for _, d := range l.directories() {
		all[path.Clean(d.Path)] = true
	}
	for _, r := range l.ramdisks() {
		all[path.Clean(r.Mount)] = true
	}
	return all
}
