package load

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"sync"

	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/build"
	"cuelang.org/go/cue/parser"
	"cuelang.org/go/cue/token"

	"github.com/alluxio-gen/alluxio-gen/schema"
)

// language is the schema's package; where it is the embedded one, a process reads it once. Each gets a wrapper of its own:
// who imports it writes into that, and into nothing of the syntax tree.
func language(fsys fs.FS) (*build.Instance, error) {
	if fsys != fs.FS(schema.FS) {
		return parseLanguage(fsys)
	}
	once, err := embedded()
	if err != nil {
		return nil, err
	}
	own := *once
	return &own, nil
}

var embedded = sync.OnceValues(func() (*build.Instance, error) { return parseLanguage(schema.FS) })

// parseLanguage reads the schema's files by hand, on all cores, which takes less than half the time of an overlay.
func parseLanguage(fsys fs.FS) (*build.Instance, error) {
	neutral()
	names, err := fs.Glob(fsys, "*.cue")
	if err != nil {
		return nil, err
	}
	inst := build.NewContext().NewInstance("", nil)
	inst.ImportPath = schema.ImportPath
	files, errs := make([]*ast.File, len(names)), make([]error, len(names))
	var parsing sync.WaitGroup
	for i, name := range names {
		parsing.Go(func() { files[i], errs[i] = parseSchemaFile(fsys, name) })
	}
	parsing.Wait()
	if err := errors.Join(errs...); err != nil {
		return nil, fmt.Errorf("the schema does not parse: %w", err)
	}
	inst.Files, inst.PkgName = files, "schema" // as AddSyntax does, which would look every name up a second time
	silenceGuard(inst)
	return inst, inst.Complete()
}

func parseSchemaFile(fsys fs.FS, name string) (*ast.File, error) {
	text, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, err
	}
	name = schema.ImportPath + "/" + name
	if bytes.HasPrefix(text, []byte("// Code generated")) {
		return parseTables(name, string(text))
	}
	return parser.ParseFile(name, text, parser.ParseComments)
}

// ofSchema reports whether a file belongs to the schema, also where a user's module holds a copy of it.
func ofSchema(filename string) bool {
	return strings.Contains(filename, schema.ImportPath+"/")
}

// silenceGuard makes #Cluster.#refused empty: its errors are for plain `cue vet`, and would hide others from us.
func silenceGuard(inst *build.Instance) {
	for _, file := range inst.Files {
		for _, cluster := range named(file.Decls, "#Cluster") {
			if body, ok := cluster.Value.(*ast.StructLit); ok {
				for _, guard := range named(body.Elts, "#refused") {
					disable(guard.Value)
				}
			}
		}
	}
}

func named(decls []ast.Decl, label string) (fields []*ast.Field) {
	for _, decl := range decls {
		if f, ok := decl.(*ast.Field); ok {
			if name, _, _ := ast.LabelName(f.Label); name == label {
				fields = append(fields, f)
			}
		}
	}
	return fields
}

// disable puts `if false` before each comprehension, which keeps all its references.
func disable(guard ast.Expr) {
	body, ok := guard.(*ast.StructLit)
	if !ok {
		return
	}
	for _, elt := range body.Elts {
		if c, ok := elt.(*ast.Comprehension); ok {
			never := &ast.IfClause{Condition: &ast.BasicLit{Kind: token.FALSE, Value: "false"}}
			c.Clauses = append([]ast.Clause{never}, c.Clauses...)
		}
	}
}
