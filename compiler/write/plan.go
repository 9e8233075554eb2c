package write

import (
	"bytes"
	"cmp"
	"errors"
	"io/fs"
	"os"
	"slices"
)

// Action is what happens to one file.
type Action string

// The actions.
const (
	Create  Action = "create"
	Replace Action = "replace"
	Keep    Action = "keep" // it says already what it shall say
	Remove  Action = "remove"
)

// Change is one file of the plan. Old is what is on disk, New what shall be, marks included; nil for no file.
type Change struct {
	Path     string
	Action   Action
	Old, New []byte
	Mode     fs.FileMode
}

// Problem is something about the output directory that the user should know. Help says what to do.
type Problem struct {
	Path, Reason, Help string
}

// Options of a plan.
type Options struct {
	// Force replaces files that somebody edited or wrote; nothing replaces a symlink, folder or device.
	Force bool
	// Never names a file that must survive whatever happens: the description itself. It may be empty.
	Never string
	// Places are the patterns (path.Match) of all files that are ever written to the directory, or to a folder in it; nil
	// stands for those of a build. What an earlier plan wrote there and this one does not make is removed.
	Places []string
}

// Changes is what writing would do. With a refusal it does nothing at all.
type Changes struct {
	Dir      string
	Files    []Change // by path
	Refused  []Problem
	Warnings []Problem
}

// Plan compares the files of a cluster with what dir holds, without changing anything. The error is about reading the
// disk, or about files that no compilation may make.
func Plan(dir, cluster string, files []File, o Options) (*Changes, error) {
	if err := checkPaths(files, o); err != nil {
		return nil, err
	}
	p := planner{Options: o, cluster: cluster, out: &Changes{Dir: dir}, made: map[string]bool{}}
	root, err := os.OpenRoot(dir)
	switch {
	case err == nil:
		defer root.Close()
		p.root = root
	case !errors.Is(err, fs.ErrNotExist):
		return nil, err
	}
	if err := p.plan(files); err != nil {
		return nil, err
	}
	return p.out, nil
}

// planner collects one plan. Its root is nil as long as the output directory does not exist.
type planner struct {
	Options
	cluster string
	root    *os.Root
	out     *Changes
	made    map[string]bool
}

func (p *planner) plan(files []File) error {
	for _, f := range files {
		p.made[f.Path] = true
		if err := p.file(f); err != nil {
			return err
		}
	}
	p.rivals(files)
	p.orphans()
	slices.SortFunc(p.out.Files, func(a, b Change) int { return cmp.Compare(a.Path, b.Path) })
	return nil
}

// file decides about one file.
func (p *planner) file(f File) error {
	content, err := sealed(f, p.cluster)
	if err != nil {
		return err
	}
	c := Change{Path: f.Path, Action: Create, New: content, Mode: f.Mode}
	if problem := p.blocked(f.Path); problem != nil {
		p.out.Refused = append(p.out.Refused, *problem)
		return nil
	}
	info, err := p.stat(f.Path)
	if err != nil {
		return err
	}
	if info != nil {
		if c.Old, err = p.root.ReadFile(f.Path); err != nil {
			return err
		}
		c.Action = Replace
		if bytes.Equal(c.Old, c.New) && (info.Mode()&0o100 != 0 || !f.executable()) {
			c.Action = Keep
		}
		p.guard(c)
	}
	p.out.Files = append(p.out.Files, c)
	return nil
}

// stat is Lstat with nil for what is not there.
func (p *planner) stat(path string) (fs.FileInfo, error) {
	if p.root == nil {
		return nil, nil
	}
	info, err := p.root.Lstat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return info, err
}
