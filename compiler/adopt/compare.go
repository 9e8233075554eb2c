package adopt

import (
	"encoding/json"
	"fmt"
	"maps"
	"path"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"github.com/compose-spec/compose-go/v2/types"
	"go.yaml.in/yaml/v4"
)

// Missing are the properties that servers of a set-up read, and those of another do not: by service and key.
func Missing(was, is *Setup) Extra {
	extra := Extra{}
	for _, h := range was.Hosts {
		for name, one := range h.Servers {
			other := is.server(name)
			for key, value := range one.Read[one.Role] {
				if !sameValue(other.Read[one.Role][key], value) && one.Read["job_"+one.Role][key] == orSame(one, key, value) {
					if extra[name] == nil {
						extra[name] = map[string]string{}
					}
					extra[name][key] = value
				}
			}
		}
	}
	return extra
}

// Ports are the properties that say where servers listen: two on one host do not even compile without them.
func (s *Setup) Ports() Extra {
	extra := Extra{}
	for _, h := range s.Hosts {
		for name, one := range h.Servers {
			extra[name] = map[string]string{}
			for key, value := range one.Read[one.Role] {
				if strings.HasPrefix(key, "alluxio.") && strings.HasSuffix(key, ".port") {
					extra[name][key] = value
				}
			}
		}
	}
	return extra
}

// orSame is the value, where the release has a job process that could read another one.
func orSame(one Server, key, value string) string {
	if one.Read["job_"+one.Role] == nil {
		return one.Read["job_"+one.Role][key]
	}
	return value
}

func (s *Setup) server(name string) Server {
	for _, h := range s.Hosts {
		if one, there := h.Servers[name]; there {
			return one
		}
	}
	return Server{}
}

func (s *Setup) service(host, name string) (types.ServiceConfig, bool) {
	for _, h := range s.Hosts {
		if one, there := h.Project.Services[name]; there && h.Name == host {
			return one, true
		}
	}
	return types.ServiceConfig{}, false
}

// Differences are what a set-up has and another has not, or has otherwise: services, what their processes read, and the
// rest of their containers.
func Differences(was, is *Setup) (lost []Lost) {
	for _, h := range was.Hosts {
		for _, name := range slices.Sorted(maps.Keys(h.Project.Services)) {
			other, there := is.service(h.Name, name)
			if !there {
				lost = append(lost, Lost{Where: name, What: "the whole service", Why: "it starts no master or worker, and is no client with a site file"})
				continue
			}
			one, served := h.Servers[name]
			if served {
				lost = append(lost, properties(name, one, is.server(name))...)
				lost = append(lost, idle(was.Release, h.Project.Services[name], other, one)...)
			}
			lost = append(lost, fields(h.Project.Services[name], other, served)...)
			lost = append(lost, volumes(h.Project.Services[name], other)...)
		}
	}
	return lost
}

// properties are those that processes of a server read otherwise; the job process beside it mostly reads the same.
func properties(name string, was, is Server) (lost []Lost) {
	differ := map[string]map[string]string{} // by what, by process
	note := func(process, what, a, b string) {
		if sameValue(a, b) {
			return
		}
		if differ[what] == nil {
			differ[what] = map[string]string{}
		}
		differ[what][process] = became(a, b)
	}
	for process := range was.Read {
		for key := range joined(was.Read[process], is.Read[process]) {
			note(process, key, was.Read[process][key], is.Read[process][key])
		}
		note(process, "heap", sizeText(was.Heap[process]), sizeText(is.Heap[process]))
		note(process, "direct memory", sizeText(was.Direct[process]), sizeText(is.Direct[process]))
	}
	note(was.Role, "RAM folder", was.RAMFolder, is.RAMFolder)
	for _, what := range slices.Sorted(maps.Keys(differ)) {
		by, job := differ[what], "job_"+was.Role
		if _, two := was.Read[job]; !two || by[job] == by[was.Role] {
			delete(by, job)
			lost = append(lost, changed(name, what, by[was.Role]))
			continue
		}
		for _, process := range slices.Sorted(maps.Keys(by)) {
			lost = append(lost, changed(name, what+" of its "+strings.ReplaceAll(process, "_", " "), by[process]))
		}
	}
	return lost
}

