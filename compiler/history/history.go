// Package history compares what a build is about to write with what the one before it left: what is lost by a change
// says schema/history.cue, here it only gets both records and the user's words for it.
package history

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"cuelang.org/go/cue"

	"github.com/alluxio-gen/alluxio-gen/compiler/diag"
	"github.com/alluxio-gen/alluxio-gen/compiler/load"
	"github.com/alluxio-gen/alluxio-gen/compiler/plan"
	"github.com/alluxio-gen/alluxio-gen/compiler/write"
)

// Family begins the names of the changes that `--accept` takes.
const Family = "history/"

// Build is what is about to be written: the description, the paths of the compose files or of the stack file, what these
// record, and the changes that the user accepts.
type Build struct {
	Description *load.Description
	Cluster     string
	Files       []string
	Records     []plan.Record
	Accept      []string
}

// Compare judges a build by the files it replaces, or whose host it drops. It gives what is refused, and which accepted
// changes do not happen. An error is a fault of the compiler.
func Compare(b Build, before []write.Before) (refused []diag.Diagnostic, needless []string, err error) {
	c := newComparison(b, before)
	if len(c.was) > 0 && !c.same() {
		if err := c.judge(); err != nil {
			return nil, nil, err
		}
	}
	for _, name := range b.Accept {
		if !c.used[name] {
			needless = append(needless, name)
		}
	}
	return c.refused, needless, nil
}

// comparison gathers the verdicts of one build.
type comparison struct {
	Build
	was     []cue.Value
	refused []diag.Diagnostic
	used    map[string]bool
}

func newComparison(b Build, before []write.Before) *comparison {
	c := &comparison{Build: b, used: map[string]bool{}}
	for _, f := range before {
		// An edited file of a host that is gone is kept, so nothing is lost with it.
		if slices.Contains(b.Files, f.Path) || f.Cluster == b.Cluster && !f.Edited {
			c.read(f)
		}
	}
	return c
}

// verdict is what #History decided.
type verdict struct {
	Rule    string   `json:"rule"`
	Path    []string `json:"path"`
	Message string   `json:"message"`
	Help    string   `json:"help"`
}

func (c *comparison) judge() error {
	definition := c.Description.Definition("History")
	all := definition.FillPath(cue.MakePath(cue.Def("was")), definition.Context().NewList(c.was...)).
		FillPath(cue.MakePath(cue.Def("is")), c.records()).
		LookupPath(cue.ParsePath("all"))
	text, err := all.MarshalJSON()
	if err != nil {
		return fmt.Errorf("the records cannot be compared: %w", err)
	}
	var verdicts []verdict
	if err := json.Unmarshal(text, &verdicts); err != nil {
		return err
	}
	for _, v := range verdicts {
		c.refuse(v.Rule, v.Path, c.Description.Position(v.Path), v.Message, v.Help)
	}
	return nil
}

// records are those of the build, by host.
func (b Build) records() []plan.Record {
	return slices.SortedFunc(slices.Values(b.Records), byHost)
}

// refuse says what would be lost, once for each place, unless the user accepts it.
func (c *comparison) refuse(rule string, path []string, at diag.Span, message, help string) {
	name := strings.TrimPrefix(rule, Family)
	if slices.Contains(c.Accept, name) {
		c.used[name] = true
		return
	}
	for i, d := range c.refused {
		if d.Rule == rule && d.Span == at {
			if d.Message != message {
				c.refused[i].Count++
			}
			return
		}
	}
	c.refused = append(c.refused, diag.Diagnostic{
		Severity: diag.Error, Rule: rule, Path: path, Span: at, Count: 1,
		Message: message, Help: help + "; then build with --accept " + name,
	})
}
