package load

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"

	"cuelang.org/go/cue/ast"

	"github.com/alluxio-gen/alluxio-gen/compiler/diag"
	"github.com/alluxio-gen/alluxio-gen/schema"
)

// copyFault says when the module's own copy of the schema is another than ours. We never read that copy, but plain
// `cue vet` and editors do.
func (d *Description) copyFault(in Input, spec *ast.ImportSpec) []diag.Diagnostic {
	_, root, ok := moduleOf(in.Name)
	if !ok {
		return nil
	}
	copied := os.DirFS(filepath.Join(root, "cue.mod", "pkg", filepath.FromSlash(schema.ImportPath)))
	if sameSchema(copied, in.Schema) {
		return nil
	}
	return []diag.Diagnostic{{
		Severity: diag.Warning, Rule: "schema/old-copy", Span: d.span(spec.Path), Count: 1,
		Message: "the copy of the schema in cue.mod is another than this alluxio-gen's, so `cue vet` and editors may judge the description differently",
		Help:    "renew it: alluxio-gen init --update",
	}}
}

// sameSchema reports whether a folder holds the schema's files, each perhaps behind a heading, and no other; a folder
// without any holds no copy, which is well.
func sameSchema(copied, ours fs.FS) bool {
	names, err := fs.Glob(ours, "*.cue")
	if err != nil {
		return false
	}
	found, err := fs.Glob(copied, "*.cue")
	if err != nil || len(found) == 0 {
		return err == nil
	}
	for _, name := range names {
		is, errIs := fs.ReadFile(copied, name)
		should, errShould := fs.ReadFile(ours, name)
		if errIs != nil || errShould != nil || !bytes.HasSuffix(is, should) {
			return false
		}
	}
	return len(found) == len(names)
}
