package plan

import (
	_ "embed" // mounting.sh
	"maps"
	"slices"
	"strings"

	"github.com/alluxio-gen/alluxio-gen/compiler/model"
)

const mountingName = "mounts"

// mounting is the one-shot that mounts what the description has below the root: Alluxio keeps that in its journal, not in
// its configuration. It runs on one host and reads what a client reads.
func (l *layout) mounting() Service {
	s := l.base(mountingName, Mounting, "underStorage")
	l.attach(&s, mountingName)
	s.Entrypoint = []string{"/bin/bash", "-c", mountScript, mountingName, launcher, "docker compose up -d"}
	for _, path := range l.nested() {
		s.Command = append(s.Command, mountWords(path, l.c.UnderStorage[path]))
	}
	s.Mounts = l.site(&s)
	for _, m := range l.masters {
		s.DependsOn = append(s.DependsOn, Dependency{m, Healthy})
	}
	return s
}

// nested are the paths below the root, a path before those that lie in it.
func (l *layout) nested() []string { return l.storages()[1:] }

// mountWords are a mount as the arguments of `alluxio fs mount`; none of them holds a blank.
func mountWords(path string, m model.Storage) string {
	words := []string{path, m.URI}
	if m.ReadOnly {
		words = append(words, "--readonly")
	}
	if m.Shared {
		words = append(words, "--shared")
	}
	for _, k := range slices.Sorted(maps.Keys(m.Options)) {
		words = append(words, "--option", k+"="+m.Options[k])
	}
	return strings.Join(words, " ")
}

// mountsHere says whether this is the host whose containers mount: the first with a master and one that waits for it, else
// the first with a worker.
func (l *layout) mountsHere() bool {
	if len(l.c.UnderStorage) < 2 {
		return false
	}
	best, found := "", false
	for _, host := range slices.Sorted(maps.Keys(l.c.Hosts)) {
		waits := len(on(host, l.c.Workers)) > 0
		withMaster := waits && len(on(host, l.c.Masters)) > 0
		if waits && best == "" || withMaster && !found {
			best, found = host, withMaster
		}
	}
	return best == l.name
}

// mountedFirst is what waits for the mounts: the host's clients, or its workers when there are none, since Compose takes a
// service that ends for a failure unless another waits for its end.
func (l *layout) mountedFirst(role Role) []Dependency {
	if l.mountsHere() && (role == Client || len(l.clients) == 0) {
		return []Dependency{{mountingName, Completed}}
	}
	return nil
}

// mountScript is given the launcher, what makes it run again, then what mountWords makes of each mount.
//
//go:embed mounting.sh
var mountScript string
