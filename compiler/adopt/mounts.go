package adopt

import (
	"cmp"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/compose-spec/compose-go/v2/types"
	"mvdan.cc/sh/v3/syntax"
)

// Mount is an under storage as Alluxio is told of it.
type Mount struct {
	// At is its path in Alluxio, "/" for the root.
	At, URI          string
	ReadOnly, Shared bool
	Options          map[string]string
}

// String is the mount without its options.
func (m Mount) String() string {
	words := []string{m.URI}
	if m.ReadOnly {
		words = append(words, "read-only")
	}
	if m.Shared {
		words = append(words, "shared")
	}
	return fmt.Sprintf("%q", strings.Join(words, " "))
}

const (
	rootOption = "alluxio.master.mount.table.root.option."
	rootFolder = "/opt/alluxio/underFSStorage" // what the image mounts when nobody says what
)

// mounts are the root, which the servers' properties say, and what one-shots mount below it.
func (s *Setup) mounts() {
	s.Mounts = map[string]Mount{"/": s.rootMount()}
	for _, h := range s.Hosts {
		for _, name := range slices.Sorted(maps.Keys(h.Project.Services)) {
			if _, server := h.Servers[name]; server {
				continue
			}
			for _, m := range mountsOf(h.Project.Services[name]) {
				s.Mounts[m.At] = m
			}
		}
	}
	for _, m := range s.later {
		s.Mounts[m.At] = m
	}
}

func (s *Setup) rootMount() Mount {
	root := Mount{At: "/", URI: rootFolder, Options: map[string]string{}}
	for _, process := range []string{"worker", "master"} {
		for _, one := range s.everyServer() {
			if one.process != process {
				continue
			}
			root.URI = cmp.Or(one.property("alluxio.master.mount.table.root.ufs", "alluxio.underfs.address"), root.URI)
			root.ReadOnly = one.property("alluxio.master.mount.table.root.readonly") == "true"
			root.Shared = one.property("alluxio.master.mount.table.root.shared") == "true"
			for key, value := range one.Read[process] {
				if option, ok := strings.CutPrefix(key, rootOption); ok {
					root.Options[option] = value
				}
			}
		}
	}
	return root
}

// everyServer is each one, in the order of hosts and names.
func (s *Setup) everyServer() (all []Server) {
	for _, h := range s.Hosts {
		for _, name := range slices.Sorted(maps.Keys(h.Servers)) {
			all = append(all, h.Servers[name])
		}
	}
	return all
}

// mountsOf are those that a one-shot makes: by `alluxio fs mount` in its command or in a script there, or by a script of
// ours, whose arguments they are.
func mountsOf(service types.ServiceConfig) (all []Mount) {
	command := slices.Concat(service.Entrypoint, service.Command)
	if slices.Contains(service.Entrypoint, "mounts") {
		for _, line := range service.Command {
			all = appendMount(all, strings.Fields(line))
		}
		return all
	}
	if m, ok := fsMount(command); ok {
		return []Mount{m}
	}
	for _, text := range command {
		file, err := syntax.NewParser().Parse(strings.NewReader(text), "")
		if err != nil {
			continue
		}
		syntax.Walk(file, func(n syntax.Node) bool {
			if call, ok := n.(*syntax.CallExpr); ok {
				if m, ok := fsMount(literals(call.Args)); ok {
					all = append(all, m)
				}
			}
			return true
		})
	}
	return all
}

func literals(words []*syntax.Word) (all []string) {
	for _, w := range words {
		all = append(all, literal(w))
	}
	return all
}

// fsMount reads `alluxio fs mount ...`, by whatever path the program goes.
func fsMount(words []string) (Mount, bool) {
	for i := range words {
		if path.Base(words[i]) == "alluxio" && i+2 < len(words) && words[i+1] == "fs" && words[i+2] == "mount" {
			all := appendMount(nil, words[i+3:])
			return append(all, Mount{})[0], len(all) == 1
		}
	}
	return Mount{}, false
}

// appendMount reads what `fs mount` takes: [--readonly] [--shared] [--option KEY=VALUE]... PATH ADDRESS, in any order.
func appendMount(all []Mount, words []string) []Mount {
	m, places := Mount{Options: map[string]string{}}, []string{}
	for i := 0; i < len(words); i++ {
		switch word := words[i]; {
		case word == "--readonly":
			m.ReadOnly = true
		case word == "--shared":
			m.Shared = true
		case word == "--option" && i+1 < len(words):
			i++
			key, value, _ := strings.Cut(words[i], "=")
			m.Options[key] = value
		default:
			places = append(places, word)
		}
	}
	if len(places) != 2 || !strings.HasPrefix(places[0], "/") {
		return all
	}
	m.At, m.URI = path.Clean(places[0]), places[1]
	return append(all, m)
}
