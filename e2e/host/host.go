// Package host takes a picture of what a cluster may leave behind on a machine, to compare before with after.
package host

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/e2e/engine"
	"github.com/alluxio-gen/alluxio-gen/e2e/image"
	"github.com/alluxio-gen/alluxio-gen/e2e/run"
)

// Picture is a set of facts by kind, each fact one line of text.
type Picture map[string][]string

// places are the folders where a preparation script may leave something.
var places = []string{"/etc", "/mnt", "/media", "/opt", "/srv", "/data", "/var/lib", "/run/systemd", "/usr/local"}

// others are folders below places that change for reasons of their own.
var others = []string{"/var/lib/docker", "/var/lib/containerd", engine.Home, "/var/lib/apt", "/var/lib/dpkg", "/usr/local/go"}

// Take looks at mounts, containers, networks, volumes, images (with a name, or ours), files and ports.
func Take(t testing.TB) Picture {
	t.Helper()
	return Picture{
		"mount":     mounts(t),
		"container": docker(t, "ps", "--all", "--format", "{{.ID}} {{.Names}}"),
		"network":   docker(t, "network", "ls", "--format", "{{.Name}} {{.Driver}}"),
		"volume":    docker(t, "volume", "ls", "--format", "{{.Name}}"),
		"image":     images(t),
		"stand-in":  docker(t, "image", "ls", "--filter", "label=alluxio-gen.e2e", "--quiet"),
		"file":      files(),
		"port":      listening(t),
	}
}

// images are those with a name, but the ones that are kept from run to run.
func images(t testing.TB) []string {
	t.Helper()
	all := docker(t, "image", "ls", "--filter", "dangling=false", "--format", "{{.Repository}}:{{.Tag}} {{.ID}}")
	return slices.DeleteFunc(all, func(fact string) bool { return strings.HasPrefix(fact, image.Made) })
}

// Diff lists what came ("+ kind fact") and what went ("- kind fact").
func (before Picture) Diff(after Picture) []string {
	var lines []string
	for kind := range before {
		for _, fact := range after[kind] {
			if !slices.Contains(before[kind], fact) {
				lines = append(lines, "+ "+kind+" "+fact)
			}
		}
		for _, fact := range before[kind] {
			if !slices.Contains(after[kind], fact) {
				lines = append(lines, "- "+kind+" "+fact)
			}
		}
	}
	slices.Sort(lines)
	return lines
}

func docker(t testing.TB, args ...string) []string {
	t.Helper()
	return lines(run.Must(t, "docker", args...))
}

func lines(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r == '\n' })
}

// mounts are "source target type", each as often as it is stacked.
func mounts(t testing.TB) []string {
	t.Helper()
	text, err := os.ReadFile("/proc/self/mounts")
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for line := range strings.Lines(string(text)) {
		fact := strings.Join(strings.Fields(line)[:3], " ")
		if strings.Contains(fact, " /run/docker/netns/default ") || strings.Contains(fact, engine.Home) {
			continue // an engine's own: made for the first container on the host's network, and kept
		}
		for slices.Contains(all, fact) {
			fact += " again"
		}
		all = append(all, fact)
	}
	return all
}

// files are the paths under places, four folders deep, with owner and mode.
func files() []string {
	var all []string
	for _, place := range places {
		filepath.WalkDir(place, func(path string, e fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return nil
			case slices.Contains(others, path):
				return fs.SkipDir
			case strings.Count(path, "/") > 4 && e.IsDir():
				return fs.SkipDir
			}
			all = append(all, path+" "+owner(e))
			return nil
		})
	}
	return all
}

func owner(e fs.DirEntry) string {
	info, err := e.Info()
	if err != nil {
		return ""
	}
	st := info.Sys().(*syscall.Stat_t)
	return strings.Join([]string{info.Mode().String(), itoa(st.Uid), itoa(st.Gid)}, " ")
}
