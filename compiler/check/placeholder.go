package check

import (
	"strings"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/parser"
)

// placeholder is a value for a path at which no rule has anything to say. The schema's #placeholders know it by a
// pattern such as workers.*.memory.size.
func (c *checker) placeholder(path []string) ast.Expr {
	fields, err := c.d.Definition("placeholders").Fields()
	for err == nil && fields.Next() {
		if matches(strings.Split(fields.Selector().Unquoted(), "."), path) {
			return asExpr(fields.Value())
		}
	}
	return c.byKind(path)
}

func matches(pattern, path []string) bool {
	if len(pattern) != len(path) {
		return false
	}
	for i, p := range pattern {
		if p != "*" && p != path[i] {
			return false
		}
	}
	return true
}

func asExpr(v cue.Value) ast.Expr {
	text, err := v.MarshalJSON()
	if err != nil {
		return anything()
	}
	x, err := parser.ParseExpr("", text)
	if err != nil {
		return anything()
	}
	return x
}

// byKind is the simplest value of a field's type: a group of fields needs no entry in the table.
func (c *checker) byKind(path []string) ast.Expr {
	switch c.schemaAt(path).IncompleteKind() {
	case cue.StructKind:
		return ast.NewStruct()
	case cue.ListKind:
		return ast.NewList()
	}
	return anything()
}

// anything is CUE's top, the value that every field takes.
func anything() ast.Expr { return ast.NewIdent("_") }

func isAnything(x ast.Expr) bool {
	id, ok := x.(*ast.Ident)
	return ok && id.Name == "_"
}
