package load

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/alluxio-gen/alluxio-gen/compiler/diag"
)

// small is a language of one map, enough to load and evaluate against.
var small = fstest.MapFS{"cluster.cue": &fstest.MapFile{Data: []byte(`package schema

#Cluster: {
	name!: string
	workers: [string]: {size?: string | int, tiers?: [...{path?: string}]}
	#refused: {for n, w in workers if w.size == "0" {(n): error("none")}}
}
#Worker: {size: "1GB"}
`)}}

func loadText(t testing.TB, name, text string, tags ...string) (*Description, []diag.Diagnostic) {
	t.Helper()
	d, ds, err := Load(Input{Name: name, Content: []byte(text), Tags: tags, Schema: small})
	if err != nil {
		t.Fatal(err)
	}
	return d, ds
}

func say(s diag.Span) string { return fmt.Sprintf("%s:%d:%d+%d", s.File, s.Line, s.Column, s.Length) }

func lines(ds []diag.Diagnostic) (all []string) {
	for _, d := range ds {
		all = append(all, fmt.Sprintf("%s %s: %s (%s)", say(d.Span), d.Rule, d.Message, d.Help))
	}
	return all
}

func TestPositions(t *testing.T) {
	cue := `name: "a"
_sz: "1GB"
workers: {
	[string]: size: *"2GB" | string
	w: size: "3GB"
	"x y": {size: _sz, tiers: [{path: "/a"}, {path: "/b"}]}
	for n in ["p", "q"] {(n): tiers: []}
}
workers: w: size: string
workers: "é": {
	size: 5
}
`
	yaml := "name: a\nworkers:\n  w: {\"é\": 1, size: 3 GB , tiers: [ {path: /a} ]}\n  'x': &x\n    size: |\n      5\n  y: *x\n"
	json := `{"name": "a",
  "workers": {"é": {"size": "a\"b", "tiers": [{"path": "/a"}]}}}`
	for _, c := range []struct {
		file, text, path, label, value, position string
	}{
		{"c.cue", cue, "name", "1:1+4", "1:7+3", "1:7+3"},
		{"c.cue", cue, "workers", "3:1+7", "3:10+1", "3:1+7"},
		{"c.cue", cue, "workers/w/size", "5:5+4", "5:11+5", "5:11+5"},
		{"c.cue", cue, "workers/x y", "6:2+5", "6:9+48", "6:2+5"},
		{"c.cue", cue, "workers/x y/size", "6:10+4", "6:16+3", "6:16+3"},
		{"c.cue", cue, "workers/x y/tiers", "6:21+5", "6:28+28", "6:21+5"},
		{"c.cue", cue, "workers/x y/tiers/1", "6:43+12", "6:43+12", "6:43+12"},
		{"c.cue", cue, "workers/x y/tiers/1/path", "6:44+4", "6:50+4", "6:50+4"},
		{"c.cue", cue, "workers/x y/tiers/7/path", "6:21+5", "6:21+5", "6:21+5"},
		{"c.cue", cue, "workers/q/tiers", "7:28+5", "7:35+2", "7:28+5"},
		{"c.cue", cue, "workers/q", "7:23+3", "7:28+9", "7:23+3"},
		{"c.cue", cue, "workers/q/size", "4:12+4", "4:18+15", "4:18+15"},
		{"c.cue", cue, "workers/é/size", "11:2+4", "11:8+1", "11:8+1"},
		{"c.cue", cue, "workers/nobody/size", "3:1+7", "3:1+7", "3:1+7"},
		{"c.cue", cue, "hosts/h", "1:1+4", "1:1+4", "1:1+4"},
		{"c.cue", cue, "_sz", "2:1+3", "2:6+5", "2:6+5"},
		{"c.yaml", yaml, "name", "1:1+4", "1:7+1", "1:7+1"},
		{"c.yaml", yaml, "workers/w", "3:3+1", "3:6+1", "3:3+1"},
		{"c.yaml", yaml, "workers/w/é", "3:7+4", "3:13+1", "3:13+1"},
		{"c.yaml", yaml, "workers/w/size", "3:16+4", "3:22+4", "3:22+4"},
		{"c.yaml", yaml, "workers/w/tiers/0/path", "3:39+4", "3:45+2", "3:45+2"},
		{"c.yaml", yaml, "workers/x", "4:3+3", "", "4:3+3"},
		{"c.yaml", yaml, "workers/x/size", "5:5+4", "5:11+1", "5:11+1"},
		{"c.yaml", yaml, "workers/y", "7:3+1", "7:6+2", "7:3+1"},
		{"c.yaml", yaml, "workers/y/size", "5:5+4", "5:11+1", "5:11+1"},
		{"c.json", json, "name", "1:2+6", "1:10+3", "1:10+3"},
		{"c.json", json, "workers/é", "2:15+4", "2:21+1", "2:15+4"},
		{"c.json", json, "workers/é/size", "2:22+6", "2:30+6", "2:30+6"},
		{"c.json", json, "workers/é/tiers/0/path", "2:49+6", "2:57+4", "2:57+4"},
		{"c.json", json, "workers/é/heap", "2:15+4", "2:15+4", "2:15+4"},
	} {
		t.Run(c.file+" "+c.path, func(t *testing.T) {
			d, ds := loadText(t, c.file, c.text)
			if d == nil {
				t.Fatal(lines(ds))
			}
			d.Evaluate()
			path := strings.Split(c.path, "/")
			for _, got := range []struct {
				what string
				span diag.Span
				want string
			}{{"label", d.LabelSpan(path), c.label}, {"value", d.ValueSpan(path), c.value}, {"position", d.Position(path), c.position}} {
				if want := c.file + ":" + got.want; got.want != "" && say(got.span) != want {
					t.Errorf("%s at %s, want %s", got.what, say(got.span), want)
				}
			}
		})
	}
}

