package golden

import (
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/compiler"
)

// Every rule can be shown: why, from where, and by two examples that differ. What is shown says what the rule says.
func TestEveryRuleHasItsExample(t *testing.T) {
	rules, err := compiler.Rules()
	if err != nil || len(rules) == 0 {
		t.Fatal("no rules", err)
	}
	for _, r := range rules {
		e, err := ExampleOf(r.Slug)
		if err != nil {
			t.Error(err)
			continue
		}
		if r.Why == "" || r.Help == "" || r.Source == "" {
			t.Errorf("%s: without why, help or source: %+v", r.Slug, r)
		}
		if e.Says == "" || e.Fails == "" || e.Passes == "" || e.Fails == e.Passes && e.Before == "" && !strings.HasSuffix(r.Slug, "-record") {
			t.Errorf("%s: the example shows nothing: %+v", r.Slug, e)
		}
	}
}

func TestCut(t *testing.T) {
	for _, tt := range []struct{ text, other, want string }{
		{"// why\na: 1\nb: 2\n", "a: 1\nb: 3\n", "// why\n...\nb: 2"},
		{"a: {\n\tx: 1\n\ty: 2\n}\nb: 1\n", "a: {\n\tx: 1\n}\nb: 1\n", "a: {\n\t...\n\ty: 2\n}\n..."},
		{"a: 1\n\nb: 2\n", "a: 1\n", "...\nb: 2"},
	} {
		if got := cut(tt.text, tt.other, nil); got != tt.want {
			t.Errorf("cut %q: %q, want %q", tt.text, got, tt.want)
		}
	}
	if got := cut("a: 1\nb: 2\n", "a: 1\nb: 2\n", map[int]bool{1: true}); got != "...\nb: 2" {
		t.Errorf("the line that is pointed at: %q", got)
	}
}
