package docs_test

import (
	"io/fs"
	"path"
	"regexp"
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/internal/docs"
)

var (
	link    = regexp.MustCompile(`\]\(([^)\s]+)\)`)
	heading = regexp.MustCompile(`(?m)^#+ (.+)$`)
)

// Every link inside the project leads to a file or folder that is there, and to a heading that it has.
func TestLinks(t *testing.T) {
	links := 0
	for _, page := range markdown(t) {
		for _, m := range link.FindAllStringSubmatch(read(t, page), -1) {
			if strings.Contains(m[1], "://") {
				continue
			}
			links++
			if why := broken(t, page, m[1]); why != "" {
				t.Errorf("%s: %s %s", page, m[1], why)
			}
		}
	}
	if links < 100 {
		t.Errorf("only %d links: this test sees nothing", links)
	}
}

// broken says what is wrong with a page's link; "" when it leads somewhere.
func broken(t *testing.T, page, to string) string {
	t.Helper()
	file, fragment, _ := strings.Cut(to, "#")
	target := page
	if file != "" {
		target = path.Join(path.Dir(page), file)
	}
	if _, err := fs.Stat(root, target); err != nil {
		return "leads nowhere"
	}
	if fragment == "" {
		return ""
	}
	for _, m := range heading.FindAllStringSubmatch(read(t, target), -1) {
		if docs.Anchor(m[1]) == fragment {
			return ""
		}
	}
	return "leads to no heading"
}

func TestBroken(t *testing.T) {
	for _, tt := range []struct{ page, to, want string }{
		{"docs/rules.md", "language.md", ""},
		{"docs/rules.md", "language.md#types", ""},
		{"docs/rules.md", "#all-rules", ""},
		{"docs/rules.md", "../examples/", ""},
		{"docs/rules.md", "rules/name.md#nameinvalid", ""},
		{"docs/rules.md", "lanugage.md", "leads nowhere"},
		{"docs/rules.md", "language.md#kinds", "leads to no heading"},
		{"docs/rules/name.md", "language.md", "leads nowhere"},
	} {
		if got := broken(t, tt.page, tt.to); got != tt.want {
			t.Errorf("%s in %s: %q, want %q", tt.to, tt.page, got, tt.want)
		}
	}
}
