package plan

import (
	"maps"
	"path"
	"slices"
	"strconv"
)

func (l *layout) prep() Prep {
	f := l.c.Floors
	return Prep{
		Cluster: l.c.Name, Host: l.name, Release: l.c.Release, UID: l.c.User.UID, GID: l.c.User.GID,
		Floors: Floors{Engine: f.Engine, Compose: f.Compose, ImageRoom: f.ImageRoom, JournalRoom: f.JournalRoom, OpenFiles: f.OpenFiles},
		Memory: l.c.Needs[l.name], Swappable: l.swappable(),
		HostNetwork: l.c.Network == "host", AsksAddress: l.asksAddress(),
		Ports: l.ports(), Names: l.hostNames(), Files: l.read(), SecretFiles: l.secretFiles(), Outside: l.outside(),
		Ramdisks: l.ramdisks(), Directories: l.directories(), Fuse: l.fuse(), Build: l.build(), Images: l.images(),
	}
}

// vendorPlatform is what the vendor's images are made for.
const vendorPlatform = "linux/amd64"

func (l *layout) images() []Image {
	images := map[string]Image{}
	for _, s := range l.services {
		if s.PullNever {
			continue
		}
		image := Image{Ref: s.Image, Platform: s.Platform, Asked: s.Platform != ""}
		if !image.Asked && l.c.Image.Vendor && s.Image == l.c.Image.Ref {
			image.Platform = vendorPlatform
		}
		images[s.Image] = image
	}
	return slices.SortedFunc(maps.Values(images), func(a, b Image) int { return compare(a.Ref, b.Ref) })
}

func (l *layout) swappable() bool {
	return slices.ContainsFunc(l.workers, func(n string) bool { return l.c.Workers[n].Memory.Kind != "ramfs" })
}

// asksAddress says whether a container is told the host's address, for which Compose asks.
func (l *layout) asksAddress() bool {
	for _, s := range l.services {
		if len(s.Asked) > 0 {
			return true
		}
	}
	return false
}

// read are the files that services mount.
func (l *layout) read() []string {
	files := map[string]bool{}
	for _, s := range l.services {
		for _, path := range s.Reads {
			files["./"+path] = true
		}
	}
	return slices.Sorted(maps.Keys(files))
}

func (l *layout) ramdisks() []Ramdisk {
	var rs []Ramdisk
	for _, mount := range slices.Sorted(maps.Keys(l.c.Ramdisks[l.name])) {
		r := l.c.Ramdisks[l.name][mount]
		disk := Ramdisk{Type: r.Type, Mount: mount, Size: r.Size}
		for _, n := range l.workers {
			if w := l.c.Workers[n]; w.Memory.Mount == mount {
				disk.Tiers = append(disk.Tiers, Tier{w.Memory.Directory, w.Memory.Backing})
				disk.From = w.Memory.From
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
		for _, path := range l.storages() {
			m := l.c.UnderStorage[path]
			add(Directory{Path: m.Place.Host, Mode: "0755", Why: storageWhy(path), Shared: m.Place.Shared, ReadOnly: m.ReadOnly, From: storageField(path) + "." + m.Kind + ".host"})
		}
	}
	for _, n := range l.masters {
		m := l.c.Masters[n]
		add(l.journalDirectory(n, m))
		add(Directory{Path: m.Metastore.Host, Mode: "0755", Why: "metastore of " + n, Room: l.c.Floors.JournalRoom, From: "masters." + m.Group + ".metastore"})
		add(Directory{Path: m.Logs.Host, Mode: "0755", Why: "logs of " + n, From: "masters." + m.Group + ".logs"})
	}
	for _, n := range l.zookeepers {
		for _, m := range l.zookeeperPlaces(n) {
			if m.Type == Bind {
				add(Directory{Path: m.Source, Mode: "0755", Why: "ZooKeeper's data of " + n, From: m.From})
			}
		}
	}
	for _, n := range l.proxies {
		p := l.c.Proxies[n]
		add(Directory{Path: p.Logs.Host, Mode: "0755", Why: "logs of " + n, From: "proxies." + p.Group + ".logs"})
	}
	for _, n := range l.logServers {
		s := l.c.LogServers[n]
		add(Directory{Path: s.Received.Host, Mode: "0755", Why: "logs for " + n, From: "logServers." + s.Group + ".received"})
	}
	for _, n := range l.workers {
		w := l.c.Workers[n]
		add(Directory{Path: w.Logs.Host, Mode: "0755", Why: "logs of " + n, From: "workers." + w.Group + ".logs"})
		for _, d := range w.Disks {
			add(Directory{Path: d.Host, Mode: "0755", Why: d.Tier + " blocks of " + n, Quota: d.Size, From: d.From})
		}
		d := Directory{Path: w.ShortCircuit.Host, Mode: "0755", Why: "domain socket of " + n, Worker: n, From: "workers." + w.Group + ".shortCircuit.socket"}
		if !w.ShortCircuit.UUID {
			d.Socket = path.Base(w.ShortCircuit.Address)
		}
		add(d)
	}
	return slices.SortedFunc(maps.Values(byPath), func(a, b Directory) int { return compare(a.Path, b.Path) })
}

func storageWhy(path string) string {
	if path == "/" {
		return "under storage"
	}
	return "under storage of " + path
}

// outside are the files of the host that its servers read and that nobody here makes.
func (l *layout) outside() []File {
	byPath := map[string]File{}
	if len(l.masters)+len(l.workers) > 0 {
		for _, path := range l.storages() {
			for _, f := range l.c.UnderStorage[path].Files {
				byPath[f.Host] = File{Path: f.Host, Why: f.Why, Secret: f.Secret, From: f.From}
			}
		}
	}
	for _, n := range l.masters {
		for _, f := range l.c.Masters[n].Journal.Files {
			byPath[f.Host] = File{Path: f.Host, Why: f.Why, Secret: f.Secret, From: f.From}
		}
	}
	made := l.made()
	for _, f := range l.ownFiles() {
		if _, known := byPath[f.Path]; !known && !made[path.Clean(f.Path)] {
			byPath[f.Path] = f
		}
	}
	return slices.SortedFunc(maps.Values(byPath), func(a, b File) int { return compare(a.Path, b.Path) })
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
	if l.c.User.Asked {
		b.Args = append(b.Args, Variable{"ALLUXIO_UID", strconv.Itoa(l.c.User.UID), "user"}, Variable{"ALLUXIO_GID", strconv.Itoa(l.c.User.GID), "user"})
	}
	return b
}

// Needed reports whether the host must be prepared at all before the first container starts.
func (p Prep) Needed() bool {
	return len(p.Ramdisks)+len(p.Directories)+len(p.Outside) > 0 || p.Build != nil || p.Fuse != nil || p.AsksAddress || len(p.Volumes) > 0 || len(p.SecretFiles) > 0
}
