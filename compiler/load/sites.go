package load

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/token"
)

// Site is one place where the description says something about a path: a field, or an element of a list.
type Site struct {
	Field   *ast.Field
	Element ast.Expr
}

// Value is the expression at the site.
func (s Site) Value() ast.Expr {
	if s.Field != nil {
		return s.Field.Value
	}
	return s.Element
}

// Covers reports whether a position lies in the site's value.
func (s Site) Covers(pos token.Pos) bool {
	value := s.Value()
	from, at, to := value.Pos().Position(), pos.Position(), value.End().Position()
	return from.Filename == at.Filename && from.Offset <= at.Offset && at.Offset <= to.Offset && at.Line > 0
}

func (s Site) label() ast.Node {
	if s.Field != nil {
		return s.Field.Label
	}
	return s.Element
}

// rank puts what a person would point at first: a literal under its name, then a reference, then what a pattern says.
func (d *Description) rank(s Site) int {
	switch {
	case s.Field == nil:
		return 0
	case d.index().patterns[s.Field]:
		return 3
	}
	switch s.Field.Value.(type) {
	case *ast.Ident, *ast.SelectorExpr:
		return 2
	}
	return 1
}

// Sites are the places in the user's files that say something about a path, the best to point at first. The schema's
// own, which the user may have embedded, do not count.
func (d *Description) Sites(path []string) []Site {
	if len(path) == 0 {
		return nil
	}
	v := Lookup(d.latest, path)
	if !v.Exists() && v.Err() == nil {
		return nil
	}
	var sites []Site
	for _, leaf := range conjuncts(v) {
		if site, ok := d.site(leaf.Source()); ok && !slices.Contains(sites, site) {
			sites = append(sites, site)
		}
	}
	slices.SortStableFunc(sites, func(a, b Site) int { return cmp.Compare(d.rank(a), d.rank(b)) })
	return sites
}

// Lookup finds a path of plain names in a value; a number may be an index, and a name a definition's.
func Lookup(v cue.Value, path []string) cue.Value {
	for _, name := range path {
		next := v.LookupPath(cue.MakePath(cue.Str(name)))
		if !next.Exists() {
			if s, ok := otherSelector(v, name); ok {
				next = v.LookupPath(cue.MakePath(s))
			}
		}
		v = next
	}
	return v
}

func otherSelector(v cue.Value, name string) (cue.Selector, bool) {
	if i, err := strconv.Atoi(name); err == nil && i >= 0 {
		return cue.Index(i), true
	}
	switch {
	case strings.HasPrefix(name, "#") && ast.IsValidIdent(name):
		return cue.Def(name), true
	case strings.HasPrefix(name, "_") && ast.IsValidIdent(name):
		return hidden(v, name)
	}
	return cue.Selector{}, false
}

// hidden finds a hidden field's selector, which also names the package.
func hidden(v cue.Value, name string) (cue.Selector, bool) {
	fields, err := v.Fields(cue.Hidden(true), cue.Definitions(true))
	for err == nil && fields.Next() {
		if s := fields.Selector(); s.String() == name {
			return s, true
		}
	}
	return cue.Selector{}, false
}

// conjuncts flattens a value into the parts that were unified, each with its own source.
func conjuncts(v cue.Value) []cue.Value {
	op, args := v.Expr()
	if _, ok := v.Source().(*ast.Field); ok || op != cue.AndOp {
		return []cue.Value{v}
	}
	var leaves []cue.Value
	for _, a := range args {
		leaves = append(leaves, conjuncts(a)...)
	}
	return leaves
}

func (d *Description) site(source ast.Node) (Site, bool) {
	if source == nil || ofSchema(source.Pos().Filename()) {
		return Site{}, false
	}
	if f, ok := source.(*ast.Field); ok {
		return Site{Field: f}, !ofSchema(f.Label.Pos().Filename())
	}
	if f := d.index().fields[source]; f != nil {
		return Site{Field: f}, true
	}
	x, ok := source.(ast.Expr)
	return Site{Element: x}, ok && source.Pos().IsValid()
}
