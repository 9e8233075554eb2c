package plan

import (
	"maps"
	"path"
	"slices"
)

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
	source := "./" + path
	if l.hasSecrets(name) {
		source = withSecrets(path)
	}
	return []Mount{{Type: Bind, Source: source, Target: siteTarget, ReadOnly: true, From: "properties"}}
}

// hasSecrets says whether a service reads a site file that the host adds secrets to: masters and workers do, and their
// job processes.
func (l *layout) hasSecrets(name string) bool {
	return len(l.c.Secrets) > 0 && slices.Contains(l.storing(), name)
}

// storing are the services that open under storages.
func (l *layout) storing() []string {
	names := slices.Concat(l.masters, l.workers)
	for _, n := range l.masters {
		if l.c.Masters[n].Job.Separate {
			names = append(names, jobName(n))
		}
	}
	for _, n := range l.workers {
		if l.c.Workers[n].Job.Separate {
			names = append(names, jobName(n))
		}
	}
	return names
}

// withSecrets is where the host keeps a site file together with secrets.
func withSecrets(file string) string { return "./secret/" + path.Base(file) }

// secretFiles are the site files that the host writes.
func (l *layout) secretFiles() []SecretFile {
	var fs []SecretFile
	for _, name := range l.storing() {
		if file, reads := l.sites.of[name]; reads && l.hasSecrets(name) {
			f := SecretFile{Path: withSecrets(file), Base: "./" + file}
			for _, key := range slices.Sorted(maps.Keys(l.c.Secrets)) {
				f.Secrets = append(f.Secrets, Secret{key, l.c.Secrets[key]})
			}
			fs = append(fs, f)
		}
	}
	return fs
}
