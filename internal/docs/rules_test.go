package docs_test

import (
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/compiler"
	"github.com/alluxio-gen/alluxio-gen/internal/docs"
)

// Every rule that can speak has its place on a page, with an example that fails and one that passes.
func TestEveryRuleHasItsPage(t *testing.T) {
	pages, err := docs.Pages(root)
	if err != nil {
		t.Fatal(err)
	}
	rules, err := compiler.Rules()
	if err != nil || len(rules) == 0 {
		t.Fatal("no rules", err)
	}
	for _, r := range rules {
		family, _, _ := strings.Cut(r.Slug, "/")
		_, section, found := strings.Cut(string(pages["rules/"+family+".md"]), "\n## "+r.Slug+"\n")
		section, _, _ = strings.Cut(section, "\n## ")
		if !found || !strings.Contains(section, "This [fails](") || !strings.Contains(section, "This [passes](") || !strings.Contains(section, "\nSource: ") {
			t.Errorf("%s has no whole section on its page: %q", r.Slug, section)
		}
		if !strings.Contains(string(pages["rules.md"]), "`"+r.Slug+"`") {
			t.Errorf("rules.md does not list %s", r.Slug)
		}
	}
}
