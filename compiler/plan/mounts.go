package plan

import (
	"fmt"
	"slices"
	"strings"

	"github.com/alluxio-gen/alluxio-gen/compiler/model"
)

// place is a host directory bound, or a named volume.
func place(host, volume, target, from string) Mount {
	if volume != "" {
		return Mount{Type: NamedVolume, Source: volume, Target: target, From: from}
	}
	return Mount{Type: Bind, Source: host, Target: target, From: from}
}

func socketMount(w model.Worker) Mount {
	return place(w.ShortCircuit.Host, w.ShortCircuit.Volume, w.ShortCircuit.Path, "workers."+w.Group+".shortCircuit.socket")
}

// volumes are the named volumes of the host. A memory volume's name holds its size, since Docker keeps the options that
// a volume was made with: another size must be another volume.
func (l *layout) volumes() []Volume {
	var vs []Volume
	for _, m := range l.owned {
		vs = append(vs, Volume{Key: m.Source, From: m.From})
	}
	for _, n := range l.zookeepers {
		for _, m := range volumesOf(l.zookeeperPlaces(n)) {
			vs = append(vs, Volume{Key: m.Source, From: m.From})
		}
	}
	for _, n := range l.workers {
		m := l.c.Workers[n].Memory
		if m.Volume == "" {
			continue
		}
		options := fmt.Sprintf("size=%d,uid=%d,gid=%d,mode=1777", m.Backing, l.c.User.UID, l.c.User.GID)
		vs = append(vs, Volume{
			Key:     m.Volume,
			Name:    fmt.Sprintf("%s_%s-%dMB", l.c.Name, m.Volume, m.Backing>>20),
			Options: map[string]string{"type": "tmpfs", "device": "tmpfs", "o": options},
			From:    m.From,
		})
	}
	for _, m := range l.ownVolumes() {
		if !slices.ContainsFunc(l.owned, func(o Mount) bool { return o.Source == m.Source }) {
			vs = append(vs, Volume{Key: m.Source, From: m.From})
		}
	}
	slices.SortFunc(vs, func(a, b Volume) int { return strings.Compare(a.Key, b.Key) })
	return vs
}

// ownedVolumes are the named volumes that Docker makes for root, each at the place where it is used.
func (l *layout) ownedVolumes() []Mount {
	var ms []Mount
	if len(l.masters)+len(l.workers) > 0 {
		ms = l.storagePlaces()
	}
	for _, n := range l.masters {
		ms = append(ms, kept(l.c.Masters[n])...)
		ms = append(ms, logsMount(l.c.Masters[n].Logs, "masters."+l.c.Masters[n].Group)...)
	}
	for _, n := range l.workers {
		w := l.c.Workers[n]
		if w.ShortCircuit.Volume != "" {
			ms = append(ms, socketMount(w))
		}
		ms = append(ms, logsMount(w.Logs, "workers."+w.Group)...)
		for _, d := range w.Disks {
			if d.Volume != "" {
				ms = append(ms, diskMount(d))
			}
		}
	}
	for _, n := range l.proxies {
		p := l.c.Proxies[n]
		ms = append(ms, logsMount(p.Logs, "proxies."+p.Group)...)
	}
	for _, n := range l.logServers {
		ms = append(ms, receivedMount(l.c.LogServers[n]))
	}
	ms = append(ms, l.handedOver()...)
	return distinctTargets(volumesOf(ms))
}

// volumesOf are the named volumes among mounts, each once.
func volumesOf(ms []Mount) []Mount {
	seen := map[string]bool{}
	return slices.DeleteFunc(ms, func(m Mount) bool {
		drop := m.Type != NamedVolume || seen[m.Source]
		seen[m.Source] = true
		return drop
	})
}

// distinctTargets moves volumes that several services see at one path apart, for the one service that sees them all.
func distinctTargets(ms []Mount) []Mount {
	seen := map[string]bool{}
	for i, m := range ms {
		if seen[m.Target] {
			ms[i].Target = apart(m.Source)
		}
		seen[ms[i].Target] = true
	}
	return ms
}

// apart is where the service that hands volumes over sees one that could be in another's way.
func apart(volume string) string { return "/volumes/" + volume }
