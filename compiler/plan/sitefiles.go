package plan

import "slices"

// siteFiles are a host's property files and which service reads which.
type siteFiles struct {
	files []SiteFile
	of    map[string]string // service -> path
}

// planSiteFiles gives each process that reads a site file one of its own, so that a changed property re-creates the
// containers that it concerns and no other. A host's only master reads alluxio-site.properties itself.
func (l *layout) planSiteFiles() siteFiles {
	s := siteFiles{of: map[string]string{}}
	if l.c.Row.Delivery == "siteFile" {
		for _, n := range l.masters {
			s.add(l.masterFile(n), n, l.accepted(layered(masterLayers(l.c, n))))
		}
		for _, n := range l.workers {
			s.add(ownFile(n), n, l.accepted(layered(workerLayers(l.c, n))))
		}
	}
	for _, n := range l.clients {
		s.add(ownFile(n), n, layered(clientLayers(l.c, n)))
	}
	slices.SortFunc(s.files, func(a, b SiteFile) int { return compare(a.Path, b.Path) })
	return s
}

func (l *layout) masterFile(name string) string {
	if len(l.masters) == 1 {
		return "alluxio-site.properties"
	}
	return ownFile(name)
}

func ownFile(service string) string { return "conf/" + service + ".properties" }

// accepted leaves out what must not come from a site file.
func (l *layout) accepted(ps []Property) []Property {
	return slices.DeleteFunc(slices.Clone(ps), func(p Property) bool { return l.c.Channels.Options[p.Key] })
}

func (s *siteFiles) add(path, service string, ps []Property) {
	s.files = append(s.files, SiteFile{Path: path, For: service, Properties: ps})
	s.of[service] = path
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
