package load

import (
	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/token"

	"github.com/alluxio-gen/alluxio-gen/compiler/diag"
)

// Position is where the description says what is at a path: the value when it is a scalar or a reference, the label
// when it is a group of fields or a list, and the nearest ancestor's label when the description does not say it.
func (d *Description) Position(path []string) diag.Span {
	sites := d.Sites(path)
	if len(sites) == 0 {
		return d.ancestor(path)
	}
	if f := sites[0].Field; f != nil {
		switch f.Value.(type) {
		case *ast.StructLit, *ast.ListLit:
			return d.span(f.Label)
		}
	}
	return d.span(sites[0].Value())
}

// LabelSpan is where the field's name is written, or the nearest ancestor's.
func (d *Description) LabelSpan(path []string) diag.Span {
	if sites := d.Sites(path); len(sites) > 0 {
		return d.span(sites[0].label())
	}
	return d.ancestor(path)
}

// ValueSpan is where the field's value is written, or the nearest ancestor's label.
func (d *Description) ValueSpan(path []string) diag.Span {
	if sites := d.Sites(path); len(sites) > 0 {
		return d.span(sites[0].Value())
	}
	return d.ancestor(path)
}

// Span is where a node of the syntax tree is written.
func (d *Description) Span(n ast.Node) diag.Span { return d.span(n) }

func (d *Description) span(n ast.Node) diag.Span { return d.orStart(d.source.span(n)) }

// orStart gives what has no place, since an edit put it there, the beginning of the description.
func (d *Description) orStart(s diag.Span) diag.Span {
	if s.Known() {
		return s
	}
	return d.start()
}

func (d *Description) ancestor(path []string) diag.Span {
	for n := len(path) - 1; n > 0; n-- {
		if sites := d.Sites(path[:n]); len(sites) > 0 {
			return d.span(sites[0].label())
		}
	}
	return d.top()
}

// top is the description's first field, for what is missing from the whole; its beginning where it has none.
func (d *Description) top() diag.Span {
	for _, decl := range d.file.Decls {
		if f, ok := decl.(*ast.Field); ok {
			return d.span(f.Label)
		}
	}
	return d.start()
}

// At is a bare position, such as an error's; the beginning of the description when it is none.
func (d *Description) At(p token.Pos) diag.Span { return d.orStart(d.source.at(p)) }

// IsUsers reports whether a position is in one of the user's files.
func (d *Description) IsUsers(p token.Pos) bool {
	return p.IsValid() && !ofSchema(p.Filename()) && p.Line() > 0
}

// IsLiteral reports whether a position is that of a literal of the description's own file.
func (d *Description) IsLiteral(p token.Pos) bool {
	return d.index().literals[p.Position()]
}

// Names are the names that a reference in the description can mean: fields and let clauses, at any depth.
func (d *Description) Names() (names []string) {
	ast.Walk(d.file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Field:
			if id, ok := n.Label.(*ast.Ident); ok {
				names = append(names, id.Name)
			}
		case *ast.LetClause:
			names = append(names, n.Ident.Name)
		}
		return true
	}, nil)
	return names
}
