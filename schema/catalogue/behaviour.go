package catalogue

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/cuecontext"
	"cuelang.org/go/cue/format"
	"cuelang.org/go/cue/literal"
)

// Behaviour is how the images behave, fact by fact.
type Behaviour struct {
	// Compiled are the facts that the compiler asks, Told those that are only shown.
	Compiled, Told []Fact

	releases []string
	order    map[string]int
}

// Fact is one thing that differs between releases.
type Fact struct {
	Name string
	// Doc says what it is, in a sentence; "" of what the compiler asks, which #Row says.
	Doc string
	// Steps are what holds, the newest first.
	Steps []Step
}

// Step is what holds from a release on.
type Step struct {
	Since string
	Value cue.Value
}

// Behaviour reads data/behaviour.cue. An error is a fault of the program's own files.
func (c *Catalogue) Behaviour() (*Behaviour, error) {
	text, err := files.ReadFile("data/behaviour.cue")
	if err != nil {
		return nil, err
	}
	v := cuecontext.New().CompileBytes(text, cue.Filename("data/behaviour.cue"))
	b := &Behaviour{releases: c.Releases, order: c.order}
	for path, facts := range map[string]*[]Fact{"compiled": &b.Compiled, "told": &b.Told} {
		if *facts, err = c.facts(v.LookupPath(cue.ParsePath(path))); err != nil {
			return nil, err
		}
	}
	return b, nil
}

func (c *Catalogue) facts(v cue.Value) ([]Fact, error) {
	var facts []Fact
	names, err := v.Fields()
	if err != nil {
		return nil, err
	}
	for names.Next() {
		f := Fact{Name: names.Selector().Unquoted(), Doc: comment(names.Value())}
		steps, err := names.Value().Fields()
		if err != nil {
			return nil, err
		}
		for steps.Next() {
			f.Steps = append(f.Steps, Step{steps.Selector().Unquoted(), steps.Value()})
		}
		if err := c.checkSteps(f); err != nil {
			return nil, err
		}
		facts = append(facts, f)
	}
	return facts, nil
}

// comment is what stands above a field.
func comment(v cue.Value) string {
	var lines []string
	for _, group := range v.Doc() {
		lines = append(lines, strings.Fields(group.Text())...)
	}
	return strings.Join(lines, " ")
}

// checkSteps wants known releases, from the newest down to the first, and a change at each.
func (c *Catalogue) checkSteps(f Fact) error {
	for i, s := range f.Steps {
		at, known := c.order[s.Since]
		switch {
		case !known:
			return fmt.Errorf("data/behaviour.cue: %s: %s is no release", f.Name, s.Since)
		case i > 0 && at >= c.order[f.Steps[i-1].Since]:
			return fmt.Errorf("data/behaviour.cue: %s: %s does not come before %s", f.Name, s.Since, f.Steps[i-1].Since)
		case i > 0 && s.Value.Equals(f.Steps[i-1].Value):
			return fmt.Errorf("data/behaviour.cue: %s: nothing changes at %s", f.Name, f.Steps[i-1].Since)
		}
	}
	if len(f.Steps) == 0 || f.Steps[len(f.Steps)-1].Since != c.Releases[0] {
		return fmt.Errorf("data/behaviour.cue: %s does not say what holds in %s", f.Name, c.Releases[0])
	}
	return nil
}

// At is what holds in a release, which must be a known one.
func (b *Behaviour) At(f Fact, release string) Step {
	i := slices.IndexFunc(f.Steps, func(s Step) bool { return b.order[s.Since] <= b.order[release] })
	return f.Steps[i]
}

// begins says whether the compiler's answer changes with a release.
func (b *Behaviour) begins(release string) bool {
	return slices.ContainsFunc(b.Compiled, func(f Fact) bool {
		return slices.ContainsFunc(f.Steps, func(s Step) bool { return s.Since == release })
	})
}

// CUE is the file schema/rows.cue: a row for each range of releases that behave alike, named by the first.
func (b *Behaviour) CUE() ([]byte, error) {
	var releases, rows bytes.Buffer
	row := ""
	for _, release := range b.releases {
		if b.begins(release) {
			row = release
			if err := b.writeRow(&rows, release); err != nil {
				return nil, err
			}
		}
		fmt.Fprintf(&releases, "%s: %s\n", literal.String.Quote(release), literal.String.Quote(row))
	}
	return format.Source(fmt.Appendf(nil, `// Code generated from schema/catalogue/data/behaviour.cue by "make catalogue"; DO NOT EDIT.

package schema

// #releases says which row holds for an exact release; what is not here was never released, or is refused.
#releases: {
%s}

// #newest is the release whose row stands in for that of one which is not known.
#newest: %s

// #rows: how the images of a range of releases behave, named by the first of them.
#rows: [string]: #Row
#rows: {
%s}
`, releases.String(), literal.String.Quote(b.releases[len(b.releases)-1]), rows.String()))
}

func (b *Behaviour) writeRow(to *bytes.Buffer, release string) error {
	fmt.Fprintf(to, "%s: {\n", literal.String.Quote(release))
	for _, f := range b.Compiled {
		text, err := format.Node(b.At(f, release).Value.Syntax(cue.Final()))
		if err != nil {
			return err
		}
		fmt.Fprintf(to, "%s: %s\n", f.Name, strings.TrimSpace(string(text)))
	}
	to.WriteString("}\n")
	return nil
}
