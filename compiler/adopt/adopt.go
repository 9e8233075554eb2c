// Package adopt reads a set-up that somebody wrote by hand, as a compose file or as `docker run` lines, and says it in
// the description language. What the processes of a container read is asked of the model of the images
// (internal/contract), so that variables, options and site files count as the release counts them.
//
// Reading: adopt.go, compose.go, stack.go (Swarm), script.go and run.go (docker run), prepared.go, metrics.go, effective.go, mounts.go. Saying: describe.go
// and one file a part of the language. Comparing: compare.go, reads.go, keys.go, and missing.go for what is still to be said.
package adopt

import (
	"cmp"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/compose-spec/compose-go/v2/types"
)

// Source is one file of a set-up: a compose or stack file, a shell script with `docker run` lines, or a site file for all servers
// that mount none.
type Source struct {
	// Name is the file's path as the user wrote it.
	Name    string
	Content []byte
	// Read gives a file that this one names, by its path seen from this one's folder.
	Read func(path string) ([]byte, error)
}

// Lost is something of the set-up that the description does not say, or says otherwise.
type Lost struct {
	// Where is a service or a place in a file, What the thing, Why the reason.
	Where, What, Why string
	// Added is what the set-up does not say, and the description's containers do.
	Added bool
}

func (l Lost) String() string { return fmt.Sprintf("%s: %s: %s", l.Where, l.What, l.Why) }

// Setup is what was read.
type Setup struct {
	Name, Release string
	// Swarm runs the set-up, from one file for all hosts.
	Swarm bool
	Hosts []Host
	// Mounts are the under storages, by their path in Alluxio.
	Mounts map[string]Mount
	// Scrapes is what the file for Prometheus tells.
	Scrapes Scrapes
	// Lost is what cannot be read, Asked the variables whose values only the host knows.
	Lost, Asked []Lost
	later       []Mount // by commands of a script
}

// Host is one compose file, all `docker run` lines, or what Swarm runs on one node. Name is "" where there is one.
type Host struct {
	Name    string
	Project *types.Project
	// Servers are the containers of Alluxio's own processes, by service; Clients the properties that clients read.
	Servers map[string]Server
	Clients map[string]map[string]string
	// Ramdisks are the mount points that a script makes, and their kind.
	Ramdisks map[string]string
	// Kinds are those of the tiers, by service and path, where a build recorded them.
	Kinds map[string]map[string]string
	// Prepared is what a build's script tells.
	Prepared Prepared
	// source is the file, which reads the others of the host; dir is their folder, where one file is for all hosts.
	source Source
	dir    string
}

// Options are what the files may not say.
type Options struct{ Name, Release string }

// Read reads a set-up. An error is a file that cannot be read, or a release that nothing tells.
func Read(sources []Source, o Options) (*Setup, error) {
	s := &Setup{Name: o.Name, Release: o.Release}
	var site *string
	var projects []Source
	for _, src := range sources {
		if path.Ext(src.Name) == ".properties" {
			text := string(src.Content)
			site = &text
			continue
		}
		projects = append(projects, src)
	}
	for _, src := range projects {
		hosts, err := s.hosts(src, len(projects) > 1)
		if err != nil {
			return nil, err
		}
		s.Hosts = append(s.Hosts, hosts...)
	}
	if len(s.Hosts) == 0 {
		return nil, fmt.Errorf("there is neither a compose file nor a script with docker run lines")
	}
	if err := s.settle(); err != nil {
		return nil, err
	}
	for i := range s.Hosts {
		s.servers(&s.Hosts[i], site)
		s.clients(&s.Hosts[i])
	}
	s.Scrapes = scraped(s.Hosts[0])
	s.nameHost()
	s.mounts()
	return s, nil
}

// hosts are those that a file is for: one, or the nodes that Swarm is told of.
func (s *Setup) hosts(src Source, several bool) ([]Host, error) {
	h := newHost("", src)
	if several {
		h.Name = hostName(src.Name)
	}
	var err error
	switch path.Ext(src.Name) {
	case ".yml", ".yaml":
		h.Project, err = s.compose(src)
		if err == nil && isStack(h.Project) {
			return s.stack(src, h.Project), nil
		}
		if err == nil {
			s.besideServices(src, h.Project)
			record(&h)
			h.prepare(src)
		}
	default:
		h.Project, err = s.script(src, &h)
	}
	return []Host{h}, err
}

func newHost(name string, src Source) Host {
	return Host{Name: name, Ramdisks: map[string]string{}, Kinds: map[string]map[string]string{}, Servers: map[string]Server{}, Clients: map[string]map[string]string{}, source: src}
}

// nameHost names the one host whose servers are all known by an address of its own, which is not what they would be called.
func (s *Setup) nameHost() {
	h := &s.Hosts[0]
	if len(s.Hosts) > 1 || h.Name != "" {
		return
	}
	known := map[string]bool{}
	for name, one := range h.Servers {
		if h.Project.Services[name].NetworkMode != "host" {
			return
		}
		for _, key := range []string{"alluxio.master.hostname", "alluxio.worker.hostname"} {
			if at := one.property(key); at != "" {
				known[at] = true
			}
		}
	}
	if len(known) == 1 && !known["localhost"] {
		h.Name = "n1"
	}
}

var notName = regexp.MustCompile(`[^a-z0-9]+`)

// nameOf makes of a text what may name a cluster, host or service.
func nameOf(text string) string {
	return strings.Trim(notName.ReplaceAllString(strings.ToLower(text), "-"), "-")
}

// hostName is the folder of a host's compose file.
func hostName(file string) string { return nameOf(path.Base(path.Dir(file))) }

var tag = regexp.MustCompile(`(?i)alluxio[^:/]*:v?(\d+\.\d+\.\d+)`)

// settle finds name and release, where the user does not say them: the release in the servers' images.
func (s *Setup) settle() error {
	images := map[string]bool{}
	for _, h := range s.Hosts {
		cluster, _ := recorded(h)["cluster"].(string)
		s.Name = cmp.Or(s.Name, cluster, nameOf(h.Project.Name))
		if kept, ok := recorded(h)["release"].(string); ok {
			s.Release = cmp.Or(s.Release, kept)
		}
		for _, service := range h.Project.Services {
			if m := tag.FindStringSubmatch(service.Image); m != nil {
				s.Release = cmp.Or(s.Release, m[1])
			} else if strings.Contains(service.Image, "alluxio") {
				images[service.Image] = true
			}
		}
	}
	s.Name = cmp.Or(s.Name, "alluxio")
	if s.Release == "" {
		return fmt.Errorf("no image says its release%s: give --release", list(images))
	}
	return nil
}

func list(names map[string]bool) string {
	var all []string
	for n := range names {
		all = append(all, n)
	}
	slices.Sort(all)
	if len(all) == 0 {
		return ""
	}
	return " (" + strings.Join(all, ", ") + ")"
}

func (s *Setup) lose(where, what, why string, args ...any) {
	s.Lost = append(s.Lost, Lost{Where: where, What: what, Why: fmt.Sprintf(why, args...)})
}