func joined(a, b map[string]string) map[string]bool {
	all := map[string]bool{}
	for _, m := range []map[string]string{a, b} {
		for key := range m {
			all[key] = true
		}
	}
	return all
}

// sameValue takes "1G" and "1GB" as one.
func sameValue(a, b string) bool {
	size := regexp.MustCompile(`(?i)^[0-9]+[kmgt]b?$`)
	return a == b || size.MatchString(a) && size.MatchString(b) && sizeText(a) == sizeText(b)
}

// wasNothing begins the reason of what is added.
const wasNothing = "it was not said, and would be "

func changed(service, what, why string) Lost {
	return Lost{Where: service, What: what, Why: why, Added: strings.HasPrefix(why, wasNothing)}
}

func became(a, b string) string {
	switch {
	case a == "":
		return wasNothing + fmt.Sprintf("%q", b)
	case b == "":
		return fmt.Sprintf("it is %q, and would not be said", a)
	}
	return fmt.Sprintf("it is %q, and would be %q", a, b)
}

// idle are the variables that change nothing of what the processes read, and that another service is not given.
func idle(release string, was, is types.ServiceConfig, one Server) (lost []Lost) {
	for _, name := range one.Idle {
		if a, b := was.Environment[name], is.Environment[name]; a != nil && (b == nil || *a != *b) {
			lost = append(lost, Lost{Where: was.Name, What: "variable " + name, Why: "no property, heap or folder of release " + release + " comes from it"})
		}
	}
	return lost
}

// told are a service's fields that are compared by what they come to: elsewhere, or with the volumes.
var told = []string{"environment", "volumes", "labels", "env_file"}

// fields are those of a service that are set, and are not the same in another.
func fields(was, is types.ServiceConfig, served bool) (lost []Lost) {
	a, b := plain(was), plain(is)
	for _, field := range slices.Sorted(maps.Keys(a)) {
		through := served && (field == "command" || field == "entrypoint") // what they come to is known
		switch {
		case slices.Contains(told, field) || through || a[field] == nil || reflect.DeepEqual(a[field], b[field]):
		case b[field] == nil:
			lost = append(lost, Lost{Where: was.Name, What: field, Why: fmt.Sprintf("it is %s, and no description says it", short(a[field]))})
		default:
			lost = append(lost, Lost{Where: was.Name, What: field, Why: fmt.Sprintf("it is %s, and would be %s", short(a[field]), short(b[field]))})
		}
	}
	return lost
}

// short writes a value on one line.
func short(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		return fmt.Sprint(v)
	}
	return string(text)
}

// plain is a service as a compose file says it.
func plain(s types.ServiceConfig) map[string]any {
	text, err := yaml.Marshal(s)
	var all map[string]any
	if err != nil || yaml.Unmarshal(text, &all) != nil {
		return nil
	}
	return all
}

// volumes are the mounts of a service whose place would be empty, or other than it was.
func volumes(was, is types.ServiceConfig) (lost []Lost) {
	for _, v := range was.Volumes {
		if path.Base(v.Target) == siteName {
			continue
		}
		i := slices.IndexFunc(is.Volumes, func(o types.ServiceVolumeConfig) bool { return path.Clean(o.Target) == path.Clean(v.Target) })
		switch {
		case i < 0:
			lost = append(lost, Lost{Where: was.Name, What: v.Type + " " + v.Source + " at " + v.Target, Why: "nothing would be there"})
		case is.Volumes[i].Source != v.Source || is.Volumes[i].Type != v.Type:
			lost = append(lost, Lost{Where: was.Name, What: v.Type + " " + v.Source + " at " + v.Target, Why: fmt.Sprintf("%s %s would be there", is.Volumes[i].Type, is.Volumes[i].Source)})
		}
	}
	return lost
}
