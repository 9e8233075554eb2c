package golden

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/build"
	"cuelang.org/go/cue/cuecontext"
	cueerrors "cuelang.org/go/cue/errors"
	"cuelang.org/go/cue/parser"

	"github.com/alluxio-gen/alluxio-gen/schema"
)

// goAlone are the rules that plain CUE does not have: what an earlier build left and which files are on disk it does not
// see, and a text that is no CUE it tells in its own words, or takes.
var goAlone = []string{"history/", "syntax/", "schema/"}

// TestPlainCue holds that `cue vet -c` with the schema refuses exactly the descriptions that `vet` refuses, of all cases
// here but those of goAlone: by the rule's own name and words where the rule makes an error.
func TestPlainCue(t *testing.T) {
	for _, kind := range []string{"ok/*/*.cue", "err/*/*/*.cue", "near/*/*/*.cue"} {
		files, err := filepath.Glob(kind)
		if err != nil || len(files) == 0 {
			t.Fatal("no cases", err)
		}
		for _, file := range files {
			name := filepath.ToSlash(file)
			of := func(family string) bool { return strings.Contains(name, "/"+family) }
			if strings.HasPrefix(filepath.Base(file), "before") || slices.ContainsFunc(goAlone, of) {
				continue
			}
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				plain(t, file)
			})
		}
	}
}

func plain(t *testing.T, file string) {
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	s := plainSchema(t)
	defer schemas.Put(s)
	user := s.Context().CompileBytes(content, cue.Filename(file))
	verdict := s.LookupPath(cue.MakePath(cue.Def("Cluster"))).Unify(user).Validate(cue.Concrete(true), cue.All())
	kind, rule, _ := strings.Cut(filepath.ToSlash(filepath.Dir(file)), "/")
	errors := errorsOf(t, kind, file)
	if (verdict != nil) != (len(errors) > 0) {
		t.Errorf("vet says %v; cue says: %v", errors, verdict)
	}
	if named := strings.Contains(cueerrors.Details(verdict, nil), rule+" at "); named != slices.Contains(errors, rule) {
		t.Errorf("rule %s refuses: %v; cue says:\n%s", rule, !named, cueerrors.Details(verdict, nil))
	}
}

// errorsOf are the rules that make an error of a description, as the user is agreed to read.
func errorsOf(t *testing.T, kind, file string) (rules []string) {
	t.Helper()
	if kind != "err" {
		return nil
	}
	want, err := os.ReadFile(wantFile(file))
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range saidError.FindAllStringSubmatch(string(want), -1) {
		rules = append(rules, m[1])
	}
	return rules
}

var saidError = regexp.MustCompile(`(?m)^error\[(.+?)\]`)

// schemas are lent to one case at a time.
var schemas = sync.Pool{}

func plainSchema(t *testing.T) cue.Value {
	t.Helper()
	if v, ok := schemas.Get().(cue.Value); ok {
		return v
	}
	inst := build.NewContext().NewInstance("schema", nil)
	names, err := fs.Glob(schema.FS, "*.cue")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		text, err := fs.ReadFile(schema.FS, name)
		if err != nil {
			t.Fatal(err)
		}
		f, err := parser.ParseFile(name, text)
		if err != nil {
			t.Fatal(err)
		}
		if err := inst.AddSyntax(f); err != nil {
			t.Fatal(err)
		}
	}
	if err := inst.Complete(); err != nil {
		t.Fatal(err)
	}
	v := cuecontext.New().BuildInstance(inst)
	if err := v.Err(); err != nil {
		t.Fatal(cueerrors.Details(err, nil))
	}
	return v
}
