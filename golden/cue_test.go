package golden

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/build"
	"cuelang.org/go/cue/cuecontext"
	"cuelang.org/go/cue/errors"
	"cuelang.org/go/cue/parser"

	"github.com/alluxio-gen/alluxio-gen/schema"
)

// TestPlainCue holds that `cue vet -c` with the schema refuses what the compiler's rules refuse, by the rule's own name
// and words, and takes what they take.
func TestPlainCue(t *testing.T) {
	meta := plainSchema(t).LookupPath(cue.MakePath(cue.Def("meta")))
	for _, kind := range []string{"err", "near"} {
		files, err := filepath.Glob(kind + "/*/*/*.cue")
		if err != nil || len(files) == 0 {
			t.Fatal("no cases", err)
		}
		for _, file := range files {
			if strings.HasPrefix(filepath.Base(file), "before") {
				continue
			}
			rule := filepath.ToSlash(strings.TrimPrefix(filepath.Dir(file), kind+string(filepath.Separator)))
			entry := meta.LookupPath(cue.MakePath(cue.Str(rule)))
			severity, _ := entry.LookupPath(cue.ParsePath("severity")).String()
			if severity != "error" || strings.HasPrefix(rule, "history/") { // what was built before, plain CUE does not see
				continue
			}
			t.Run(filepath.ToSlash(file), func(t *testing.T) { plain(t, file, rule, kind == "err") })
		}
	}
}

func plain(t *testing.T, file, rule string, refused bool) {
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	s := plainSchema(t)
	user := s.Context().CompileBytes(content, cue.Filename(file))
	verdict := s.LookupPath(cue.MakePath(cue.Def("Cluster"))).Unify(user).Validate(cue.Concrete(true), cue.All())
	text := errors.Details(verdict, nil)
	if named := strings.Contains(text, rule+" at "); named != refused {
		t.Errorf("rule %s refuses: %v, wanted %v; cue says:\n%s", rule, named, refused, text)
	}
}

func plainSchema(t *testing.T) cue.Value {
	t.Helper()
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
		t.Fatal(errors.Details(err, nil))
	}
	return v
}
