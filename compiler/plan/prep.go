package plan

import (
	"maps"
	"slices"
)

func (l *layout) prep() Prep {
	p := Prep{
		Cluster: l.c.Name, Host: l.name, UID: l.c.Row.UID, GID: l.c.Row.UID,
		Ramdisks: l.ramdisks(), Directories: l.directories(), Build: l.build(),
	}
	images := map[string]bool{}
	for _, s := range l.services() {
		if !s.PullNever {
			images[s.Image] = true
		}
	}
	p.Images = slices.Sorted(maps.Keys(images))
	return p
}

func (l *layout) ramdisks() []Ramdisk {
	var rs []Ramdisk
	for _, mount := range slices.Sorted(maps.Keys(l.c.Ramdisks[l.name])) {
		r := l.c.Ramdisks[l.name][mount]
		disk := Ramdisk{Type: r.Type, Mount: mount, Size: r.Size}
		for _, n := range l.workers {
			if w := l.c.Workers[n]; w.Memory.Mount == mount {
				disk.Directories = append(disk.Directories, w.Memory.Directory)
				disk.From = "workers." + w.Group + ".memory"
			}
		}
		rs = append(rs, disk)
	}
	return rs
}

// directories are the host directories that containers bind, other than those inside a ramdisk.
func (l *layout) directories() []Directory {
	byPath := map[string]Directory{}
	add := func(d Directory) {
		if d.Path != "" {
			byPath[d.Path] = d
		}
	}
	if len(l.masters)+len(l.workers) > 0 {
		add(Directory{Path: l.c.Root.Host, Mode: "0755", Why: "under storage", Shared: l.c.Root.Shared, From: `underStorage."/".local.host`})
	}
	for _, n := range l.masters {
		m := l.c.Masters[n]
		add(Directory{Path: m.Journal.Host, Mode: "0755", Why: "journal of " + n, From: "masters." + m.Group + ".journal"})
	}
	for _, n := range l.workers {
		w := l.c.Workers[n]
		add(Directory{Path: w.ShortCircuit.Host, Mode: "0755", Why: "domain socket of " + n, From: "workers." + w.Group + ".shortCircuit.socket"})
	}
	return slices.SortedFunc(maps.Values(byPath), func(a, b Directory) int { return compare(a.Path, b.Path) })
}

func (l *layout) build() *ImageBuild {
	i := l.c.Image
	if !i.Built {
		return nil
	}
	b := &ImageBuild{Tag: i.Ref, Context: i.Context, TarballFile: i.TarballFile, From: "build"}
	if tarball := i.TarballFile + i.TarballURL; tarball != "" {
		b.Args = []Variable{{"ALLUXIO_TARBALL", tarball, "build.tarball"}}
	}
	return b
}

// Needed reports whether the host must be prepared at all before the first container starts.
func (p Prep) Needed() bool { return len(p.Ramdisks)+len(p.Directories) > 0 || p.Build != nil }
