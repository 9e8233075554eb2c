package archtest

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	cueast "cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/literal"
	cueparser "cuelang.org/go/cue/parser"
	cuetoken "cuelang.org/go/cue/token"

	"github.com/alluxio-gen/alluxio-gen/schema"
	"github.com/alluxio-gen/alluxio-gen/schema/catalogue"
	"github.com/alluxio-gen/alluxio-gen/templates"
)

// A condition asks the release's row, which says how it behaves, and never the release's number: the next release is then
// a line of schema/catalogue/data/behaviour.cue.
func TestNoConditionHoldsARelease(t *testing.T) {
	files, err := fs.Glob(schema.FS, "*.cue")
	if err != nil {
		t.Fatal(err)
	}
	releases := supported(t)
	for _, name := range files {
		text, err := fs.ReadFile(schema.FS, name)
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range numbered(t, name, text, releases) {
			t.Error(found)
		}
	}
}

// What the test before this one looks for, it finds.
func TestConditionsThatHoldAReleaseAreFound(t *testing.T) {
	releases := supported(t)
	for condition, wrong := range map[string]bool{
		`R.release == "1.5.0"`:                  true,
		`R.release =~ "^2\\.[01]\\."`:           true,
		`#order[R.release] < #order["2.5.0"]`:   true,
		`strings.HasPrefix(R.release, "2.")`:    true,
		`list.Contains(["2.9.5"], R.release)`:   true,
		`R.release !~ "^v?3"`:                   false, // of none that is supported
		`R.row.#mountTable`:                     false,
		`v =~ "^[0-9.]+$"`:                      false,
		`m.version == "3.3"`:                    false,
		`m.at == "/"`:                           false,
		`#covers[R.release] =~ #lives[k]`:       false,
		`#order[R.release] < #order[#since[f]]`: false,
	} {
		for _, text := range []string{"a: [if " + condition + " {1}]\n", "a: true && !(" + condition + ")\n"} {
			call := strings.HasSuffix(condition, ")") && strings.HasPrefix(text, "a: true") // what it is called for is unknown
			if found := numbered(t, "a.cue", []byte(text), releases); (len(found) > 0) != wrong && !call {
				t.Errorf("%s: %q", condition, found)
			}
		}
	}
}

// numbered are the places of a CUE file at which a condition holds a release, or a pattern that tells some from others.
func numbered(t *testing.T, name string, text []byte, releases []string) (found []string) {
	t.Helper()
	file, err := cueparser.ParseFile(name, text)
	if err != nil {
		t.Fatal(err)
	}
	var in func(n cueast.Node)
	in = func(n cueast.Node) {
		cueast.Walk(n, func(n cueast.Node) bool {
			if lit, ok := n.(*cueast.BasicLit); ok && lit.Kind == cuetoken.STRING {
				if s, err := literal.Unquote(lit.Value); err == nil && isRelease(s) || err == nil && tells(s, releases) {
					found = append(found, lit.Pos().String()+": a condition holds "+lit.Value)
				}
			}
			return true
		}, nil)
	}
	cueast.Walk(file, func(n cueast.Node) bool {
		switch c := n.(type) {
		case *cueast.IfClause:
			in(c.Condition)
			return false
		case *cueast.BinaryExpr:
			if slices.Contains(comparisons, c.Op) {
				in(c)
				return false
			}
		}
		return true
	}, nil)
	return found
}

var comparisons = []cuetoken.Token{
	cuetoken.EQL, cuetoken.NEQ, cuetoken.LSS, cuetoken.LEQ, cuetoken.GTR, cuetoken.GEQ, cuetoken.MAT, cuetoken.NMAT,
}

var releaseLine = regexp.MustCompile(`^v?[12]\.([0-9]+(\.[0-9]+)?)?\.?$`)

// isRelease says whether a text is a release's number, or begins some.
func isRelease(text string) bool { return releaseLine.MatchString(text) }

// tells says whether a text is a pattern of numbers and dots that fits some releases alone.
func tells(text string, releases []string) bool {
	pattern, err := regexp.Compile(text)
	if err != nil || !strings.Contains(text, `\.`) {
		return false
	}
	fits := len(slices.DeleteFunc(slices.Clone(releases), func(r string) bool { return !pattern.MatchString(r) }))
	return fits > 0 && fits < len(releases)
}

func supported(t *testing.T) []string {
	t.Helper()
	c, err := catalogue.Load()
	if err != nil {
		t.Fatal(err)
	}
	return c.Releases
}

// others are texts of Go that look like a release and are none.
var others = map[string]string{"compiler/report/sarif.go": "2.1.0"} // SARIF's own

// No code and no template knows a release.
func TestNoCodeKnowsARelease(t *testing.T) {
	for _, p := range packages(t) {
		room := own(p.ImportPath)
		if !strings.HasPrefix(room, "compiler") && !strings.HasPrefix(room, "cmd") || strings.HasSuffix(room, "test") {
			continue
		}
		for _, name := range p.GoFiles {
			file := token.NewFileSet()
			tree, err := parser.ParseFile(file, filepath.Join(p.Dir, name), nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(tree, func(n ast.Node) bool {
				if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
					if s, err := strconv.Unquote(lit.Value); err == nil && isRelease(s) && others[room+"/"+name] != s {
						t.Errorf("%s: code knows the release %s", file.Position(lit.Pos()), s)
					}
				}
				return true
			})
		}
		for _, script := range glob(t, filepath.Join(p.Dir, "*.sh")) {
			text, err := os.ReadFile(script)
			if err != nil {
				t.Fatal(err)
			}
			noRelease(t, script, text)
		}
	}
	err := fs.WalkDir(templates.FS, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(templates.FS, path)
		noRelease(t, "templates/"+path, text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func glob(t *testing.T, pattern string) []string {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil {
		t.Fatal(err)
	}
	return files
}

var releaseWord = regexp.MustCompile(`(^|[^0-9.])[12]\.[0-9]+\.[0-9]+([^0-9.]|$)`)

func noRelease(t *testing.T, name string, text []byte) {
	t.Helper()
	if found := releaseWord.Find(text); found != nil {
		t.Errorf("%s knows the release %q", name, found)
	}
}
