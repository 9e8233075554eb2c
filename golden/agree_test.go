package golden

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"cuelang.org/go/cue"
)

// goAlone are the rules that plain CUE does not have: what an earlier build left and which files are on disk it does not
// see, and a text that is no CUE it tells in its own words, or takes.
var goAlone = []string{"history/", "syntax/", "schema/"}

// thinned spares time where there is little: one case of so many. CI has all.
const thinned = 4

// TestPlainCueAgrees holds that `cue vet -c` with the schema refuses exactly the descriptions that `vet` refuses, of all
// cases here, by whatever rule, but for those of goAlone.
func TestPlainCueAgrees(t *testing.T) {
	for _, kind := range []string{"ok/*/*.cue", "err/*/*/*.cue", "near/*/*/*.cue"} {
		files, err := filepath.Glob(kind)
		if err != nil || len(files) == 0 {
			t.Fatal("no cases", err)
		}
		for i, file := range files {
			if os.Getenv("CI") != "true" && i%thinned != 0 {
				continue
			}
			name := filepath.ToSlash(file)
			of := func(family string) bool { return strings.Contains(name, "/"+family) }
			if strings.HasPrefix(filepath.Base(file), "before") || slices.ContainsFunc(goAlone, of) {
				continue
			}
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				refused := strings.HasPrefix(name, "err/") && saysError(t, file)
				content, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				s := plainSchema(t)
				user := s.Context().CompileBytes(content, cue.Filename(file))
				verdict := s.LookupPath(cue.MakePath(cue.Def("Cluster"))).Unify(user).Validate(cue.Concrete(true))
				if (verdict != nil) != refused {
					t.Errorf("vet refuses it: %v; cue says: %v", refused, verdict)
				}
			})
		}
	}
}

// saysError says whether what the user is agreed to read holds an error.
func saysError(t *testing.T, file string) bool {
	t.Helper()
	want, err := os.ReadFile(wantFile(file))
	if err != nil {
		t.Fatal(err)
	}
	return strings.HasPrefix(string(want), "error[") || strings.Contains(string(want), "\nerror[")
}
