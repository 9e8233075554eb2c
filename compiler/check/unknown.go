package check

import (
	"fmt"
	"slices"
	"strings"

	"cuelang.org/go/cue"
)

// maxListed is how many fields a help lists; more are no help.
const maxListed = 16

func (c *checker) unknownWords(f finding) words {
	if c.isNames(f.parent()) {
		return c.unnamedWords(f)
	}
	w := words{rule: "schema/unknown-field", span: c.d.LabelSpan(f.path), message: fmt.Sprintf("unknown field %q", f.name())}
	names := c.fieldNames(f.parent())
	if slices.Contains(names, f.name()) {
		return closedByUser(w, f)
	}
	if w.help = c.hint(f.path); w.help != "" {
		return w
	}
	if near, ok := Nearest(f.name(), names); ok {
		w.help = fmt.Sprintf("did you mean %q?", near)
		c.meant = append(c.meant, append(slices.Clone(f.parent()), near))
		return w
	}
	w.help = strings.Join(slices.DeleteFunc([]string{listed(names), ownField(f)}, func(s string) bool { return s == "" }), "; ")
	return w
}

// listed are the names that there are, where they are not too many to help.
func listed(names []string) string {
	switch {
	case len(names) == 1:
		return fmt.Sprintf("the only field here is %q", names[0])
	case len(names) == 0 || len(names) > maxListed:
		return ""
	}
	return "the fields here are " + strings.Join(names, ", ")
}

// ownField is for the top, where a description may have fields of its own.
func ownField(f finding) string {
	if len(f.path) > 1 {
		return ""
	}
	return "a field of your own begins with _, as in _" + f.name()
}

// closedByUser is for a field that the schema knows: a definition of the user's own does not let it in.
func closedByUser(w words, f finding) words {
	w.rule = "schema/closed-definition"
	w.message = fmt.Sprintf("%q is not allowed by a definition (#...) of the description itself", f.name())
	w.help = "a definition takes no fields but its own: name it _... instead of #..., or add ... to it"
	return w
}

// fieldNames are the names that the schema allows in a group of fields, sorted.
func (c *checker) fieldNames(path []string) []string {
	return c.namesIn(path, func(cue.SelectorType) bool { return true })
}

// requiredNames are those that must be there.
func (c *checker) requiredNames(path []string) []string {
	return c.namesIn(path, func(t cue.SelectorType) bool { return t&cue.RequiredConstraint != 0 })
}

func (c *checker) namesIn(path []string, wanted func(cue.SelectorType) bool) (names []string) {
	group := c.schemaAt(path)
	if !group.Exists() {
		return nil
	}
	fields, err := group.Fields(cue.Optional(true))
	for err == nil && fields.Next() {
		if wanted(fields.Selector().ConstraintType()) {
			names = append(names, fields.Selector().Unquoted())
		}
	}
	slices.Sort(names)
	return names
}

// schemaAt is what the schema alone says of a path, through optional fields, required ones and maps.
func (c *checker) schemaAt(path []string) cue.Value {
	v := c.d.Definition("Cluster")
	for i := 0; i < len(path) && v.Exists(); i++ {
		v = step(v, path[i])
	}
	return v
}

// outermost cuts the path of an unknown field where the schema ends: CUE may speak of the fields inside it instead.
func (c *checker) outermost(path []string) []string {
	for n := range path {
		if !c.schemaAt(path[:n+1]).Exists() {
			return path[:n+1]
		}
	}
	return path
}

func step(v cue.Value, name string) cue.Value {
	field := cue.Str(name)
	for _, s := range []cue.Selector{field, field.Optional(), field.Required(), cue.AnyString, cue.AnyIndex} {
		if next := v.LookupPath(cue.MakePath(s)); next.Exists() {
			return next
		}
	}
	return cue.Value{}
}

// docOf is the first sentence of a field's comment in the schema, in lower case, as part of a sentence.
func docOf(v cue.Value) string {
	for _, group := range v.Doc() {
		text := strings.Join(strings.Fields(group.Text()), " ")
		if text != "" {
			return strings.ToLower(text[:1]) + strings.TrimSuffix(text[1:], ".")
		}
	}
	return ""
}
