package load

import (
	"path/filepath"
	"strings"

	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/parser"
	"cuelang.org/go/cue/token"
	"cuelang.org/go/encoding/json"
	"cuelang.org/go/encoding/yaml"

	"github.com/alluxio-gen/alluxio-gen/compiler/diag"
)

// form is the notation that a description is written in.
type form int

const (
	formCUE form = iota
	formYAML
	formJSON
)

func formOf(name string) form {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".yaml", ".yml":
		return formYAML
	case ".json":
		return formJSON
	}
	return formCUE
}

func (d *Description) parse(in Input) []diag.Diagnostic {
	var err error
	switch d.source.form {
	case formYAML:
		d.file, err = yaml.Extract(in.Name, in.Content)
	case formJSON:
		var x ast.Expr
		if x, err = json.Extract(in.Name, in.Content); err == nil {
			d.file = &ast.File{Decls: []ast.Decl{&ast.EmbedDecl{Expr: x}}}
		}
	default:
		if ds := d.tooDeep(in.Content); ds != nil {
			return ds
		}
		d.file, err = parser.ParseFile(in.Name, in.Content, parser.ParseComments)
	}
	if err != nil {
		return d.syntaxErrors(err)
	}
	if d.source.form != formCUE {
		return d.unwrap(in.Name)
	}
	return nil
}

// unwrap makes the fields of a data file those of the file itself, as in CUE, so that both are edited alike.
func (d *Description) unwrap(name string) []diag.Diagnostic {
	decls := []ast.Decl{}
	for _, decl := range d.file.Decls {
		embed, ok := decl.(*ast.EmbedDecl)
		if !ok {
			decls = append(decls, decl)
			continue
		}
		if lit, ok := embed.Expr.(*ast.BasicLit); ok && lit.Kind == token.NULL {
			continue // an empty YAML file says null
		}
		body, ok := embed.Expr.(*ast.StructLit)
		if !ok {
			return []diag.Diagnostic{d.notFields(embed.Expr)}
		}
		decls = append(decls, body.Elts...)
	}
	d.file = &ast.File{Filename: name, Decls: decls}
	return nil
}

func (d *Description) notFields(x ast.Expr) diag.Diagnostic {
	message := "a description is one set of fields, not a single value"
	if _, ok := x.(*ast.ListLit); ok {
		message = "a description is one set of fields, not a list or several documents"
	}
	return diag.Diagnostic{
		Severity: diag.Error, Rule: "syntax/not-fields", Span: d.span(x), Message: message,
		Help: "write the fields at the top level of the file, one document only, beginning with name and release", Count: 1,
	}
}
