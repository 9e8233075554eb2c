package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/alluxio-gen/alluxio-gen/compiler/starter"
	"github.com/alluxio-gen/alluxio-gen/compiler/write"
	"github.com/spf13/pflag"
)

var initVerb = verb{
	name:     "init",
	also:     []string{"new", "create"},
	synopsis: "[flags] [DIR]",
	summary:  "start a description, with the schema for cue and editors",
	details: `Writes cluster.cue from an example, and a copy of the schema into cue.mod, from which ` + "`cue vet -c`" + ` and the CUE
language server know every field without a network. In a folder of a CUE module that is the module's cue.mod.
Nothing is overwritten. Later, --update renews the schema's copy alone, or adds it; vet tells when it is old.
`,
	examples: []string{
		"alluxio-gen init lake",
		"alluxio-gen init --template four-hosts lake",
		"alluxio-gen init --update lake",
	},
	bind: func(fs *pflag.FlagSet) action {
		var s start
		fs.StringVar(&s.template, "template", "quickstart", "begin with the example `NAME`: "+strings.Join(templates(), ", "))
		offer(fs, "template", templates())
		fs.BoolVar(&s.update, "update", false, "renew the schema's copy and leave all else alone")
		fs.BoolVar(&s.force, "force", false, "replace files of the schema's copy that were edited")
		fs.BoolVarP(&s.quiet, "quiet", "q", false, "say nothing when all is well")
		return s.run
	},
}

// templates are the examples by name. That they are there is the build's doing, so an error cannot be.
func templates() []string {
	names, _ := starter.Templates()
	return names
}

type start struct {
	template             string
	update, force, quiet bool
}

func (s *start) run(t *tool, args []string) error {
	dir := "."
	switch {
	case len(args) > 1:
		return usageError{"init", fmt.Sprintf("init wants at most one DIR, not %d", len(args))}
	case !slices.Contains(templates(), s.template):
		return usageError{"init", fmt.Sprintf("there is no template %s: there are %s", quoted(s.template), strings.Join(templates(), ", "))}
	case len(args) == 1:
		dir = args[0]
	}
	root, err := moduleAbove(dir)
	if err != nil {
		return err
	}
	copied, err := s.planSchema(filepath.Join(root, filepath.FromSlash(starter.SchemaDir)))
	if err != nil {
		return err
	}
	if len(copied.Refused) > 0 {
		return t.refuseSchema(copied)
	}
	var made []string
	if !s.update {
		if made, err = s.description(dir); err != nil {
			return err
		}
	}
	if made, err = s.module(root, made); err != nil {
		return err
	}
	if err := copied.Apply(); err != nil || s.quiet {
		return err
	}
	return t.print(s.told(dir, made, copied))
}

// description writes cluster.cue.
func (s *start) description(dir string) ([]string, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	text, err := starter.Description(s.template, filepath.Base(abs))
	if err != nil {
		return nil, internalError{err}
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	file := filepath.Join(dir, "cluster.cue")
	err = writeNew(file, text)
	if errors.Is(err, fs.ErrExist) {
		return nil, fmt.Errorf("%s is there already, and init overwrites nothing: to add or renew the schema's copy alone, give --update", file)
	}
	return []string{file}, err
}

// module writes module.cue, unless it is there.
func (s *start) module(root string, made []string) ([]string, error) {
	file := filepath.Join(root, filepath.FromSlash(starter.ModuleFile))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return made, err
	}
	err := writeNew(file, []byte(starter.Module))
	if errors.Is(err, fs.ErrExist) {
		return made, nil
	}
	return append(made, file), err
}

// writeNew writes a file that must not be there yet.
func writeNew(file string, text []byte) error {
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	return errors.Join(err, f.Close())
}

// planSchema compares the schema's copy with what it should be.
func (s *start) planSchema(dir string) (*write.Changes, error) {
	files, err := starter.Schema()
	if err != nil {
		return nil, internalError{err}
	}
	return write.Plan(dir, "schema", files, write.Options{Force: s.force, Places: []string{"*.cue"}})
}

func (t *tool) refuseSchema(c *write.Changes) error {
	for _, p := range c.Refused {
		fmt.Fprintf(t.err, "alluxio-gen: %s %s: remove it, or replace it with --force\n", filepath.Join(c.Dir, p.Path), p.Reason)
	}
	return write.ErrRefused
}

// told says what init did.
func (s *start) told(dir string, made []string, c *write.Changes) string {
	var b strings.Builder
	for _, file := range made {
		fmt.Fprintf(&b, "wrote %s\n", file)
	}
	changed := 0
	for _, f := range c.Files {
		if f.Action != write.Keep {
			changed++
		}
	}
	if changed > 0 {
		fmt.Fprintf(&b, "wrote the schema to %s\n", c.Dir)
	} else {
		fmt.Fprintf(&b, "the schema in %s is as it should be\n", c.Dir)
	}
	if s.update {
		return b.String()
	}
	return b.String() + next(dir, []string{"alluxio-gen vet cluster.cue", "alluxio-gen build cluster.cue"})
}

// moduleAbove finds the folder with cue.mod at or above a folder, which need not exist; without one it is the folder.
func moduleAbove(dir string) (string, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	for above := dir; ; above, abs = filepath.Join(above, ".."), filepath.Dir(abs) {
		if isFolder(filepath.Join(abs, "cue.mod")) {
			return filepath.Clean(above), nil
		}
		if abs == filepath.Dir(abs) {
			return dir, nil
		}
	}
}
