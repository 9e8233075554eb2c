package docs

import (
	"fmt"
	"io/fs"
	"slices"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/build"
	"cuelang.org/go/cue/cuecontext"
	"cuelang.org/go/cue/errors"
	"cuelang.org/go/cue/parser"

	"github.com/alluxio-gen/alluxio-gen/schema"
)

// language is the schema: its syntax, which has the comments, and its value, which has the tables.
type language struct {
	definitions map[string]*ast.Field
	value       cue.Value
	defaults    map[string]standard
}

func readLanguage() (*language, error) {
	l := &language{definitions: map[string]*ast.Field{}}
	names, err := fs.Glob(schema.FS, "*.cue")
	if err != nil {
		return nil, err
	}
	instance := build.NewContext().NewInstance("schema", nil)
	for _, name := range names {
		file, err := parse(name)
		if err != nil {
			return nil, err
		}
		if err := instance.AddSyntax(file); err != nil {
			return nil, err
		}
		if slices.Contains([]string{"cluster.cue", "fuse.cue", "side_service.cue", "storage.cue", "types.cue", "zookeeper.cue"}, name) {
			l.define(file)
		}
	}
	if err := instance.Complete(); err != nil {
		return nil, err
	}
	l.value = cuecontext.New().BuildInstance(instance)
	if err := l.value.Err(); err != nil {
		return nil, fmt.Errorf("the schema does not build: %s", errors.Details(err, nil))
	}
	l.defaults, err = readDefaults(l.value.Context())
	return l, err
}

func parse(name string) (*ast.File, error) {
	content, err := fs.ReadFile(schema.FS, name)
	if err != nil {
		return nil, err
	}
	return parser.ParseFile(name, content, parser.ParseComments)
}

// define notes the definitions of a file by name.
func (l *language) define(file *ast.File) {
	for _, d := range file.Decls {
		if f, ok := d.(*ast.Field); ok {
			l.definitions[label(f)] = f
		}
	}
}

// decode reads a table of the schema into Go.
func decode(v cue.Value, path string, into any) error {
	if err := v.LookupPath(cue.ParsePath(path)).Decode(into); err != nil {
		return fmt.Errorf("%s of the schema: %s", path, errors.Details(err, nil))
	}
	return nil
}
