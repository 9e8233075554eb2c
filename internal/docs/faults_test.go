package docs

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var slug = regexp.MustCompile(`"((?:schema|syntax)/[a-z-]+)"`)

// The faults of the rules' page are those that the compiler knows, no more and no fewer.
func TestFaultsAreTheCompilers(t *testing.T) {
	known := map[string]bool{}
	for _, room := range []string{"load", "check"} {
		for _, file := range sources(t, filepath.Join("../../compiler", room)) {
			content, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range slug.FindAllSubmatch(content, -1) {
				known[string(m[1])] = true
			}
		}
	}
	l, err := readLanguage()
	if err != nil {
		t.Fatal(err)
	}
	documented, err := ruleTable(l.value, "#faults")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range documented {
		names = append(names, f.Name)
	}
	if d := cmp.Diff(slices.Sorted(maps.Keys(known)), names); d != "" {
		t.Error("schema/faults.cue: ", d)
	}
}

func sources(t *testing.T, folder string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%s: no Go files, %v", folder, err)
	}
	return slices.DeleteFunc(files, func(f string) bool { return strings.HasSuffix(f, "_test.go") })
}
