package load

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/errors"
	"cuelang.org/go/cue/load"
	"cuelang.org/go/cue/parser"

	"github.com/alluxio-gen/alluxio-gen/compiler/diag"
)

// inject sets the fields that carry a @tag attribute. CUE's loader does it, over the syntax tree that we have: it is
// told that this is what standard input holds, so it reads nothing.
func (d *Description) inject(in Input) []diag.Diagnostic {
	if len(in.Tags) == 0 && !d.isConditional() {
		return nil
	}
	if d.source.form != formCUE {
		return []diag.Diagnostic{d.tagFault("a tag needs a CUE description: "+d.name+" cannot say @tag", d.start())}
	}
	insts := load.Instances([]string{"-"}, &load.Config{
		Dir: string(filepath.Separator), Stdin: strings.NewReader(""), SkipImports: true, Tags: in.Tags,
		Env: []string{"CUE_REGISTRY=none"},
		ParseFile: func(string, any, parser.Config) (*ast.File, error) {
			return d.file, nil
		},
	})
	var ds []diag.Diagnostic
	for _, inst := range insts {
		for _, e := range errors.Errors(inst.Err) {
			ds = append(ds, d.tagError(e))
		}
	}
	return ds
}

// isConditional reports whether an @if attribute decides about the whole file.
func (d *Description) isConditional() bool {
	return d.file != nil && slices.ContainsFunc(d.file.Decls, func(decl ast.Decl) bool {
		a, ok := decl.(*ast.Attribute)
		return ok && strings.HasPrefix(a.Text, "@if(")
	})
}

func (d *Description) tagError(e errors.Error) diag.Diagnostic {
	span := d.At(e.Position())
	format, args := e.Msg()
	switch {
	case strings.HasPrefix(format, "no tag for"), strings.HasPrefix(format, "tag %q not used"):
		return d.unknownTag(fmt.Sprint(args[0]), span)
	case strings.HasPrefix(format, "build constraints exclude"):
		return d.tagFault("an @if attribute excludes the whole description: give the tag that it asks for", span)
	}
	return d.tagFault(e.Error(), span)
}

func (d *Description) unknownTag(name string, span diag.Span) diag.Diagnostic {
	f := d.tagFault(fmt.Sprintf("the description has no tag %q", name), span)
	if known := d.tagNames(); len(known) > 0 {
		f.Help = "its tags are " + strings.Join(known, ", ") + "; a value is given as -t " + known[0] + "=value"
	} else {
		f.Help = "mark the field that the tag sets, as in name: string @tag(name), and give -t name=value"
	}
	return f
}

func (d *Description) tagFault(message string, span diag.Span) diag.Diagnostic {
	return diag.Diagnostic{Severity: diag.Error, Rule: "syntax/tag", Span: span, Message: message, Count: 1}
}

// tagNames lists the names that the description's @tag attributes declare, sorted.
func (d *Description) tagNames() (names []string) {
	ast.Walk(d.file, func(n ast.Node) bool {
		if a, ok := n.(*ast.Attribute); ok {
			if key, body := a.Split(); key == "tag" {
				name, _, _ := strings.Cut(body, ",")
				names = append(names, strings.TrimSpace(name))
			}
		}
		return true
	}, nil)
	slices.Sort(names)
	return slices.Compact(names)
}
