package docs

import (
	"strings"
	"testing"

	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/parser"
	"github.com/google/go-cmp/cmp"
)

// sample is a language from a text that defines #Cluster.
func sample(t *testing.T, text string) *language {
	t.Helper()
	file, err := parser.ParseFile("cluster.cue", text, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	l := &language{definitions: map[string]*ast.Field{}}
	l.define(file)
	return l
}

const sampleText = `
#Cluster: {
	// A text.
	name!: string
	// By name.
	groups: [string]: #Group
	properties: #Properties
	let C = name
	#resolved: {out: C}
	_hidden: 1
}
// Keys.
#Properties: [string]: string | error("a value is a text")
#Group: {
	// One or
	// the other.
	kind?: {
		// The first.
		one?: {}
		// The second.
		two?: path?: #Path
	}
	// The other process's.
	job?: jvm?: #JVM
	near?: on?: bool
	// In order.
	parts?: [...#Part]
	// Plain.
	words?: [...string]
}
#Part: {
	// Its size.
	size!: int
}
// Where.
#Path: =~"^/" | error("not a path: write an absolute one")
// Memory.
#JVM: {
	// The heap.
	heap?: int & >0 | error("heap is a number above 0")
}
`

func TestFields(t *testing.T) {
	got, err := sample(t, sampleText).fields()
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, f := range got {
		need := ""
		if f.Required {
			need = "!"
		}
		lines = append(lines, strings.Join([]string{f.Name() + need, f.Type, f.Doc}, " | "))
	}
	want := []string{
		"name! | a text | A text.",
		"groups.<name> | fields | By name.",
		"groups.<name>.kind | fields | One or the other.",
		"groups.<name>.kind.one | `{}` | The first.",
		"groups.<name>.kind.two | fields | The second.",
		"groups.<name>.kind.two.path | [a path](#types) | Where.",
		"groups.<name>.job.jvm | fields | The other process's.",
		"groups.<name>.job.jvm.heap | a number above 0 | The heap.",
		"groups.<name>.near | fields | ",
		"groups.<name>.near.on | `true` or `false` | ",
		"groups.<name>.parts[] | a list | In order.",
		"groups.<name>.parts[].size! | a number | Its size.",
		"groups.<name>.words | a list | Plain.",
		"properties.<key> | a text | Keys.",
	}
	if d := cmp.Diff(want, lines); d != "" {
		t.Error(d)
	}
}

// Nobody adds a field and forgets what the reference says of it.
func TestComplete(t *testing.T) {
	leaf := Field{Path: []string{"a"}, Doc: "A."}
	required, group, silent := leaf, leaf, leaf
	required.Required, group.Group, silent.Doc = true, true, ""
	is := map[string]standard{"a": {Is: "none"}}
	for _, tt := range []struct {
		name     string
		field    Field
		defaults map[string]standard
		want     string
	}{
		{"all said", leaf, is, ""},
		{"required", required, nil, ""},
		{"a group decides by what is in it", group, nil, ""},
		{"a group with a default", group, is, ""},
		{"no comment", silent, is, "a has no comment"},
		{"no default", leaf, nil, "say what a is"},
		{"required with a default", required, is, "a is required"},
		{"default of nothing", leaf, map[string]standard{"a": {}, "b": {}}, "the language has no b"},
	} {
		err := (&language{defaults: tt.defaults}).complete([]Field{tt.field})
		if (err == nil) != (tt.want == "") || err != nil && !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v, want %q", tt.name, err, tt.want)
		}
	}
}

func TestText(t *testing.T) {
	for _, tt := range []struct{ plain, text, words string }{
		{"write local: {}", "write local: {}", "write local: {}"},
		{"a | b", `a \| b`, `a \| b`},
		{"<group>-<host> and `<a>|b`", "&lt;group>-&lt;host> and `<a>\\|b`", "&lt;group>-&lt;host> and `<a>\\|b`"},
		{`such as "1GB" or 1Gi`, `such as "1GB" or 1Gi`, "such as `\"1GB\"` or 1Gi"},
		{"each *_OPTS, ~ too", `each \*_OPTS, \~ too`, `each \*_OPTS, \~ too`},
		{"`a \"b\"`", "`a \"b\"`", "`a \"b\"`"},
	} {
		if got := text(tt.plain); got != tt.text {
			t.Errorf("text %q: %q, want %q", tt.plain, got, tt.text)
		}
		if got := words(tt.plain); got != tt.words {
			t.Errorf("words %q: %q, want %q", tt.plain, got, tt.words)
		}
	}
}

func TestByNumbers(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want int
	}{{"2.9.0", "2.10.0", -1}, {"2.9.5", "2.9.5", 0}, {"10.0.0", "9.0.0", 1}} {
		if got := byNumbers(tt.a, tt.b); got != tt.want {
			t.Errorf("%s, %s: %d, want %d", tt.a, tt.b, got, tt.want)
		}
	}
}
