package load

import (
	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/token"
)

// treeIndex knows of the description's syntax tree what CUE's values do not.
type treeIndex struct {
	// fields gives the field whose value consists of, or unifies with, an expression.
	fields map[ast.Node]*ast.Field
	// patterns are the fields that a pattern such as [string]: gives to many.
	patterns map[*ast.Field]bool
	// literals are the places of texts, numbers and the like.
	literals map[token.Position]bool
}

func (d *Description) index() *treeIndex {
	if d.tree != nil {
		return d.tree
	}
	d.tree = &treeIndex{fields: map[ast.Node]*ast.Field{}, patterns: map[*ast.Field]bool{}, literals: map[token.Position]bool{}}
	inside := 0
	ast.Walk(d.file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Field:
			inside += patternLevel(n)
			d.tree.patterns[n] = inside > 0
			d.tree.claim(n, n.Value)
		case *ast.BasicLit:
			d.tree.literals[n.Pos().Position()] = true
		}
		return true
	}, func(n ast.Node) {
		if f, ok := n.(*ast.Field); ok {
			inside -= patternLevel(f)
		}
	})
	return d.tree
}

func patternLevel(f *ast.Field) int {
	if _, ok := f.Label.(*ast.ListLit); ok {
		return 1
	}
	return 0
}

func (t *treeIndex) claim(f *ast.Field, x ast.Expr) {
	t.fields[x] = f
	switch x := x.(type) {
	case *ast.BinaryExpr:
		t.claim(f, x.X)
		t.claim(f, x.Y)
	case *ast.ParenExpr:
		t.claim(f, x.X)
	case *ast.StructLit:
		for _, elt := range x.Elts {
			if e, ok := elt.(*ast.EmbedDecl); ok {
				t.claim(f, e.Expr)
			}
		}
	}
}
