package check

import (
	"cuelang.org/go/cue"
	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/parser"
)

// placeholder is a value for a path at which no rule has anything to say. The schema's #placeholders know it by a
// pattern such as workers.*.memory.size.
func (c *checker) placeholder(path []string) ast.Expr {
	if v, ok := c.patterned("placeholders", path); ok {
		return asExpr(v)
	}
	return c.byKind(path)
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
