package report

import (
	"os"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// docs/diagnostics.md names the fields of the JSON format, in their order.
func TestJSONIsAsDocumented(t *testing.T) {
	page, err := os.ReadFile("../../docs/diagnostics.md")
	if err != nil {
		t.Fatal(err)
	}
	_, part, _ := strings.Cut(string(page), "\n## json\n")
	part, _, _ = strings.Cut(part, "\n## ")
	var documented []string
	for _, m := range regexp.MustCompile("(?m)^\\| `(\\w+)` \\|").FindAllStringSubmatch(part, -1) {
		documented = append(documented, m[1])
	}
	if d := cmp.Diff(documented, jsonNames(reflect.TypeFor[jsonDiagnostic]())); d != "" {
		t.Errorf("-documented +written: %s", d)
	}
	for _, name := range jsonNames(reflect.TypeFor[jsonRelated]()) {
		if !strings.Contains(part, "`"+name+"`") {
			t.Errorf("related places have a field %s that is not documented", name)
		}
	}
}

func jsonNames(t reflect.Type) (names []string) {
	for _, f := range reflect.VisibleFields(t) {
		if name, _, _ := strings.Cut(f.Tag.Get("json"), ","); name != "" {
			names = append(names, name)
		}
	}
	return names
}