func TestSyntaxErrors(t *testing.T) {
	for _, c := range []struct {
		name, file, text string
		tags             []string
		want             []string
	}{
		{
			name: "CUE, all at once", file: "c.cue", text: "name: \"a\nrelease: 1 2\n",
			want: []string{
				`c.cue:1:7+2 syntax/error: not valid CUE: string literal not terminated (close the text with " on the same line; a backslash is written \\)`,
				`c.cue:2:12+1 syntax/error: not valid CUE: missing ',' in struct literal (put each field on a line of its own, or a comma between two; a text with blanks needs quotes)`,
			},
		},
		{
			name: "YAML", file: "c.yaml", text: "name: a\n  b: c: 1\n",
			want: []string{`c.yaml:2:3+7 syntax/error: not valid YAML: mapping values are not allowed in this context (a text with ": " in it needs quotes; fields of one group begin in the same column)`},
		},
		{
			name: "JSON", file: "c.json", text: "{\"name\": \"a\",\n \"b\": }",
			want: []string{`c.json:2:7+1 syntax/error: not valid JSON: invalid character '}' looking for beginning of value ()`},
		},
		{
			name: "a list", file: "c.yaml", text: "- a\n- b\n",
			want: []string{`c.yaml:1:1+3 syntax/not-fields: a description is one set of fields, not a list or several documents (write the fields at the top level of the file, one document only, beginning with name and release)`},
		},
		{
			name: "several documents", file: "c.yaml", text: "name: a\n---\nname: b\n",
			want: []string{`c.yaml:1:1+1 syntax/not-fields: a description is one set of fields, not a list or several documents (write the fields at the top level of the file, one document only, beginning with name and release)`},
		},
		{
			name: "an unknown tag", file: "c.cue", text: "name: string @tag(name,short=x|y)\n", tags: []string{"nmae=a"},
			want: []string{`c.cue:1:1+1 syntax/tag: the description has no tag "nmae" (its tags are name; a value is given as -t name=value)`},
		},
		{
			name: "no such shorthand", file: "c.cue", text: "name: string @tag(name,short=x|y)\n", tags: []string{"z"},
			want: []string{`c.cue:1:1+1 syntax/tag: the description has no tag "z" (its tags are name; a value is given as -t name=value)`},
		},
		{
			name: "a malformed attribute", file: "c.cue", text: "name: string @tag(a/b)\n", tags: []string{"a=1"},
			want: []string{
				`c.cue:1:1+1 syntax/tag: the description has no tag "a" (its tags are a/b; a value is given as -t a/b=value)`,
				`c.cue:1:14+1 syntax/tag: invalid identifier "a/b" ()`,
			},
		},
		{
			name: "a value of the wrong type", file: "c.cue", text: "name: int @tag(name,type=int)\n", tags: []string{"name=x"},
			want: []string{`c.cue:1:1+1 syntax/tag: invalid number for injection tag "name": illegal number start "x" ()`},
		},
		{
			name: "a tag for YAML", file: "c.yaml", text: "name: a\n", tags: []string{"name=x"},
			want: []string{`c.yaml:1:1+1 syntax/tag: a tag needs a CUE description: c.yaml cannot say @tag ()`},
		},
		{
			name: "a package of nowhere", file: "-", text: "import \"foo.com/x\"\nname: x.a\n",
			want: []string{`-:1:8+11 syntax/import: package "foo.com/x" cannot be read: the description is not in a CUE module (no cue.mod folder above it) (a description may import CUE's own packages, github.com/alluxio-gen/alluxio-gen/schema, and packages of its own CUE module; nothing is fetched from the network)`},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, ds := loadText(t, c.file, c.text, c.tags...)
			if diff := cmp.Diff(c.want, lines(ds)); diff != "" || d != nil {
				t.Errorf("description %v, diagnostics (-want +got):\n%s", d, diff)
			}
		})
	}
}

