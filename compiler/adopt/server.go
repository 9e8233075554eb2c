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

// Server is a master or worker as its processes see the world.
type Server struct {
	Role string // "master" or "worker"
	// Read are the properties that somebody gave to each process, by process: "master", "job_master" and so on.
	Read map[string]map[string]string
	// Heap and Direct are the bytes of each process's JVM as its options say them; "" is the JVM's own choice.
	Heap, Direct map[string]string
	// RAMFolder is the variable's value.
	RAMFolder string
	// Idle are the variables that change nothing of all this.
	Idle []string
}

// servers runs each container that starts a master or worker through the model of its release.
func (s *Setup) servers(h *Host, src Source, site *string) {
	for _, name := range slices.Sorted(maps.Keys(h.Project.Services)) {
		service := h.Project.Services[name]
		role := roleOf(service)
		if role == "" {
			continue
		}
		start, err := s.start(service, src, site)
		if err == nil {
			var one Server
			if one, err = serve(s.Release, role, start); err == nil {
				one.Idle = idleOf(s.Release, role, start, one)
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

func roleOf(service types.ServiceConfig) string {
	if len(service.Command) > 0 && (service.Command[0] == "master" || service.Command[0] == "worker") && strings.Contains(service.Image, "alluxio") {
		return service.Command[0]
	}
	return ""
}

const siteName = "alluxio-site.properties"

func (s *Setup) start(service types.ServiceConfig, src Source, site *string) (contract.Start, error) {
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
		text, err := src.Read(file)
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

// serve asks the model what the processes read, and leaves out what they would read without anything given.
func serve(release, role string, start contract.Start) (Server, error) {
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
	out, err := contract.Run(release, start)
	one := Server{Role: role, Read: got, Heap: map[string]string{}, Direct: map[string]string{}, RAMFolder: start.Env["ALLUXIO_RAM_FOLDER"]}
	for _, j := range out.Processes {
		process := processOf(role, j.Class)
		for _, option := range j.Options {
			if text, ok := strings.CutPrefix(option, "-Xmx"); ok {
				one.Heap[process] = text
			}
			if text, ok := strings.CutPrefix(option, "-XX:MaxDirectMemorySize="); ok {
				one.Direct[process] = text
			}
		}
	}
	return one, err
}

func processOf(role, class string) string {
	if strings.Contains(class, "Job") {
		return "job_" + role
	}
	return role
}

// idleOf are the variables without which a start comes to the same.
func idleOf(release, role string, start contract.Start, with Server) (names []string) {
	for _, variable := range slices.Sorted(maps.Keys(start.Env)) {
		less := start
		less.Env = maps.Clone(start.Env)
		delete(less.Env, variable)
		if without, err := serve(release, role, less); err == nil && same(with, without) {
			names = append(names, variable)
		}
	}
	return names
}

func same(a, b Server) bool {
	equal := func(x, y map[string]string) bool { return maps.Equal(x, y) }
	return maps.EqualFunc(a.Read, b.Read, equal) && maps.Equal(a.Heap, b.Heap) && maps.Equal(a.Direct, b.Direct) && a.RAMFolder == b.RAMFolder
}
