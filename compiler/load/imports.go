package load

import (
	"fmt"
	"strconv"
	"strings"

	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/build"

	"github.com/alluxio-gen/alluxio-gen/compiler/diag"
	"github.com/alluxio-gen/alluxio-gen/schema"
)

// resolveImports finds what the description imports: CUE's own packages are built in, the schema is embedded, and
// packages of the description's own module are read from disk. Nothing comes from a registry.
func (d *Description) resolveImports(in Input) (ds []diag.Diagnostic) {
	d.imports = map[string]*build.Instance{}
	var others []*ast.ImportSpec
	for spec := range d.file.ImportSpecs() {
		path := importPath(spec)
		switch {
		case ast.ParseImportPath(path).Path == schema.ImportPath:
			d.imports[path] = d.language
			ds = append(ds, d.copyFault(in, spec)...)
		case path == "math/bits":
			ds = append(ds, d.importFault(spec, "its Lsh can ask for all memory at once, which ends the compiler"))
		case !isStandard(path):
			others = append(others, spec)
		}
	}
	if len(others) == 0 {
		return ds
	}
	return append(ds, d.loadPackages(in, others)...)
}

func importPath(spec *ast.ImportSpec) string {
	path, err := strconv.Unquote(spec.Path.Value)
	if err != nil {
		return spec.Path.Value
	}
	return path
}

// isStandard reports whether a path is of CUE's own library: as in Go, its first element has no dot.
func isStandard(path string) bool {
	first, _, _ := strings.Cut(path, "/")
	return !strings.Contains(first, ".")
}

func (d *Description) importFault(spec *ast.ImportSpec, why string) diag.Diagnostic {
	return diag.Diagnostic{
		Severity: diag.Error, Rule: "syntax/import", Span: d.span(spec.Path), Count: 1,
		Message: fmt.Sprintf("package %q cannot be read: %s", importPath(spec), why),
		Help:    "a description may import CUE's own packages, " + schema.ImportPath + ", and packages of its own CUE module; nothing is fetched from the network",
	}
}
