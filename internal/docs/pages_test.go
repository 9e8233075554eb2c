package docs_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/alluxio-gen/alluxio-gen/internal/docs"
)

// root is the project's own folder.
var root = os.DirFS("../..")

func TestPagesAreFresh(t *testing.T) {
	pages, err := docs.Pages(root)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range stale(t, root, pages) {
		t.Error(s)
	}
	if t.Failed() {
		t.Error("run `go run ./internal/docs/generate` and commit what it writes")
	}
}

// stale says what of docs/ is not what would be generated now.
func stale(t *testing.T, project fs.FS, pages map[string][]byte) []string {
	t.Helper()
	var found []string
	for _, name := range slices.Sorted(maps.Keys(pages)) {
		content, err := fs.ReadFile(project, "docs/"+name)
		if err != nil || !bytes.Equal(content, pages[name]) {
			found = append(found, fmt.Sprintf("docs/%s is stale: %s", name, firstDifference(content, pages[name])))
		}
	}
	for _, name := range files(t, project, "docs") {
		content, err := fs.ReadFile(project, name)
		if err != nil {
			t.Fatal(err)
		}
		if _, made := pages[name[len("docs/"):]]; !made && bytes.HasPrefix(content, []byte(docs.Mark)) {
			found = append(found, name+" is left over: nothing generates it")
		}
	}
	return found
}

func firstDifference(on, made []byte) string {
	have, want := bytes.Split(on, []byte("\n")), bytes.Split(made, []byte("\n"))
	for i := range want {
		if i >= len(have) || !bytes.Equal(have[i], want[i]) {
			return fmt.Sprintf("line %d should be %q", i+1, want[i])
		}
	}
	return fmt.Sprintf("it should end at line %d", len(want))
}

func files(t *testing.T, project fs.FS, folder string) []string {
	t.Helper()
	var found []string
	err := fs.WalkDir(project, folder, func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			found = append(found, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestStale(t *testing.T) {
	pages := map[string][]byte{"a.md": []byte(docs.Mark + "a\n")}
	fresh := docs.Mark + "a\n"
	for _, tt := range []struct {
		name string
		disk map[string]string
		want []string
	}{
		{"fresh, beside a page written by hand", map[string]string{"docs/a.md": fresh, "docs/hand.md": "by hand"}, nil},
		{"changed", map[string]string{"docs/a.md": docs.Mark + "b\n"}, []string{`docs/a.md is stale: line 2 should be "a"`}},
		{"longer", map[string]string{"docs/a.md": fresh + "b\n"}, []string{`docs/a.md is stale: line 3 should be ""`}},
		{"missing", map[string]string{"docs/hand.md": ""}, []string{`docs/a.md is stale: line 1 should be ` + fmt.Sprintf("%q", docs.Mark[:len(docs.Mark)-1])}},
		{"left over", map[string]string{"docs/a.md": fresh, "docs/rules/b.md": fresh}, []string{"docs/rules/b.md is left over: nothing generates it"}},
	} {
		disk := fstest.MapFS{}
		for name, content := range tt.disk {
			disk[name] = &fstest.MapFile{Data: []byte(content)}
		}
		if d := cmp.Diff(tt.want, stale(t, disk, pages)); d != "" {
			t.Errorf("%s: %s", tt.name, d)
		}
	}
}
