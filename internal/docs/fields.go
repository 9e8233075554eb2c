package docs

import (
	"fmt"
	"slices"
	"strings"

	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/token"
)

// Field is a line of the reference: workers.<name>.memory.size, what it takes, what it is when left out, what it is for.
type Field struct {
	Path     []string
	Required bool
	Type     string
	Default  string
	Doc      string
	// Group says that it has fields of its own, or is a mere kind: {}.
	Group bool
}

// Name is the path as the pages show it.
func (f Field) Name() string { return strings.Join(f.Path, ".") }

// placeholders stand for what a description names itself, by the field above.
var placeholders = map[string]string{"underStorage": "<path>", "properties": "<key>", "waive": "<rule>"}

// fields are the lines of #Cluster, depth first.
func (l *language) fields() ([]Field, error) {
	cluster, ok := l.definitions["#Cluster"]
	if !ok {
		return nil, fmt.Errorf("cluster.cue has no #Cluster")
	}
	return l.inside(nil, cluster.Value.(*ast.StructLit)), nil
}

// inside are the lines of a struct's fields; what begins with # or _ is not for users.
func (l *language) inside(path []string, body *ast.StructLit) []Field {
	var found []Field
	for _, f := range l.plain(body) {
		found = append(found, l.field(append(slices.Clip(path), label(f)), f, comment(f))...)
	}
	return found
}

// field is the line of one field, and those below it.
func (l *language) field(path []string, f *ast.Field, doc string) []Field {
	body, inherited := l.body(f.Value)
	if doc == "" {
		doc = inherited
	}
	if body != nil && element(f.Value) != nil {
		path = append(slices.Clip(path[:len(path)-1]), path[len(path)-1]+"[]")
	}
	line := Field{Path: path, Required: f.Constraint == token.NOT, Doc: doc, Type: l.typeOf(f.Value)}
	if body == nil {
		return []Field{line}
	}
	if value := mapValue(body); value != nil {
		return l.mapped(line, value)
	}
	inner := l.plain(body)
	if hidden(body, inner) {
		if nested, _ := l.body(inner[0].Value); nested != nil {
			return l.field(append(slices.Clip(path), label(inner[0])), inner[0], doc)
		}
	}
	line.Group = true
	return append([]Field{line}, l.inside(path, body)...)
}

// mapped is the line of a map from names to values, and those below it.
func (l *language) mapped(line Field, value ast.Expr) []Field {
	placeholder := placeholders[line.Path[len(line.Path)-1]]
	if placeholder == "" {
		placeholder = "<name>"
	}
	line.Path = append(slices.Clip(line.Path), placeholder)
	line.Type = l.typeOf(value)
	body, inherited := l.body(value)
	if body == nil {
		return []Field{line}
	}
	line.Group = true
	if inner := l.plain(body); hidden(body, inner) {
		return append([]Field{line}, l.field(append(slices.Clip(line.Path), label(inner[0])), inner[0], inherited)...)
	}
	return append([]Field{line}, l.inside(line.Path, body)...)
}

// body is the struct that an expression is, itself or by a definition, and the definition's comment; nil for a scalar.
func (l *language) body(x ast.Expr) (*ast.StructLit, string) {
	switch x := x.(type) {
	case *ast.StructLit:
		return x, ""
	case *ast.Ident:
		if d, ok := l.definitions[x.Name]; ok {
			body, _ := l.body(d.Value)
			return body, comment(d)
		}
	case *ast.ListLit:
		if e := element(x); e != nil {
			return l.body(e)
		}
	}
	return nil, ""
}

// element is what a list, [...value], holds; nil for anything else.
func element(x ast.Expr) ast.Expr {
	list, ok := x.(*ast.ListLit)
	if !ok || len(list.Elts) != 1 {
		return nil
	}
	if e, ok := list.Elts[0].(*ast.Ellipsis); ok {
		return e.Type
	}
	return nil
}

// hidden reports whether a struct is only the way to its one field, as in `job?: jvm?: #JVM`: the comment before it then
// speaks of the inner one.
func hidden(body *ast.StructLit, inner []*ast.Field) bool {
	return !body.Lbrace.IsValid() && len(inner) == 1 && comment(inner[0]) == ""
}

// mapValue is what a map's pattern, [string]: value, says of each value; nil when the struct is no map.
func mapValue(body *ast.StructLit) ast.Expr {
	if len(body.Elts) != 1 {
		return nil
	}
	f, ok := body.Elts[0].(*ast.Field)
	if !ok {
		return nil
	}
	if _, pattern := f.Label.(*ast.ListLit); !pattern {
		return nil
	}
	return f.Value
}

// plain are the fields of a struct that a user may write: its own, then those of the definitions that it embeds.
func (l *language) plain(body *ast.StructLit) []*ast.Field {
	var found, shared []*ast.Field
	for _, e := range body.Elts {
		switch e := e.(type) {
		case *ast.Field:
			if name := label(e); name != "" && !strings.HasPrefix(name, "#") && !strings.HasPrefix(name, "_") {
				found = append(found, e)
			}
		case *ast.EmbedDecl:
			if embedded, _ := l.body(e.Expr); embedded != nil {
				shared = append(shared, l.plain(embedded)...)
			}
		}
	}
	return append(found, shared...)
}

// label is a field's name; "" for a pattern.
func label(f *ast.Field) string {
	name, _, err := ast.LabelName(f.Label)
	if err != nil {
		return ""
	}
	return name
}

// comment is the text above a field, on one line.
func comment(n ast.Node) string {
	var lines []string
	for _, group := range ast.Comments(n) {
		if group.Doc {
			lines = append(lines, strings.Fields(group.Text())...)
		}
	}
	return strings.Join(lines, " ")
}
