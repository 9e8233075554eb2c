package compiler

import (
	"cmp"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/alluxio-gen/alluxio-gen/compiler/check"
	"github.com/alluxio-gen/alluxio-gen/compiler/diag"
	"github.com/alluxio-gen/alluxio-gen/compiler/history"
	"github.com/alluxio-gen/alluxio-gen/compiler/impact"
)

// Loss is what goes with a service's container.
type Loss = history.Loss

// Impact is what a build and its command would do to the cluster that an earlier build left.
type Impact struct {
	// Command is what starts what a build wrote.
	Command string
	// Containers are by host's folder, "." for the output directory itself.
	Containers map[string][]impact.Container
	// Losses are what goes with containers that end, Refused what the change itself loses: a build refuses it until it is
	// accepted by name.
	Losses  []Loss
	Refused []diag.Diagnostic
}

// Compare compiles like Compile, but refuses nothing for what src.Before would lose: it says so in the impact, which is
// nil when a diagnostic is an error.
func Compare(src Source) (Result, *Impact, error) {
	d, p, ds, err := layOut(src)
	result := Result{Diagnostics: diag.Sort(ds)}
	if err != nil || p == nil {
		return result, nil, err
	}
	result.Cluster, result.Next = p.Cluster, next(p)
	if result.Artifacts, err = artifacts(p); err != nil {
		return result, nil, err
	}
	i := &Impact{Command: "docker compose up -d"}
	if p.Swarm {
		i.Command = "docker stack deploy"
	}
	if i.Containers, err = containers(src.Before, result); err != nil {
		return result, nil, err
	}
	b := build(src, d, p)
	if i.Refused, result.Needless, err = history.Compare(b, src.Before); err != nil {
		return result, nil, err
	}
	i.Losses, err = history.Losses(b, src.Before, ending(i.Containers))
	return result, i, err
}

// afterEarlier changes the next commands where an earlier build of the cluster may run. Compose and Swarm leave the containers of
// services that are gone, and which build was started last is not known here: so every build over another one ends them.
func (r *Result) afterEarlier(before []Before) {
	before = slices.DeleteFunc(slices.Clone(before), func(b Before) bool { return b.Cluster != r.Cluster })
	if len(before) == 0 {
		return
	}
	for i, line := range r.Next {
		if line == up {
			r.Next[i] += " --remove-orphans"
		} else if strings.HasPrefix(line, deploy) {
			r.Next[i] = strings.Replace(line, deploy, deploy+" --prune", 1)
		}
	}
	var ends []string
	for _, b := range before {
		written := func(a Artifact) bool { return a.Path == b.Path }
		if end := r.end(b.Path); end != "" && !slices.ContainsFunc(r.Artifacts, written) {
			ends = append(ends, end)
		}
	}
	r.Next = append(ends, r.Next...)
}

// end is the command that ends what a file ran that is gone, "" where the next ones do.
func (r *Result) end(file string) string {
	down := "docker compose --project-name " + r.Cluster + " down"
	switch dir := path.Dir(file); {
	case path.Base(file) == "docker-stack.yml":
		return "docker stack rm " + r.Cluster + " # Compose takes its place"
	case dir != ".":
		return "on the host of " + dir + ": " + down + " # it is no longer a host of the cluster"
	case slices.ContainsFunc(r.Artifacts, func(a Artifact) bool { return a.Path == "docker-stack.yml" }):
		return down + " # Swarm takes its place"
	}
	return ""
}

// containers compares each compose or stack file with the one that it replaces, by folder. A file that no build wrote has none
// of a cluster's containers.
func containers(before []Before, r Result) (map[string][]impact.Container, error) {
	was, is := map[string][]byte{}, map[string][]byte{}
	for _, a := range r.Artifacts {
		if runsServices(a.Path) {
			is[a.Path] = a.Content
		}
	}
	for _, b := range before {
		if is[b.Path] != nil && b.Cluster != "" || b.Cluster == r.Cluster && !b.Edited {
			was[b.Path] = b.Content
		}
	}
	all := map[string][]impact.Container{}
	for _, file := range slices.Sorted(maps.Keys(join(was, is))) {
		found, err := impact.Containers(was[file], is[file])
		if err != nil {
			return nil, err
		}
		all[path.Dir(file)] = append(all[path.Dir(file)], found...)
	}
	return all, nil
}

func runsServices(file string) bool {
	return slices.Contains([]string{"docker-compose.yml", "docker-stack.yml"}, path.Base(file))
}

func join(a, b map[string][]byte) map[string][]byte {
	all := maps.Clone(a)
	maps.Copy(all, b)
	return all
}

// ending are the services whose containers do not go on, each with its volumes that others hold.
func ending(all map[string][]impact.Container) map[string][]string {
	ends := map[string][]string{}
	for _, c := range slices.Concat(slices.Collect(maps.Values(all))...) {
		if c.Fate == impact.MadeAnew {
			ends[c.Service] = append([]string{}, c.Held...)
		}
	}
	return ends
}

// Folders are the folders of the containers, in order.
func (i Impact) Folders() []string { return slices.SortedFunc(maps.Keys(i.Containers), cmp.Compare) }

// Secret is what the names of properties match whose values nobody else may read.
func Secret() (*regexp.Regexp, error) {
	pattern, err := check.Secret()
	if err != nil {
		return nil, err
	}
	return regexp.Compile(pattern)
}
