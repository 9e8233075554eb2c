package main

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/alluxio-gen/alluxio-gen/compiler"
	"github.com/alluxio-gen/alluxio-gen/compiler/diag"
	"github.com/alluxio-gen/alluxio-gen/compiler/mask"
	"github.com/alluxio-gen/alluxio-gen/compiler/write"
	"github.com/rogpeppe/go-internal/diff"
	"github.com/spf13/pflag"
)

var diffVerb = verb{
	name:     "diff",
	also:     []string{"plan", "preview"},
	synopsis: "[flags] FILE",
	summary:  "show what a build would change on disk, or in the running cluster",
	details: `Compares what a build of FILE would write with what is on disk, line by line, and writes nothing. Values of secrets
are masked. With --impact it says instead which containers "docker compose up -d" would then re-create and why, which
cache or metadata goes with them, and what the build refuses until it is accepted, with what to do first.

It ends with exit code 4 when there is a difference.
`,
	examples: []string{
		"alluxio-gen diff cluster.cue",
		"alluxio-gen diff -o out cluster.cue",
		"alluxio-gen diff --impact cluster.cue",
	},
	bind: func(fs *pflag.FlagSet) action {
		var d difference
		fs.StringVarP(&d.output, "output", "o", "", "compare with `DIR`; by default the description's own, for \"-\" the current one")
		fs.BoolVar(&d.impact, "impact", false, "say what the change does to the running cluster")
		d.bind(fs)
		return d.run
	},
}

type difference struct {
	build
	impact bool
}

func (d *difference) run(t *tool, files []string) error {
	if len(files) != 1 {
		return usageError{"diff", fmt.Sprintf("diff wants one FILE, not %d", len(files))}
	}
	if err := errors.Join(d.validate("diff"), checkNames("diff", files)); err != nil {
		return err
	}
	dir := d.directory(files[0])
	before, err := write.ComposeFiles(dir)
	if err != nil {
		return err
	}
	var found *compiler.Impact
	j := t.judge(d.inspection)
	j.before = before
	j.with = func(src compiler.Source) (result compiler.Result, err error) {
		result, found, err = compiler.Compare(src)
		return result, err
	}
	result, err := j.inspect(files[0])
	if err := j.end(err); err != nil {
		return err
	}
	changes, err := write.Plan(dir, result.Cluster, result.Artifacts, d.options(files[0]))
	if errors.Is(err, write.ErrUnfit) {
		return internalError{err}
	}
	if err != nil {
		return err
	}
	return d.tell(j, changes, found)
}

// tell shows the difference; none is told in no word.
func (d *difference) tell(j *judge, c *write.Changes, found *compiler.Impact) error {
	d.obstacles(j, c, found)
	if unchanged(c) {
		return nil
	}
	text := impactText(c.Dir, found)
	if !d.impact {
		lines, err := unified(c)
		if err != nil {
			return err
		}
		text = painted(lines, j.t.coloredOut(d.color))
	}
	if _, err := io.WriteString(j.t.out, text); err != nil {
		return err
	}
	return errDiffers
}

// obstacles says what a build would refuse, and why.
func (d *difference) obstacles(j *judge, c *write.Changes, found *compiler.Impact) {
	for _, p := range c.Refused {
		fmt.Fprintf(j.t.err, "alluxio-gen: build refuses: %s\n", problem(c.Dir, p))
	}
	for _, r := range found.Refused {
		if r.Severity == diag.Error && !d.impact {
			fmt.Fprintf(j.t.err, "alluxio-gen: build refuses: %s, of which --impact says more\n", r.Rule)
		}
	}
	if !j.quiet {
		for _, p := range c.Warnings {
			fmt.Fprintf(j.t.err, "warning: %s\n", problem(c.Dir, p))
		}
	}
}

func unchanged(c *write.Changes) bool {
	for _, f := range c.Files {
		if f.Action != write.Keep {
			return false
		}
	}
	return len(c.Refused) == 0
}

// nothing is the name of no file in a unified diff.
const nothing = "/dev/null"

// unified gives all differences as one unified diff, without the values of secrets.
func unified(c *write.Changes) (string, error) {
	secret, err := compiler.Secret()
	if err != nil {
		return "", internalError{err}
	}
	hide := mask.New(secret)
	var b strings.Builder
	for _, f := range c.Files {
		path := filepath.ToSlash(filepath.Join(c.Dir, filepath.FromSlash(f.Path)))
		old, now := "a/"+path, "b/"+path
		switch f.Action {
		case write.Create:
			old = nothing
		case write.Remove:
			now = nothing
		}
		for line := range strings.Lines(string(diff.Diff(old, f.Old, now, f.New))) {
			bare := strings.TrimSuffix(line, "\n")
			if sign := bare[:min(1, len(bare))]; strings.Contains(" +-", sign) && !isHead(bare) {
				bare = sign + hide.Line(bare[len(sign):])
			}
			b.WriteString(bare + "\n")
		}
		if string(f.Old) == string(f.New) && f.Action == write.Replace {
			fmt.Fprintf(&b, "%s: the script cannot be run: its mode becomes %#o\n", path, f.Mode.Perm())
		}
	}
	return b.String(), nil
}

func isHead(line string) bool {
	return strings.HasPrefix(line, "--- a/") || strings.HasPrefix(line, "+++ b/") || line == "--- "+nothing || line == "+++ "+nothing
}

// painted colors a unified diff as git does.
func painted(text string, color bool) string {
	if !color {
		return text
	}
	var b strings.Builder
	for line := range strings.Lines(text) {
		bare := strings.TrimSuffix(line, "\n")
		style := ""
		switch {
		case strings.HasPrefix(bare, "diff ") || isHead(bare):
			style = "1"
		case strings.HasPrefix(bare, "@@"):
			style = "36"
		case strings.HasPrefix(bare, "+"):
			style = "32"
		case strings.HasPrefix(bare, "-"):
			style = "31"
		}
		if style != "" {
			bare = "\x1b[" + style + "m" + bare + "\x1b[0m"
		}
		b.WriteString(bare + "\n")
	}
	return b.String()
}
