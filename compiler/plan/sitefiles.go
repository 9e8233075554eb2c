package plan

import (
	"maps"
	"slices"
)

// siteFiles are a host's property files and which service reads which.
type siteFiles struct {
	files []SiteFile
	of    map[string]string // service -> path
}

// planSiteFiles gives the host's servers one file together, except those with a key that another server has with another
// value, which get one of their own; each client has its own. Keys that the site file refuses go another way.
func (l *layout) planSiteFiles() siteFiles {
	s := siteFiles{of: map[string]string{}}
	if l.c.Row.Delivery == "siteFile" {
		l.serverFiles(&s)
	}
	for _, n := range l.clients {
		s.add("conf/"+n+".properties", "client "+n, layered(clientLayers(l.c, n)), n)
	}
	slices.SortFunc(s.files, func(a, b SiteFile) int { return compare(a.Path, b.Path) })
	return s
}

func (l *layout) serverFiles(s *siteFiles) {
	servers := l.serverProperties()
	shared := agreed(servers)
	var together []string
	for _, n := range slices.Sorted(maps.Keys(servers)) {
		if slices.ContainsFunc(servers[n], func(p Property) bool { _, ok := shared[p.Key]; return !ok }) {
			s.add("conf/"+n+".properties", n, servers[n], n)
		} else {
			together = append(together, n)
		}
	}
	if len(together) > 0 {
		s.add("alluxio-site.properties", "masters and workers", layered(layers{shared}), together...)
	}
}

// serverProperties are what each server of the host reads from its site file.
func (l *layout) serverProperties() map[string][]Property {
	out := map[string][]Property{}
	for _, n := range l.masters {
		out[n] = l.accepted(layered(masterLayers(l.c, n)))
	}
	for _, n := range l.workers {
		out[n] = l.accepted(layered(workerLayers(l.c, n)))
	}
	return out
}

// accepted leaves out what must not come from a site file.
func (l *layout) accepted(ps []Property) []Property {
	return slices.DeleteFunc(slices.Clone(ps), func(p Property) bool { return l.c.Channels.Options[p.Key] })
}

// agreed are the keys for which no two servers differ.
func agreed(servers map[string][]Property) map[string]Property {
	out := map[string]Property{}
	differ := map[string]bool{}
	for _, n := range slices.Sorted(maps.Keys(servers)) {
		for _, p := range servers[n] {
			if first, seen := out[p.Key]; seen && first.Value != p.Value {
				differ[p.Key] = true
			} else if !seen {
				out[p.Key] = p
			}
		}
	}
	maps.DeleteFunc(out, func(k string, _ Property) bool { return differ[k] })
	return out
}

func (s *siteFiles) add(path, whom string, ps []Property, services ...string) {
	s.files = append(s.files, SiteFile{Path: path, For: whom, Properties: ps})
	for _, n := range services {
		s.of[n] = path
	}
}

// site mounts the service's own site file, if it has one.
func (l *layout) site(s *Service) []Mount { return l.siteOf(s, s.Name) }

// siteOf mounts the site file of a named service.
func (l *layout) siteOf(s *Service, name string) []Mount {
	path, has := l.sites.of[name]
	if !has {
		return nil
	}
	s.Reads = append(s.Reads, path)
	return []Mount{{Type: Bind, Source: "./" + path, Target: siteTarget, ReadOnly: true, From: "properties"}}
}
