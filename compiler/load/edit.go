package load

import (
	"slices"

	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/ast/astutil"
	"cuelang.org/go/cue/token"
)

// The edits below change the syntax tree only; Evaluate shows what came of them. Each reports whether it found what
// it was to change: a package that the description imports cannot be edited.

// Replace puts another value at a site.
func (d *Description) Replace(s Site, with ast.Expr) bool {
	return d.swap(s.Value(), with)
}

func (d *Description) swap(old, with ast.Expr) (found bool) {
	d.apply(func(c astutil.Cursor) bool {
		if c.Node() == old {
			c.Replace(with)
			found = true
			return false
		}
		return true
	})
	return found
}

// Remove deletes a site's field.
func (d *Description) Remove(s Site) bool {
	found := false
	d.apply(func(c astutil.Cursor) bool {
		if s.Field != nil && c.Node() == ast.Node(s.Field) {
			c.Delete()
			found = true
			return false
		}
		return true
	})
	return found
}

// Unbind makes the expression around an identifier mean any value, where the identifier means nothing; a label becomes
// the identifier's own name, which is probably what was meant.
func (d *Description) Unbind(pos token.Pos) bool {
	name, whole, parent := d.expressionAt(pos)
	if whole == nil {
		return false
	}
	return d.swap(whole, anyValue(name, whole, parent))
}

// anyValue is what an expression becomes that cannot be known: where it decides what is there, all that is written
// stays to be checked.
func anyValue(name string, whole ast.Expr, parent ast.Node) ast.Expr {
	switch p := parent.(type) {
	case *ast.Field:
		if ast.Node(p.Label) == ast.Node(whole) {
			return ast.NewString(name)
		}
	case *ast.IfClause:
		return ast.NewBool(true)
	case *ast.ForClause:
		return ast.NewList()
	}
	return ast.NewIdent("_")
}

// expressionAt finds an identifier and the outermost expression that computes with it.
func (d *Description) expressionAt(pos token.Pos) (name string, whole ast.Expr, parent ast.Node) {
	var around []ast.Node
	ast.Walk(d.file, func(n ast.Node) bool {
		around = append(around, n)
		if id, ok := n.(*ast.Ident); ok && whole == nil && samePlace(id.Pos(), pos) {
			i := len(around) - 1
			for i > 1 && computes(around[i-1]) {
				i--
			}
			name, parent = id.Name, around[i-1]
			whole, _ = around[i].(ast.Expr)
		}
		return true
	}, func(ast.Node) { around = around[:len(around)-1] })
	return name, whole, parent
}

func computes(n ast.Node) bool {
	switch n.(type) {
	case *ast.BinaryExpr, *ast.UnaryExpr, *ast.ParenExpr, *ast.Interpolation, *ast.CallExpr, *ast.SelectorExpr,
		*ast.IndexExpr, *ast.SliceExpr:
		return true
	}
	return false
}

// Drop removes the import or let clause at a position.
func (d *Description) Drop(pos token.Pos) (found bool) {
	drop := func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.LetClause:
			return samePlace(n.Pos(), pos)
		case *ast.ImportDecl:
			n.Specs = slices.DeleteFunc(n.Specs, func(s *ast.ImportSpec) bool {
				same := samePlace(s.Pos(), pos)
				found = found || same
				return same
			})
			return len(n.Specs) == 0
		}
		return false
	}
	d.apply(func(c astutil.Cursor) bool {
		if !drop(c.Node()) {
			return true
		}
		c.Delete()
		found = true
		return false
	})
	return found
}

// samePlace compares without the blanks before a token, which a position knows too.
func samePlace(a, b token.Pos) bool { return a.Position() == b.Position() }

// Add says at the end of the file that a path has a value.
func (d *Description) Add(path []string, value ast.Expr) bool {
	for i := len(path) - 1; i > 0; i-- {
		value = ast.NewStruct(&ast.Field{Label: ast.NewStringLabel(path[i]), Value: value})
	}
	d.file.Decls = append(d.file.Decls, &ast.Field{Label: ast.NewStringLabel(path[0]), Value: value})
	return true
}

func (d *Description) apply(before func(astutil.Cursor) bool) {
	astutil.Apply(d.file, before, nil)
}
