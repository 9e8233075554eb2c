package check

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"cuelang.org/go/cue"

	"github.com/alluxio-gen/alluxio-gen/compiler/diag"
)

// verdict is what a rule of the schema decided.
type verdict struct {
	Rule    string     `json:"rule"`
	Path    []string   `json:"path"`
	Message string     `json:"message"`
	Help    string     `json:"help"`
	Related [][]string `json:"related"`
	// Meant is a name that nothing has, and the names that there are.
	Meant struct {
		Name  string   `json:"name"`
		Among []string `json:"among"`
	} `json:"meant"`
}

// meta is what the schema's #meta says of a rule; a rule without an entry is an error without help.
type meta struct {
	severity, help string
	// at is "key" for a rule that blames a field's name, not its value.
	at string
}

// verdicts are the rules' diagnostics, without those that speak of a faulty path. A family that cannot be evaluated
// is an error beside those of the others; among faults it may be their echo, so the caller weighs it.
func (c *checker) verdicts() (ds []diag.Diagnostic, err error) {
	families, err := c.now.Cluster.LookupPath(cue.MakePath(cue.Def("verdicts"))).Fields()
	if err != nil {
		return nil, err
	}
	for families.Next() {
		list, unread := readList(families.Value())
		if unread != nil && err == nil {
			err = fmt.Errorf("family %s: %w", families.Selector().Unquoted(), unread)
		}
		for _, v := range list {
			if !c.touchesFault(v) {
				ds = append(ds, c.verdictDiagnostic(v))
			}
		}
	}
	return ds, err
}

func readList(v cue.Value) (list []verdict, err error) {
	text, err := v.MarshalJSON()
	if err != nil {
		return nil, err
	}
	return list, json.Unmarshal(text, &list)
}

// touchesFault reports whether a verdict speaks of a path at, above or below one that was mended, or would be there but
// for a misspelling.
func (c *checker) touchesFault(v verdict) bool {
	faulty := slices.Clone(c.meant)
	for _, m := range c.mended {
		if len(m.path) > 0 {
			faulty = append(faulty, m.path)
		}
	}
	return slices.ContainsFunc(append([][]string{v.Path}, v.Related...), func(path []string) bool {
		return slices.ContainsFunc(faulty, func(bad []string) bool { return within(path, bad) || within(bad, path) })
	})
}

func (c *checker) verdictDiagnostic(v verdict) diag.Diagnostic {
	m := c.meta(v.Rule)
	d := diag.Diagnostic{
		Severity: diag.Error, Rule: v.Rule, Path: v.Path, Span: c.d.Position(v.Path),
		Message: v.Message, Help: m.help, Count: 1,
	}
	if m.at == "key" {
		d.Span = c.d.LabelSpan(v.Path)
	}
	if m.severity == "warning" {
		d.Severity = diag.Warning
	}
	for _, path := range v.Related {
		d.Related = append(d.Related, diag.Related{Path: path, Span: c.d.Position(path), Message: diag.PathString(path)})
	}
	if v.Help != "" {
		d.Help = v.Help
	}
	if near, ok := Nearest(v.Meant.Name, otherWords(v.Meant.Name, v.Meant.Among)); ok {
		d.Help = fmt.Sprintf("did you mean %q?", near)
	}
	if v.Rule == "property/unknown" {
		c.suggestProperty(v, &d)
	}
	return d
}

func (c *checker) meta(rule string) (m meta) {
	v := c.d.Definition("meta").LookupPath(cue.MakePath(cue.Str(rule)))
	m.severity, _ = v.LookupPath(cue.ParsePath("severity")).String()
	m.at, _ = v.LookupPath(cue.ParsePath("at")).String()
	m.help, _ = v.LookupPath(cue.ParsePath("help")).String()
	return m
}

// suggestProperty names the property of the catalogue that was probably meant, and points at the key, not its value.
func (c *checker) suggestProperty(v verdict, d *diag.Diagnostic) {
	const prefix = "alluxio." // common to nearly all, so it says nothing about likeness
	d.Span = c.d.LabelSpan(v.Path)
	var keys []string
	fields, err := c.d.Definition("catalogue").Fields()
	for err == nil && fields.Next() {
		keys = append(keys, strings.TrimPrefix(fields.Selector().Unquoted(), prefix))
	}
	key := v.Path[len(v.Path)-1]
	if near, ok := Nearest(strings.TrimPrefix(key, prefix), keys); ok {
		d.Help = fmt.Sprintf("did you mean %q?", prefix+near)
	}
}

// resolved is what the other stages compile.
func (c *checker) resolved() ([]byte, error) {
	text, err := c.now.Cluster.LookupPath(cue.MakePath(cue.Def("resolved"))).MarshalJSON()
	if err != nil {
		return nil, fmt.Errorf("the description is accepted, but does not resolve: %w", err)
	}
	return text, nil
}
