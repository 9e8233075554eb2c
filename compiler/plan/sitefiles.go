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
	for n, ds := range l.delivered {
		if ps := through(InSiteFile, ds); len(ps) > 0 {
			s.add(ds[slices.IndexFunc(ds, isInSiteFile)].Carrier, n, ps)
		}
	}
	slices.SortFunc(s.files, func(a, b SiteFile) int { return compare(a.Path, b.Path) })
	return s
}

func isInSiteFile(d Delivery) bool { return d.Channel == InSiteFile }

func (l *layout) masterFile(name string) string {
	if len(l.masters) == 1 {
		return "alluxio-site.properties"
	}
	return ownFile(name)
}

func ownFile(service string) string { return "conf/" + service + ".properties" }

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
