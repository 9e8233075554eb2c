package load

import (
	"slices"
	"strconv"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/ast/astutil"
	"cuelang.org/go/cue/token"
)

// The edits below change the syntax tree only, all together before the next Evaluate. Each reports whether it can be
// done: a package that the description imports cannot be edited.

// edits are waiting for one walk over the tree, since a walk for each would be quadratic.
type edits struct {
	replace map[ast.Node]ast.Node
	remove  map[ast.Node]bool
}

func newEdits() edits { return edits{map[ast.Node]ast.Node{}, map[ast.Node]bool{}} }

// apply makes the edits; what was inserted is not walked.
func (e edits) apply(file *ast.File) {
	if len(e.replace)+len(e.remove) == 0 {
		return
	}
	astutil.Apply(file, func(c astutil.Cursor) bool {
		if e.remove[c.Node()] {
			c.Delete()
			return false
		}
		with, found := e.replace[c.Node()]
		if found {
			c.Replace(with)
		}
		return !found
	}, nil)
}

// editable reports whether a node is in the description's own file, or was put there by an edit.
func (d *Description) editable(n ast.Node) bool {
	return !n.Pos().IsValid() || n.Pos().Filename() == d.name
}

// Replace puts another value at a site.
func (d *Description) Replace(s Site, with ast.Expr) bool {
	return d.swap(s.Value(), with)
}

func (d *Description) swap(old, with ast.Expr) bool {
	if !d.editable(old) {
		return false
	}
	d.pending.replace[old] = with
	return true
}

// Remove deletes a site's field.
func (d *Description) Remove(s Site) bool {
	if s.Field == nil || !d.editable(s.Field) {
		return false
	}
	d.pending.remove[s.Field] = true
	return true
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
	d.file.Decls = slices.DeleteFunc(d.file.Decls, func(decl ast.Decl) bool {
		imports, ok := decl.(*ast.ImportDecl)
		if !ok {
			return false
		}
		before := len(imports.Specs)
		imports.Specs = slices.DeleteFunc(imports.Specs, func(s *ast.ImportSpec) bool { return samePlace(s.Pos(), pos) })
		found = found || len(imports.Specs) < before
		return len(imports.Specs) == 0
	})
	ast.Walk(d.file, func(n ast.Node) bool {
		if let, ok := n.(*ast.LetClause); ok && samePlace(let.Pos(), pos) {
			d.pending.remove[let] = true
			found = true
		}
		return true
	}, nil)
	return found
}

// samePlace compares without the blanks before a token, which a position knows too.
func samePlace(a, b token.Pos) bool { return a.Position() == b.Position() }

// Add says at the end of the file that a path has a value; user is the description as it was evaluated last, which
// knows the lists on the way.
func (d *Description) Add(user cue.Value, path []string, value ast.Expr) bool {
	for i := len(path) - 1; i > 0; i-- {
		n, err := strconv.Atoi(path[i])
		if err == nil && n >= 0 && Lookup(user, path[:i]).IncompleteKind() == cue.ListKind {
			value = elementOf(n, value)
			continue
		}
		value = ast.NewStruct(&ast.Field{Label: ast.NewStringLabel(path[i]), Value: value})
	}
	d.file.Decls = append(d.file.Decls, &ast.Field{Label: ast.NewStringLabel(path[0]), Value: value})
	return true
}

// elementOf is an open list that says something of its n-th element alone.
func elementOf(n int, value ast.Expr) ast.Expr {
	var elements []ast.Expr
	for range n {
		elements = append(elements, ast.NewIdent("_"))
	}
	return ast.NewList(append(elements, value, &ast.Ellipsis{})...)
}
