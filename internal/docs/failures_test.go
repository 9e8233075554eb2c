package docs

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// Each failure is held off in a way that exists: a rule of the schema, a test of the project, a check of host-prep.sh.
func TestFailuresAreHeldOff(t *testing.T) {
	l, err := readLanguage()
	if err != nil {
		t.Fatal(err)
	}
	book, err := rules(l.value)
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, f := range book.Families {
		for _, r := range f.Rules {
			known[r.Name] = true
		}
	}
	checks, tests := hostChecks(t), testIndex{}
	if len(book.Failures) < 100 {
		t.Errorf("only %d failures: this test sees nothing", len(book.Failures))
	}
	for _, f := range book.Failures {
		if len(f.Rules)+len(f.Tests)+len(f.Checks) == 0 && f.Needs == "" && f.Only == "" {
			t.Errorf("%s: nothing holds it off", f.ID)
		}
		for _, r := range f.Rules {
			if !known[r] {
				t.Errorf("%s: there is no rule %s", f.ID, r)
			}
		}
		for _, c := range f.Checks {
			if !checks[c] {
				t.Errorf("%s: host-prep.sh has no %s", f.ID, c)
			}
		}
		for _, name := range f.Tests {
			room, test, _ := strings.Cut(name, " ")
			if !tests.in(t, room)[test] {
				t.Errorf("%s: there is no %s in %s", f.ID, test, room)
			}
		}
	}
}

var function = regexp.MustCompile(`(?m)^(check_[a-z]+)\(\)`)

func hostChecks(t *testing.T) map[string]bool {
	t.Helper()
	files, err := filepath.Glob("../../templates/host-prep/*.sh")
	if err != nil || len(files) == 0 {
		t.Fatal("no parts of host-prep.sh", err)
	}
	found := map[string]bool{}
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range function.FindAllSubmatch(content, -1) {
			found[string(m[1])] = true
		}
	}
	return found
}

// testIndex are the tests of packages, by folder from the project's root.
type testIndex map[string]map[string]bool

func (x testIndex) in(t *testing.T, room string) map[string]bool {
	t.Helper()
	if known, ok := x[room]; ok {
		return known
	}
	files, err := filepath.Glob(filepath.Join("../..", filepath.FromSlash(room), "*_test.go"))
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && f.Recv == nil && strings.HasPrefix(f.Name.Name, "Test") {
				found[f.Name.Name] = true
			}
		}
	}
	x[room] = found
	return found
}
