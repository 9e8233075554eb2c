package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/alluxio-gen/alluxio-gen/compiler"
	"github.com/alluxio-gen/alluxio-gen/compiler/write"
	"github.com/spf13/pflag"
)

var buildVerb = verb{
	name:     "build",
	also:     []string{"compile", "generate", "gen", "render"},
	synopsis: "[flags] FILE",
	summary:  "compile a description into its files",
	details: `Writes docker-compose.yml (for Swarm docker-stack.yml), host-prep.sh, smoke-test.sh and the alluxio-site.properties
files of the cluster. FILE ends in .cue, .yaml, .yml or .json; "-" is the standard input. A second build of the same
description touches nothing. A file that alluxio-gen did not write, or that was edited since, is kept, and then nothing is
written at all.

A change that would lose what the cluster of the last build remembers or caches is refused where the description says
it, with what to do first. --accept takes it by name: the part of the rule behind history/.
`,
	examples: []string{
		"alluxio-gen build cluster.cue",
		"alluxio-gen build -o out -t region=eu cluster.cue",
		"alluxio-gen build - < cluster.cue",
		"alluxio-gen build --accept tier-shrink cluster.cue",
	},
	bind: func(fs *pflag.FlagSet) action {
		var b build
		fs.StringVarP(&b.output, "output", "o", "", "write to `DIR`; by default the description's own, for \"-\" the current one")
		fs.BoolVar(&b.force, "force", false, "replace files that were edited, or that alluxio-gen did not write")
		fs.StringArrayVar(&b.accept, "accept", nil, "accept that `CHANGE` loses what the last build's cluster keeps; may be repeated")
		b.bind(fs)
		b.bindFormat(fs)
		return b.run
	},
}

type build struct {
	inspection
	output string
	force  bool
	accept []string
}

func (b *build) run(t *tool, files []string) error {
	if len(files) != 1 {
		return usageError{"build", fmt.Sprintf("build wants one FILE, not %d", len(files))}
	}
	if err := errors.Join(b.validate("build"), checkNames("build", files), b.checkAccepted()); err != nil {
		return err
	}
	before, err := write.ComposeFiles(b.directory(files[0]))
	if err != nil {
		return err
	}
	j := t.judge(b.inspection)
	j.before, j.accept = before, b.accept
	result, err := j.inspect(files[0])
	if err := j.end(err); err != nil {
		return err
	}
	for _, name := range result.Needless {
		fmt.Fprintf(t.err, "alluxio-gen: --accept %s is not needed: nothing of that kind changes\n", name)
	}
	changes, err := write.Plan(b.directory(files[0]), result.Cluster, result.Artifacts, b.options(files[0]))
	if errors.Is(err, write.ErrUnfit) {
		return internalError{err}
	}
	if err != nil {
		return err
	}
	if err := j.apply(changes); err != nil {
		return err
	}
	return j.say(written(changes) + next(changes.Dir, result.Next))
}

// checkAccepted refuses what is no change's name, before anything is read.
func (b *build) checkAccepted() error {
	if len(b.accept) == 0 {
		return nil
	}
	known, err := compiler.Changes()
	if err != nil {
		return internalError{err}
	}
	for _, name := range b.accept {
		if !slices.Contains(known, name) {
			return usageError{"build", fmt.Sprintf("there is no change %s to accept%s (the changes are %s)", quoted(name), orMeant(name, known), strings.Join(known, ", "))}
		}
	}
	return nil
}

func (b *build) directory(file string) string {
	switch {
	case b.output != "":
		return b.output
	case file == stdinName:
		return "."
	default:
		return filepath.Dir(file)
	}
}

func (b *build) options(file string) write.Options {
	if file == stdinName {
		return write.Options{Force: b.force}
	}
	return write.Options{Force: b.force, Never: file}
}

// apply writes, and says what stands in the way or should be known.
func (j *judge) apply(c *write.Changes) error {
	if !j.quiet {
		for _, p := range c.Warnings {
			fmt.Fprintf(j.t.err, "warning: %s\n", problem(c.Dir, p))
		}
	}
	for _, p := range c.Refused {
		fmt.Fprintf(j.t.err, "alluxio-gen: %s\n", problem(c.Dir, p))
	}
	return c.Apply()
}

func problem(dir string, p write.Problem) string {
	return fmt.Sprintf("%s %s: %s", filepath.Join(dir, filepath.FromSlash(p.Path)), p.Reason, p.Help)
}
