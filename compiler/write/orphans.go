package write

import (
	"io/fs"
	"path"
	"slices"
	"strings"
)

// buildPlaces is where a build may put files, seen from the output directory or from a host's folder in it. Only there a
// later build looks for what it should remove: it must not read through the user's data.
var buildPlaces = []string{
	composeFile, stackFile, "host-prep.sh", "smoke-test.sh", "journal.sh", "HOSTS.md", "prometheus.yml", "alluxio-site.properties",
	"conf/*.properties", "client/*.properties",
}

// largestArtifact bounds what is read to look for a mark.
const largestArtifact = 64 << 20

// hasPlace reports whether a later plan would find the file.
func (o Options) hasPlace(file string) bool {
	if _, inFolder, ok := strings.Cut(file, "/"); ok && o.matchesPlace(inFolder) {
		return true
	}
	return o.matchesPlace(file)
}

func (o Options) matchesPlace(file string) bool {
	return slices.ContainsFunc(o.places(), func(pattern string) bool {
		ok, err := path.Match(pattern, file)
		return err == nil && ok
	})
}

func (o Options) places() []string {
	if o.Places != nil {
		return o.Places
	}
	return buildPlaces
}

// orphans finds what an earlier build of the same cluster wrote to this directory and the new one does not make: a
// file's mark names its cluster and path.
func (p *planner) orphans() {
	if p.root == nil {
		return
	}
	p.look(".")
	for _, dir := range p.folders() {
		p.look(dir)
	}
}

// look goes through the places of the output directory or of one of its folders.
func (p *planner) look(dir string) {
	fsys, err := fs.Sub(p.root.FS(), dir)
	if err != nil {
		return
	}
	for _, pattern := range p.places() {
		names, err := fs.Glob(fsys, pattern)
		if err != nil {
			continue
		}
		for _, name := range names {
			p.orphan(path.Join(dir, name))
		}
	}
}

func (p *planner) orphan(file string) {
	if p.made[file] || p.blocked(file) != nil {
		return
	}
	content, s, ok := p.ours(file)
	switch {
	case !ok:
	case s.intact:
		p.out.Files = append(p.out.Files, Change{Path: file, Action: Remove, Old: content})
	default:
		p.warn(file, "is no longer part of the cluster and was edited, so it is kept", "remove it yourself")
	}
}

// ours reads a file that this cluster's build wrote to this very place; anything else, and what cannot be read, is not.
func (p *planner) ours(file string) ([]byte, seal, bool) {
	info, err := p.stat(file)
	if err != nil || info == nil || info.Size() > largestArtifact {
		return nil, seal{}, false
	}
	content, err := p.root.ReadFile(file)
	if err != nil {
		return nil, seal{}, false
	}
	s, ok := readSeal(content)
	return content, s, ok && s.cluster == p.cluster && s.path == file
}

// folders lists the folders of the output directory, without symlinks; none when it cannot be read.
func (p *planner) folders() []string {
	entries, err := fs.ReadDir(p.root.FS(), ".")
	if err != nil {
		return nil
	}
	var found []string
	for _, e := range entries {
		if e.IsDir() {
			found = append(found, e.Name())
		}
	}
	return found
}
