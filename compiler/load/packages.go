package load

import (
	"io/fs"
	"os"
	"path/filepath"

	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/build"
	"cuelang.org/go/cue/errors"
	"cuelang.org/go/cue/load"

	"github.com/alluxio-gen/alluxio-gen/compiler/diag"
	"github.com/alluxio-gen/alluxio-gen/schema"
)

// loadPackages reads packages of the CUE module that the description's file is in.
func (d *Description) loadPackages(in Input, specs []*ast.ImportSpec) (ds []diag.Diagnostic) {
	dir, root, ok := moduleOf(in.Name)
	if !ok {
		for _, spec := range specs {
			ds = append(ds, d.importFault(spec, "the description is not in a CUE module (no cue.mod folder above it)"))
		}
		return ds
	}
	args := make([]string, len(specs))
	for i, spec := range specs {
		args[i] = importPath(spec)
	}
	files, err := overlay(in.Schema, filepath.Join(root, "cue.mod", "pkg", filepath.FromSlash(schema.ImportPath)))
	if err != nil {
		return []diag.Diagnostic{d.importFault(specs[0], err.Error())}
	}
	insts := load.Instances(args, &load.Config{Dir: dir, Overlay: files, Env: []string{"CUE_REGISTRY=none"}})
	for i, spec := range specs {
		for _, e := range errors.Errors(insts[i].Err) {
			ds = append(ds, d.packageFault(spec, e))
		}
		d.shareSchema(insts[i], map[*build.Instance]bool{})
		d.imports[importPath(spec)] = insts[i]
	}
	return ds
}

// overlay puts the schema where a module looks for packages that it does not fetch.
func overlay(files fs.FS, dir string) (map[string]load.Source, error) {
	names, err := fs.Glob(files, "*.cue")
	if err != nil {
		return nil, err
	}
	sources := map[string]load.Source{}
	for _, name := range names {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		sources[filepath.Join(dir, name)] = load.FromBytes(text)
	}
	return sources, nil
}

// shareSchema makes a package, and all that it imports, use the one schema that we evaluate, whatever other copy of it
// lies in the user's module.
func (d *Description) shareSchema(inst *build.Instance, seen map[*build.Instance]bool) {
	if seen[inst] {
		return
	}
	seen[inst] = true
	for i, imp := range inst.Imports {
		if ast.ParseImportPath(imp.ImportPath).Path == schema.ImportPath {
			inst.Imports[i] = d.language
			continue
		}
		d.shareSchema(imp, seen)
	}
}

func (d *Description) packageFault(spec *ast.ImportSpec, e errors.Error) diag.Diagnostic {
	fault := d.importFault(spec, e.Error())
	if at := d.source.at(e.Position()); at.Known() {
		fault.Span = at
	}
	return fault
}

// moduleOf finds the folder of a file and the CUE module above it.
func moduleOf(name string) (dir, root string, ok bool) {
	if name == "-" {
		name = "stdin"
	}
	abs, err := filepath.Abs(name)
	if err != nil {
		return "", "", false
	}
	dir = filepath.Dir(abs)
	for root = dir; ; root = filepath.Dir(root) {
		if info, err := os.Stat(filepath.Join(root, "cue.mod")); err == nil && info.IsDir() {
			return dir, root, true
		}
		if root == filepath.Dir(root) {
			return "", "", false
		}
	}
}

// display names a file as the user would: relative to where they are, when the description's own name is.
func (s source) display(filename string) string {
	if filename == s.name || !filepath.IsAbs(filename) || filepath.IsAbs(s.name) {
		return filename
	}
	here, err := os.Getwd()
	if err != nil {
		return filename
	}
	rel, err := filepath.Rel(here, filename)
	if err != nil {
		return filename
	}
	return rel
}
