package golden

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/compiler"
	"github.com/alluxio-gen/alluxio-gen/compiler/diag"
)

// Where a rule bites, the user reads exactly the agreed text, and nothing is compiled if it is an error.
func TestErr(t *testing.T) {
	eachDescription(t, "err", func(t *testing.T, rule, file string) {
		result := compile(t, file)
		i := slices.IndexFunc(result.Diagnostics, func(d diag.Diagnostic) bool { return d.Rule == rule })
		if i < 0 {
			t.Fatalf("%s stays silent:\n%s", rule, shown(t, file, result.Diagnostics))
		}
		if result.Diagnostics[i].Severity == diag.Error && len(result.Artifacts) > 0 {
			t.Errorf("compiled in spite of an error")
		}
		compare(t, wantFile(file), shown(t, file, result.Diagnostics))
	})
}

// Right beside the fault the rule stays silent, and the description compiles.
func TestNear(t *testing.T) {
	eachDescription(t, "near", func(t *testing.T, rule, file string) {
		result := compile(t, file)
		for _, d := range result.Diagnostics {
			if d.Rule == rule || d.Severity == diag.Error {
				t.Fatalf("does not compile without a word of %s:\n%s", rule, shown(t, file, result.Diagnostics))
			}
		}
		if len(result.Artifacts) == 0 {
			t.Error("compiled to nothing")
		}
	})
}

// A rule without a case that fails and one that does not is unproven; a case without its rule is left over.
func TestEveryRuleHasItsCases(t *testing.T) {
	rules, err := compiler.Rules()
	if err != nil {
		t.Fatal(err)
	}
	known := slugsInGo(t)
	for _, r := range rules {
		known = append(known, r.Slug)
	}
	for _, kind := range []string{"err", "near"} {
		covered := ruleFolders(t, kind)
		for _, rule := range known {
			if !slices.Contains(covered, rule) {
				t.Errorf("%s/%s is missing", kind, rule)
			}
		}
		for _, rule := range covered {
			if !slices.Contains(known, rule) {
				t.Errorf("%s/%s: there is no such rule", kind, rule)
			}
		}
	}
}

var slugInGo = regexp.MustCompile(`"((?:schema|syntax)/[a-z-]+)"`)

// slugsInGo finds the slugs of what the schema itself cannot say: that a description cannot be read, or does not fit.
func slugsInGo(t *testing.T) []string {
	t.Helper()
	var slugs []string
	for _, room := range []string{"../compiler/load/*.go", "../compiler/check/*.go"} {
		files, err := filepath.Glob(room)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			content, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, match := range slugInGo.FindAllSubmatch(content, -1) {
				slugs = append(slugs, string(match[1]))
			}
		}
	}
	if len(slugs) == 0 {
		t.Error("no slug in the Go code: this test sees nothing")
	}
	slices.Sort(slugs)
	return slices.Compact(slugs)
}

// No file lies about that no test reads: want-2.txt needs its cluster-2.cue, and so on.
func TestNothingIsLeftOver(t *testing.T) {
	for _, kind := range []string{"err", "near"} {
		for _, rule := range ruleFolders(t, kind) {
			dir := filepath.Join(kind, rule)
			files := descriptions(t, dir)
			if len(files) == 0 {
				t.Errorf("%s has no description", dir)
			}
			known := append(slices.Clone(files), filepath.Join(dir, "cue.mod")) // a CUE module around them
			for _, f := range files {
				known = append(known, beforeFile(f), filepath.Join(dir, "docker-compose.yml"))
				if kind == "err" {
					known = append(known, wantFile(f))
				}
			}
			for _, name := range list(t, dir) {
				if !slices.Contains(known, filepath.Join(dir, name)) {
					t.Errorf("%s/%s: nothing reads it", dir, name)
				}
			}
		}
	}
}

// eachDescription runs a subtest for every description of every rule of a kind.
func eachDescription(t *testing.T, kind string, check func(t *testing.T, rule, file string)) {
	for _, rule := range ruleFolders(t, kind) {
		for _, file := range descriptions(t, filepath.Join(kind, rule)) {
			t.Run(rule+"/"+filepath.Base(file), func(t *testing.T) {
				t.Parallel()
				check(t, rule, file)
			})
		}
	}
}

// ruleFolders gives the slugs that have a folder: family/name.
func ruleFolders(t *testing.T, kind string) []string {
	t.Helper()
	var rules []string
	for _, family := range list(t, kind) {
		for _, rule := range list(t, filepath.Join(kind, family)) {
			rules = append(rules, family+"/"+rule)
		}
	}
	return rules
}

var description = regexp.MustCompile(`^cluster(-[0-9]+)?\.(cue|yaml|yml|json)$`)

func descriptions(t *testing.T, dir string) []string {
	t.Helper()
	var files []string
	for _, name := range list(t, dir) {
		if description.MatchString(name) {
			files = append(files, filepath.Join(dir, name))
		}
	}
	return files
}

// wantFile is the report of a description: want-2.txt of cluster-2.cue.
func wantFile(file string) string {
	stem := strings.TrimSuffix(filepath.Base(file), filepath.Ext(file))
	return filepath.Join(filepath.Dir(file), "want"+strings.TrimPrefix(stem, "cluster")+".txt")
}

func list(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}
