package docs

import (
	"fmt"
	"slices"
)

// Reference is what the language's page shows.
type Reference struct {
	Top      []Field
	Sections []Section
	Types    []Type
}

// Section is a part of the description with fields of its own, such as workers.
type Section struct {
	Name   string
	Doc    string
	Fields []Field
}

// reference is the page's data; a field without a comment or a default is an error, so that none is forgotten.
func (l *language) reference() (Reference, error) {
	fields, err := l.fields()
	if err != nil {
		return Reference{}, err
	}
	if err := l.complete(fields); err != nil {
		return Reference{}, err
	}
	types, err := l.types()
	r := Reference{Types: types}
	for _, f := range fields {
		if last := len(r.Sections) - 1; last >= 0 && r.Sections[last].Name == f.Path[0] {
			r.Sections[last].Fields = append(r.Sections[last].Fields, f)
			continue
		}
		if f.Group {
			r.Sections = append(r.Sections, Section{Name: f.Path[0], Doc: f.Doc})
			f.Type = fmt.Sprintf("[fields](#%s)", Anchor(f.Path[0]))
		}
		r.Top = append(r.Top, f)
	}
	return r, err
}

// complete gives the fields their defaults.
func (l *language) complete(fields []Field) error {
	known := map[string]bool{}
	for i := range fields {
		f := &fields[i]
		known[f.Name()] = true
		d, stated := l.defaults[f.Name()]
		switch {
		case f.Doc == "":
			return fmt.Errorf("schema/cluster.cue: %s has no comment, and that is its text in the reference", f.Name())
		case f.Required && stated:
			return fmt.Errorf("internal/docs/defaults.cue: %s is required and can have no default", f.Name())
		case !f.Required && !stated && !f.Group:
			return fmt.Errorf("internal/docs/defaults.cue: say what %s is when it is left out", f.Name())
		}
		f.Default = d.Is
	}
	return unknown(l.defaults, known)
}

func unknown(defaults map[string]standard, known map[string]bool) error {
	var names []string
	for name := range defaults {
		if !known[name] {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return nil
	}
	slices.Sort(names)
	return fmt.Errorf("internal/docs/defaults.cue: the language has no %s", names[0])
}
