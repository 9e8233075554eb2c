package write

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// blocked says why no file can be put at a path, whatever it holds: something other than a folder is above it, or
// something other than a file stands there. Following a symlink would write to a place that nobody named.
func (p *planner) blocked(file string) *Problem {
	above := slices.Collect(parents(file))
	slices.Reverse(above)
	for _, dir := range above {
		if info, err := p.stat(dir); err == nil && info != nil && !info.IsDir() {
			return &Problem{dir, "is " + kind(info.Mode()) + ", a folder is needed here", "move it away, or choose another directory with --output"}
		}
	}
	if info, err := p.stat(file); err == nil && info != nil && !info.Mode().IsRegular() {
		return &Problem{file, "is " + kind(info.Mode()) + ", not a file", "move it away, or choose another directory with --output"}
	}
	return nil
}

func kind(m fs.FileMode) string {
	switch {
	case m.IsRegular():
		return "a file"
	case m.IsDir():
		return "a folder"
	case m&fs.ModeSymlink != 0:
		return "a symbolic link"
	default:
		return "a special file"
	}
}

// guard refuses or names a replacement that would lose what somebody else wrote.
func (p *planner) guard(c Change) {
	s, ours := readSeal(c.Old)
	switch {
	case p.isNever(c.Path):
		p.refuse(c.Path, "is the description itself", "choose another directory with --output", false)
	case c.Action == Keep:
	case !ours:
		p.refuse(c.Path, "was not written by alluxio-gen", "move it away, choose another directory with --output, or replace it with --force", p.Force)
	case !s.intact:
		p.refuse(c.Path, "was edited since alluxio-gen wrote it", "put the change into the description, or give it up with --force", p.Force)
	case s.cluster != p.cluster:
		p.warn(c.Path, fmt.Sprintf("was of the cluster %q and is now of %q", s.cluster, p.cluster), "to keep both, give each its own directory with --output")
	}
}

func (p *planner) isNever(file string) bool {
	if p.Never == "" {
		return false
	}
	a, errA := os.Stat(p.Never)
	b, errB := os.Stat(filepath.Join(p.out.Dir, filepath.FromSlash(file)))
	return errA == nil && errB == nil && os.SameFile(a, b)
}

func (p *planner) refuse(path, reason, help string, allowed bool) {
	if !allowed {
		p.out.Refused = append(p.out.Refused, Problem{path, reason, help})
	}
}

func (p *planner) warn(path, reason, help string) {
	p.out.Warnings = append(p.out.Warnings, Problem{path, reason, help})
}

// What holds a build's record: Compose's file, in each host's folder, or Swarm's for all hosts.
const (
	composeFile = "docker-compose.yml"
	stackFile   = "docker-stack.yml"
)
