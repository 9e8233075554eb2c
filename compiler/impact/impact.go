// Package impact says what `docker compose up -d`, or `docker stack deploy`, does to the containers of an earlier build, from the two compose files.
package impact

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

// Fate is what becomes of a service's container.
type Fate string

// The fates. Compose leaves the container of a service that is gone alone, unless --remove-orphans is given.
const (
	Kept     Fate = "kept"
	Made     Fate = "made"
	MadeAnew Fate = "re-created"
	Left     Fate = "left running"
	Unknown  Fate = "unknown" // the compose file on disk cannot be read
)

// Container is that of one service: what becomes of it, and what in the compose files is the reason.
type Container struct {
	Service string
	Fate    Fate
	Why     []string
	// Held are the volumes of a container that does not go on which one that does mounts too.
	Held []string
}

// file is what of a compose file decides. All of it is as a build wrote it: no short forms, nothing of another file.
type file struct {
	Name     string                    `yaml:"name"`
	Services map[string]map[string]any `yaml:"services"`
	Volumes  map[string]any            `yaml:"volumes"`
	// Configs are Swarm's: files, by what services call them.
	Configs map[string]struct {
		Name string `yaml:"name"`
		File string `yaml:"file"`
	} `yaml:"configs"`
	Record struct {
		Files map[string]string `yaml:"files"`
	} `yaml:"x-alluxio-gen"`
}

// Containers compares two compose files of one directory; nil is none. The containers are sorted by service. The error is
// a new file that cannot be read: a fault of the compiler.
func Containers(old, now []byte) ([]Container, error) {
	var a, b file
	if err := yaml.Unmarshal(now, &b); err != nil {
		return nil, fmt.Errorf("what was compiled cannot be read: %w", err)
	}
	if err := yaml.Unmarshal(old, &a); err != nil {
		return all(b, Unknown, "the compose file on disk cannot be read"), nil
	}
	if a.Name != "" && b.Name != "" && a.Name != b.Name {
		return apart(a, b), nil
	}
	var found []Container
	for _, name := range slices.Sorted(maps.Keys(join(a.Services, b.Services))) {
		found = append(found, compare(a, b, name))
	}
	hold(a, found)
	return found, nil
}

// apart are the containers of two projects: neither knows those of the other.
func apart(a, b file) []Container {
	return append(all(a, Left, "it is of project "+a.Name), all(b, Made)...)
}

// all gives every service of a file the same fate.
func all(f file, fate Fate, why ...string) (found []Container) {
	for _, name := range slices.Sorted(maps.Keys(f.Services)) {
		found = append(found, Container{Service: name, Fate: fate, Why: why})
	}
	return found
}

func compare(a, b file, name string) Container {
	was, had := a.Services[name]
	is, has := b.Services[name]
	c := Container{Service: name, Fate: Kept}
	switch {
	case !has:
		c.Fate, c.Why = Left, []string{"no service is called so any more"}
	case !had:
		c.Fate = Made
	default:
		if c.Why = reasons(a, b, was, is); len(c.Why) > 0 {
			c.Fate = MadeAnew
		}
	}
	return c
}

// unseen are the fields that Compose leaves out when it compares a container with its service.
var unseen = []string{"build", "depends_on", "pull_policy", "scale", "profiles"}

// reasons are what differs in a service: files by their path, volumes by their key, the rest by the field's name.
func reasons(a, b file, was, is map[string]any) (why []string) {
	for _, field := range slices.Sorted(maps.Keys(join(was, is))) {
		switch {
		case slices.Contains(unseen, field) || reflect.DeepEqual(was[field], is[field]):
		case field == "deploy" && reflect.DeepEqual(task(was[field]), task(is[field])):
		case field == "labels":
			why = append(why, changedFiles(a, b, is)...)
		default:
			why = append(why, field)
		}
	}
	for _, key := range volumes(is) {
		if !reflect.DeepEqual(a.Volumes[key], b.Volumes[key]) {
			why = append(why, "volume "+key)
		}
	}
	return slices.Compact(why)
}

// task is what of deploy is a task's: how Swarm goes about an update makes no container anew.
func task(deploy any) map[string]any {
	all, _ := deploy.(map[string]any)
	all = maps.Clone(all)
	delete(all, "update_config")
	return all
}

// changedFiles are those behind the digest in a service's label.
func changedFiles(a, b file, is map[string]any) (paths []string) {
	for _, m := range mounts(is) {
		path, relative := strings.CutPrefix(text(m["source"]), "./")
		if sum, ours := b.Record.Files[path]; relative && ours && sum != a.Record.Files[path] {
			paths = append(paths, path)
		}
	}
	configs, _ := is["configs"].([]any)
	for _, entry := range configs {
		c, _ := entry.(map[string]any)
		if key := text(c["source"]); a.Configs[key].Name != b.Configs[key].Name {
			paths = append(paths, strings.TrimPrefix(b.Configs[key].File, "./"))
		}
	}
	if len(paths) == 0 {
		return []string{"labels"}
	}
	return paths
}

// hold says of each container that does not go on which of its volumes are held.
func hold(f file, found []Container) {
	held := map[string]bool{}
	for _, c := range found {
		if c.Fate == Kept {
			for _, v := range volumes(f.Services[c.Service]) {
				held[v] = true
			}
		}
	}
	for i, c := range found {
		if c.Fate != Kept {
			for _, v := range volumes(f.Services[c.Service]) {
				if held[v] {
					found[i].Held = append(found[i].Held, v)
				}
			}
		}
	}
}

// volumes are those that a service mounts, by key.
func volumes(service map[string]any) (keys []string) {
	for _, m := range mounts(service) {
		if m["type"] == "volume" {
			keys = append(keys, text(m["source"]))
		}
	}
	return keys
}

func mounts(service map[string]any) (found []map[string]any) {
	list, _ := service["volumes"].([]any)
	for _, entry := range list {
		if m, ok := entry.(map[string]any); ok {
			found = append(found, m)
		}
	}
	return found
}

func text(v any) string {
	s, _ := v.(string)
	return s
}

// join has the keys of both maps.
func join[V any](a, b map[string]V) map[string]V {
	all := maps.Clone(a)
	if all == nil {
		all = map[string]V{}
	}
	maps.Copy(all, b)
	return all
}