func TestTags(t *testing.T) {
	for _, c := range []struct{ name, tag, want string }{
		{"key and value", "name=a b=c", `"a b=c"`},
		{"shorthand", "prod", `"prod"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, ds := loadText(t, "-", "name: string @tag(name,short=prod)\n", c.tag)
			if d == nil {
				t.Fatal(lines(ds))
			}
			if got := fmt.Sprint(Lookup(d.Evaluate().Cluster, []string{"name"})); got != c.want {
				t.Errorf("name is %s, want %s", got, c.want)
			}
		})
	}
}

func TestGuardOfTheSchemaIsSilent(t *testing.T) {
	d, _ := loadText(t, "c.cue", "name: \"a\"\nworkers: w: size: \"0\"\n")
	if err := d.Evaluate().Cluster.Validate(); err != nil {
		t.Errorf("the guard for plain cue vet hides errors from us: %v", err)
	}
}

func TestOwnModule(t *testing.T) {
	root := t.TempDir()
	for name, text := range map[string]string{
		"cue.mod/module.cue": "module: \"example.com/lake\"\nlanguage: version: \"v0.9.0\"\n",
		"cue.mod/pkg/github.com/alluxio-gen/alluxio-gen/schema/old.cue": "package schema\n#Worker: {size: \"9GB\"}\n",
		"sizes/sizes.cue": "package sizes\nimport \"github.com/alluxio-gen/alluxio-gen/schema\"\nW: schema.#Worker\nBad: size: 5.5\n",
	} {
		writeFile(t, filepath.Join(root, name), text)
	}
	text := "import \"example.com/lake/sizes\"\nname: \"a\"\nworkers: w: sizes.W\nworkers: v: sizes.Bad\n"
	t.Chdir(filepath.Join(root, "sizes"))
	for _, c := range []struct{ name, want string }{
		{"../c.cue", "sizes.cue:4:12+3"},
		{filepath.Join(root, "c.cue"), filepath.Join(root, "sizes", "sizes.cue") + ":4:12+3"},
	} {
		d, ds := loadText(t, c.name, text)
		if d == nil {
			t.Fatal(lines(ds))
		}
		v := d.Evaluate()
		if got := fmt.Sprint(Lookup(v.Cluster, []string{"workers", "w", "size"})); got != `"1GB"` {
			t.Errorf("size is %s, want the embedded schema's, not the module's own copy", got)
		}
		if got := say(d.Position([]string{"workers", "v", "size"})); got != c.want {
			t.Errorf("position %s, want %s", got, c.want)
		}
	}
	d, ds := loadText(t, "../c.cue", "import \"example.com/lake/none\"\nname: none.x\n")
	if d != nil || len(ds) != 1 || ds[0].Rule != "syntax/import" || say(ds[0].Span) != "../c.cue:1:8+23" {
		t.Error(lines(ds))
	}
}

func writeFile(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestTooLarge(t *testing.T) {
	for n, fails := range map[int]bool{MaxBytes: false, MaxBytes + 1: true} {
		text := append([]byte("name: \"a\" //"), make([]byte, n)...)[:n]
		for i := 12; i < n; i++ {
			text[i] = 'x'
		}
		if _, ds, err := Load(Input{Name: "c.cue", Content: text, Schema: small}); err != nil || (len(ds) > 0) != fails {
			t.Errorf("%d bytes: %v, %v", n, lines(ds), err)
		}
	}
}

func TestDepthIsBounded(t *testing.T) {
	const n = 200_000
	for name, text := range map[string]string{
		"labels":    strings.Repeat("a: ", n) + "1",
		"selectors": "a: b" + strings.Repeat(".b", n),
		"operators": "a: " + strings.Repeat("1+", n) + "1",
		"calls":     "a: b" + strings.Repeat("()", n),
		"indices":   "a: b" + strings.Repeat("[0]", n),
		"braces":    "a: " + strings.Repeat("{", n),
		"texts":     "a: " + strings.Repeat(`"\(`, n),
		"mixed":     "a: " + strings.Repeat("{x: 1, "+strings.Repeat("a: ", 300), 1000),
		"not":       "a: " + strings.Repeat("!", n) + "true",
	} {
		if _, ds := loadText(t, "c.cue", text); len(ds) == 0 || ds[0].Rule != "syntax/error" {
			t.Errorf("%s: %v", name, lines(ds))
		}
	}
	wide := "name: \"a\"\n" + strings.Repeat("workers: w: tiers: [{path: \"\\(name)-\\(name)\"}]\n", 3000)
	if d, ds := loadText(t, "c.cue", wide); d == nil {
		t.Errorf("a wide text is taken for a deep one: %v", lines(ds))
	}
}

func TestBounded(t *testing.T) {
	if v, err := Bounded(0, func() int { return 7 }); v != 7 || err != nil {
		t.Errorf("got %d, %v", v, err)
	}
	if _, err := Bounded(0, func() int { panic("boom") }); err == nil || !strings.Contains(err.Error(), "boom") {
		t.Errorf("a panic gives %v", err)
	}
	hold := make(chan struct{})
	defer close(hold)
	if _, err := Bounded(10*time.Millisecond, func() int { <-hold; return 0 }); err == nil {
		t.Error("an endless function gives no error")
	}
}

func TestSchemaThatDoesNotBuildIsOurError(t *testing.T) {
	broken := fstest.MapFS{"a.cue": &fstest.MapFile{Data: []byte("package schema\n#Cluster: nope\n"), Mode: fs.ModePerm}}
	_, ds, err := Load(Input{Name: "c.cue", Content: []byte("name: \"a\"\n"), Schema: broken})
	if err == nil || len(ds) > 0 {
		t.Errorf("got %v, %v", lines(ds), err)
	}
}

func TestSameSchema(t *testing.T) {
	ours := fstest.MapFS{"a.cue": {Data: []byte("package a\n")}, "b.cue": {Data: []byte("package b\n")}}
	with := func(name, text string) fs.FS {
		copied := maps.Clone(ours)
		if copied[name] = (&fstest.MapFile{Data: []byte(text)}); text == "" {
			delete(copied, name)
		}
		return copied
	}
	for _, c := range []struct {
		name   string
		copied fs.FS
		want   bool
	}{
		{"the same", ours, true},
		{"no copy", fstest.MapFS{}, true},
		{"a heading", with("a.cue", "// a copy\npackage a\n"), true},
		{"a readme beside it", with("README.md", "a copy"), true},
		{"another text", with("a.cue", "package a\nx: 1\n"), false},
		{"one file more", with("c.cue", "package c\n"), false},
		{"one file less", with("a.cue", ""), false},
	} {
		if got := sameSchema(c.copied, ours); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}
