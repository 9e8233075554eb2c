package golden

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/compiler"
	"github.com/alluxio-gen/alluxio-gen/compiler/diag"
	"github.com/alluxio-gen/alluxio-gen/compiler/write"
)

// Every good description compiles to exactly the agreed files.
func TestOK(t *testing.T) {
	cases, err := filepath.Glob("ok/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, dir := range cases {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			t.Parallel()
			checkOK(t, dir)
		})
	}
}

// The examples are what users copy: each is a case, none is only text.
func TestEveryExampleIsACase(t *testing.T) {
	var named []string
	for _, name := range list(t, "ok") {
		dir := filepath.Join("ok", name)
		named = append(named, filepath.Join(dir, readCase(t, filepath.Join(dir, "case.txt")).description))
	}
	examples, err := filepath.Glob("../examples/*/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range examples {
		if description.MatchString(filepath.Base(file)) && !slices.Contains(named, file) {
			t.Errorf("%s is no case of ok/", file)
		}
	}
}

func checkOK(t *testing.T, dir string) {
	c := readCase(t, filepath.Join(dir, "case.txt"))
	file := filepath.Join(dir, c.description)
	result := compile(t, file, c.tags...)
	if diag.HasErrors(result.Diagnostics) {
		t.Fatalf("does not compile:\n%s", shown(t, file, result.Diagnostics))
	}
	reportOK(t, dir, shown(t, file, result.Diagnostics))
	out := filepath.Join(t.TempDir(), "out")
	writeAll(t, out, result)
	want := filepath.Join(dir, "want")
	if update {
		replaceTree(t, want, out)
	}
	compareTrees(t, want, out)
}

// reportOK holds warnings against want.txt, which is there for a case that has some.
func reportOK(t *testing.T, dir, got string) {
	t.Helper()
	file := filepath.Join(dir, "want.txt")
	if _, err := os.Stat(file); err == nil || got != "" {
		compare(t, file, got)
	}
}

// okCase is a case.txt: lines of a word and its value. "description" is a path from the case's folder; "tag" may be
// repeated.
type okCase struct {
	description string
	tags        []string
}

func readCase(t *testing.T, file string) okCase {
	t.Helper()
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var c okCase
	for line := range strings.Lines(string(content)) {
		word, value, _ := strings.Cut(strings.TrimSpace(line), " ")
		switch word {
		case "description":
			c.description = value
		case "tag":
			c.tags = append(c.tags, value)
		default:
			t.Fatalf("%s: no such word: %q", file, word)
		}
	}
	if c.description == "" {
		t.Fatalf("%s names no description", file)
	}
	return c
}

// writeAll puts the files on disk by the way that a build takes.
func writeAll(t *testing.T, dir string, result compiler.Result) {
	t.Helper()
	changes, err := write.Plan(dir, result.Cluster, result.Artifacts, write.Options{})
	if err == nil {
		err = changes.Apply()
	}
	if err != nil {
		t.Fatal(err)
	}
}

func replaceTree(t *testing.T, to, from string) {
	t.Helper()
	if err := os.RemoveAll(to); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
}

func compareTrees(t *testing.T, want, got string) {
	t.Helper()
	agreed, now := readTree(t, want), readTree(t, got)
	if len(agreed) == 0 {
		t.Errorf("%s holds no file", want)
	}
	for _, d := range differences(agreed, now) {
		t.Error(d)
	}
}

// differences compares both ways: a missing file is a difference, so is one that nobody agreed to.
func differences(agreed, now map[string]string) []string {
	var found []string
	names := slices.AppendSeq(slices.Collect(maps.Keys(agreed)), maps.Keys(now))
	slices.Sort(names)
	for _, name := range slices.Compact(names) {
		a, inA := agreed[name]
		b, inB := now[name]
		switch {
		case !inA:
			found = append(found, name+": nobody agreed to this file")
		case !inB:
			found = append(found, name+": is not made any more")
		case a != b:
			found = append(found, unified(name, a, b))
		}
	}
	return found
}

func TestDifferencesAreSeenBothWays(t *testing.T) {
	agreed := map[string]string{"same": "x", "gone": "x", "changed": "x"}
	now := map[string]string{"same": "x", "new": "x", "changed": "y"}
	got := differences(agreed, now)
	if len(got) != 3 || !strings.HasPrefix(got[0], "diff changed") || got[1] != "gone: is not made any more" || got[2] != "new: nobody agreed to this file" {
		t.Errorf("differences = %q", got)
	}
}

// readTree gives the content of every file below a folder, behind a line that says whether it can be run.
func readTree(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		content, err := os.ReadFile(filepath.Join(dir, path))
		kind := "file\n"
		if info.Mode()&0o111 != 0 {
			kind = "script\n"
		}
		files[path] = kind + string(content)
		return err
	})
	if err != nil {
		t.Fatalf("%s: %v", dir, err)
	}
	return files
}
