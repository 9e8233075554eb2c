package load

import (
	"cuelang.org/go/cue"
	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/build"
	"cuelang.org/go/cue/token"

	"github.com/alluxio-gen/alluxio-gen/schema"
)

// Evaluation is what the description means at one moment.
type Evaluation struct {
	// User is the description alone, Cluster unified with the schema's #Cluster.
	User, Cluster cue.Value
	// Err holds faults of the syntax tree that keep CUE from evaluating anything; no edit can mend them.
	Err error
}

// Evaluate evaluates the description as it stands, with all edits. #Cluster is unified once more even where the user
// embedded it: an embedded definition lets unknown fields at the top pass.
func (d *Description) Evaluate() Evaluation {
	d.pending.apply(d.file)
	d.pending = newEdits()
	inst := d.instance()
	err := inst.Err // BuildInstance adds its own, which can be mended, so this is read first
	user := d.ctx.BuildInstance(inst)
	d.tree = nil
	if err != nil {
		return Evaluation{User: user, Err: err}
	}
	d.latest = user
	if inst.Err != nil { // what refers to nothing can't be imported
		return Evaluation{User: user, Cluster: d.Definition("Cluster").Unify(user)}
	}
	return Evaluation{User: user, Cluster: d.unified(inst)}
}

// unified is the description and #Cluster as one. Both are imported: of an imported package CUE evaluates what is used, of
// a package by itself everything, and most of the schema's tables serve faults alone. The expression has no positions, so
// that no error points into it.
func (d *Description) unified(description *build.Instance) cue.Value {
	return d.buildWith(description,
		&ast.ImportDecl{Specs: []*ast.ImportSpec{ast.NewImport(ast.NewIdent("s"), schema.ImportPath), ast.NewImport(ast.NewIdent("d"), "description.invalid/d")}},
		&ast.EmbedDecl{Expr: ast.NewBinExpr(token.AND, clusterOf("s"), ast.NewIdent("d"))},
	)
}

// compileSchema finds what keeps the schema from being evaluated at all, and evaluates nothing of it.
func (d *Description) compileSchema() error {
	never := &ast.IfClause{Condition: &ast.BasicLit{Kind: token.FALSE, Value: "false"}}
	return d.buildWith(nil,
		&ast.ImportDecl{Specs: []*ast.ImportSpec{ast.NewImport(ast.NewIdent("s"), schema.ImportPath)}},
		&ast.Comprehension{Clauses: []ast.Clause{never}, Value: &ast.StructLit{Elts: []ast.Decl{&ast.EmbedDecl{Expr: clusterOf("s")}}}},
	).Err()
}

func clusterOf(pkg string) ast.Expr { return ast.NewSel(ast.NewIdent(pkg), "#Cluster") }

// buildWith builds declarations that may import the schema, and a description under any other path.
func (d *Description) buildWith(description *build.Instance, decls ...ast.Decl) cue.Value {
	bc := build.NewContext(build.Loader(func(_ token.Pos, path string) *build.Instance {
		if path == schema.ImportPath {
			return d.language
		}
		return description
	}))
	inst := bc.NewInstance("", nil)
	if inst.AddSyntax(&ast.File{Decls: decls}) == nil {
		inst.Complete()
	}
	return d.ctx.BuildInstance(inst)
}

// instance wraps the tree anew, since a context never looks at an instance twice.
func (d *Description) instance() *build.Instance {
	bc := build.NewContext(build.Loader(func(_ token.Pos, path string) *build.Instance { return d.imports[path] }))
	inst := bc.NewInstance("", nil)
	if inst.AddSyntax(d.file) == nil {
		inst.Complete()
	}
	return inst
}

// Definition is one of the schema, by its name without #, as a value of the description's own context. Nothing but it, and
// what it uses, is evaluated.
func (d *Description) Definition(name string) cue.Value {
	if v, ok := d.definitions[name]; ok {
		return v
	}
	v := d.buildWith(nil,
		&ast.ImportDecl{Specs: []*ast.ImportSpec{ast.NewImport(ast.NewIdent("s"), schema.ImportPath)}},
		&ast.Field{Label: ast.NewIdent("#" + name), Value: ast.NewSel(ast.NewIdent("s"), "#"+name)},
	).LookupPath(cue.MakePath(cue.Def(name)))
	d.definitions[name] = v
	return v
}
