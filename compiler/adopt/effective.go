package adopt

import (
	"errors"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/compose-spec/compose-go/v2/types"

	"github.com/alluxio-gen/alluxio-gen/internal/contract"
)

// role is what a container is to the cluster: the kind of the description that says it, and the process it is there for.
type role struct{ kind, process string }

// roles are those of the words that the image's entrypoint takes.
var roles = map[string]role{
	"master": {"masters", "master"}, "master-only": {"masters", "master"}, "job-master": {"masters", "job_master"},
	"worker": {"workers", "worker"}, "worker-only": {"workers", "worker"}, "job-worker": {"workers", "job_worker"},
	"proxy": {"proxies", "proxy"}, "logserver": {"logServers", "logserver"},
}

// isJob says that the container is there for the job process of a master or worker that has another container.
func (r role) isJob() bool { return strings.HasPrefix(r.process, "job_") }

// joined is the job process that may share the container.
func (r role) joined() string { return "job_" + r.process }

// Server is a container that the image's entrypoint runs, as its processes see the world.
type Server struct {
	role
	// Read are the properties that somebody gave to each process, by process: "master", "job_master" and so on.
	Read map[string]map[string]string
	// Heap and Direct are the bytes of each process's JVM as its options say them; "" is the JVM's own choice.
	Heap, Direct map[string]string
	// Options are what else each JVM is given, beyond what it always is.
	Options map[string][]string
	// RAMFolder is the variable's value.
	RAMFolder string
	// Idle are the variables that change nothing of all this.
	Idle []string
	// Wrapper is an entrypoint that does something before the image's own.
	Wrapper string
}

// servers runs each container that starts one of the roles through the model of its release.
func (s *Setup) servers(h *Host, site *string) {
	for _, name := range slices.Sorted(maps.Keys(h.Project.Services)) {
		service := h.Project.Services[name]
		role, known := roleOf(service)
		if !known {
			continue
		}
		start, err := s.start(h, service, site)
		wrapper := ""
		if errors.As(err, &contract.NotModelled{}) && len(service.Entrypoint) > 0 {
			wrapper = strings.Join(service.Entrypoint, "\n")
			service.Entrypoint = nil
			start, err = s.start(h, service, site)
		}
		if err == nil {
			var one Server
			if one, err = serve(s.Release, role, start); err == nil {
				one.Idle, one.Wrapper = idleOf(s.Release, role, start, one), wrapper
				h.Servers[name] = one
				continue
			}
		}
		var ended contract.Ended
		if errors.As(err, &ended) {
			s.lose(name, "the whole service", "in release %s %v", s.Release, err)
			continue
		}
		s.lose(name, "the whole service", "%v", err)
	}
}

func roleOf(service types.ServiceConfig) (role, bool) {
	if len(service.Command) == 0 || !isAlluxio(service) {
		return role{}, false
	}
	r, known := roles[service.Command[0]]
	return r, known
}

// isAlluxio judges by the name of the image, or of what it is built from.
func isAlluxio(service types.ServiceConfig) bool {
	from := service.Image
	if service.Build != nil {
		from += " " + service.Build.Context
	}
	return strings.Contains(strings.ToLower(from), "alluxio")
}

const siteName = "alluxio-site.properties"

func (s *Setup) start(h *Host, service types.ServiceConfig, site *string) (contract.Start, error) {
	c := contract.Service{Entrypoint: service.Entrypoint, Command: service.Command, User: service.User, Environment: map[string]string{}}
	if uid, known := map[string]string{"root": "0", "alluxio": "1000"}[service.User]; known {
		c.User = uid
	}
	for name, value := range service.Environment {
		if value == nil {
			s.lose(service.Name, "variable "+name, "its value comes from the shell of whoever starts it")
			continue
		}
		c.Environment[name] = *value
	}
	for _, v := range service.Volumes {
		file := v.Source
		if path.Base(v.Target) == "conf" {
			file = path.Join(v.Source, siteName)
		} else if path.Base(v.Target) != siteName {
			continue
		}
		text, err := h.read(file)
		if err != nil {
			s.lose(service.Name, file, "it cannot be read: %v", err)
			continue
		}
		content := string(text)
		c.SiteFile, c.SiteTarget, c.ReadOnly = &content, v.Target, v.ReadOnly
	}
	if c.SiteFile == nil && site != nil {
		c.SiteFile = site
	}
	return contract.FromCompose(c)
}

// read gives a file that a service mounts. One with secrets is on the host alone; it begins as the file that it is made of.
func (h *Host) read(file string) ([]byte, error) {
	if base, made := h.Prepared.SiteFiles[path.Clean(file)]; made {
		file = base
	}
	return h.source.Read(file)
}

// serve asks the model what the processes read, and leaves out what they would read without anything given.
func serve(release string, r role, start contract.Start) (Server, error) {
	got, err := contract.Effective(release, start)
	if err != nil {
		return Server{}, err
	}
	plain, err := contract.Effective(release, contract.Start{Args: start.Args})
	if err != nil {
		return Server{}, err
	}
	for process, read := range got {
		for key, value := range plain[process] {
			if read[key] == value {
				delete(read, key)
			}
		}
	}
	one := Server{role: r, Read: got, Heap: map[string]string{}, Direct: map[string]string{}, Options: map[string][]string{}, RAMFolder: start.Env["ALLUXIO_RAM_FOLDER"]}
	usual, err := contract.Run(release, contract.Start{Args: start.Args})
	if err != nil {
		return one, err
	}
	out, err := contract.Run(release, start)
	for i, j := range out.Processes[:min(len(out.Processes), len(usual.Processes))] {
		one.options(contract.ProcessOf(release, j.Class), j.Options, usual.Processes[i].Options)
	}
	return one, err
}

// javaOwn begins the properties of Java's own classes, such as javax.net.ssl.trustStore, which Alluxio does not read.
const javaOwn = "-Djava"

// options takes a JVM's memory, and what else it is given beyond the usual; Alluxio's properties are known.
func (one *Server) options(process string, all, usual []string) {
	for _, option := range all {
		heap, isHeap := strings.CutPrefix(option, "-Xmx")
		direct, isDirect := strings.CutPrefix(option, "-XX:MaxDirectMemorySize=")
		switch {
		case isHeap:
			one.Heap[process] = heap
		case isDirect:
			one.Direct[process] = direct
		case (!strings.HasPrefix(option, "-D") || strings.HasPrefix(option, javaOwn)) && !slices.Contains(usual, option):
			one.Options[process] = append(one.Options[process], option)
		}
	}
}

// idleOf are the variables without which a start comes to the same.
func idleOf(release string, r role, start contract.Start, with Server) (names []string) {
	for _, variable := range slices.Sorted(maps.Keys(start.Env)) {
		less := start
		less.Env = maps.Clone(start.Env)
		delete(less.Env, variable)
		if without, err := serve(release, r, less); err == nil && same(with, without) {
			names = append(names, variable)
		}
	}
	return names
}

// property is what the process reads that the container is there for.
func (one Server) property(keys ...string) string {
	for _, key := range keys {
		if value := one.Read[one.process][key]; value != "" {
			return value
		}
	}
	return ""
}

func same(a, b Server) bool {
	equal := func(x, y map[string]string) bool { return maps.Equal(x, y) }
	return maps.EqualFunc(a.Read, b.Read, equal) && maps.Equal(a.Heap, b.Heap) && maps.Equal(a.Direct, b.Direct) && maps.EqualFunc(a.Options, b.Options, slices.Equal) && a.RAMFolder == b.RAMFolder
}
