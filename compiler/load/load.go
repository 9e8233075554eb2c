// Package load reads a description and knows where everything in it was written. It evaluates the description
// against the schema, once or again after an edit of the syntax tree.
package load

import (
	"fmt"
	"io/fs"
	"time"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/build"

	"github.com/alluxio-gen/alluxio-gen/compiler/diag"
	"github.com/alluxio-gen/alluxio-gen/schema"
)

// MaxBytes is the largest description that is read.
const MaxBytes = 16 << 20

// Input is a description to load.
type Input struct {
	// Name is the file's path as the user wrote it, or "-" for standard input; its ending chooses the reader.
	Name string
	// Content is the file's text; more than MaxBytes is refused.
	Content []byte
	// Tags are key=value pairs (or shorthands) for @tag attributes.
	Tags []string
	// Schema holds the CUE files of the schema; nil is the embedded one.
	Schema fs.FS
	// Limit bounds each of reading and evaluating; 0 is DefaultLimit.
	Limit time.Duration
}

// Description is a description that was read without a syntax error.
type Description struct {
	name     string
	source   source
	file     *ast.File
	language *build.Instance
	imports  map[string]*build.Instance
	ctx      *cue.Context
	latest   cue.Value
	tree     *treeIndex
	pending  edits
	// definitions are those of the schema that were asked for.
	definitions map[string]cue.Value
	limit       time.Duration
}

// Load reads and parses a description. It returns none when a diagnostic is an error; with warnings it does. An error
// means that the input could not be judged: CUE failed, or the schema does not build.
func Load(in Input) (*Description, []diag.Diagnostic, error) {
	if len(in.Content) > MaxBytes {
		return nil, []diag.Diagnostic{tooLarge(in.Name)}, nil
	}
	if in.Schema == nil {
		in.Schema = schema.FS
	}
	type loaded struct {
		d   *Description
		ds  []diag.Diagnostic
		err error
	}
	l, err := Bounded(in.Limit, func() loaded {
		d, ds, err := read(in)
		return loaded{d, ds, err}
	})
	if ds, refused := Refuse(in.Name, err); refused {
		return nil, ds, nil
	}
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", in.Name, err)
	}
	return l.d, l.ds, l.err
}

func tooLarge(name string) diag.Diagnostic {
	return diag.Diagnostic{
		Severity: diag.Error, Rule: "syntax/error", Span: diag.Span{File: name, Line: 1, Column: 1, Length: 1}, Count: 1,
		Message: fmt.Sprintf("larger than %d MB, the most that a description may have", MaxBytes>>20),
		Help:    "workers that are alike are one group with `on`, or a comprehension; 10,000 of them written out take 1 MB",
	}
}

func read(in Input) (*Description, []diag.Diagnostic, error) {
	lang, err := language(in.Schema)
	if err != nil {
		return nil, nil, err
	}
	d := &Description{name: in.Name, source: newSource(in), language: lang, ctx: newContext(), pending: newEdits(), limit: in.Limit, definitions: map[string]cue.Value{}}
	var ds []diag.Diagnostic
	for _, step := range []func(Input) []diag.Diagnostic{d.parse, d.inject, d.resolveImports} {
		if ds = append(ds, step(in)...); diag.HasErrors(ds) {
			return nil, diag.Sort(ds), nil
		}
	}
	if err := d.compileSchema(); err != nil {
		return nil, nil, fmt.Errorf("the schema does not build: %w", err)
	}
	return d, ds, nil
}

// Limit bounds each evaluation of the description.
func (d *Description) Limit() time.Duration { return d.limit }
