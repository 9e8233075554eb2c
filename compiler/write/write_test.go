package write

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// text is an artifact with a comment line and a body.
func text(path, body string) File {
	return File{Path: path, Content: []byte("# made\n" + body + "\n"), Mode: 0o644}
}

func script(path, body string) File {
	return File{Path: path, Content: []byte("#!/bin/sh\n# made\n" + body + "\n"), Mode: 0o755}
}

func mustPlan(t *testing.T, dir string, o Options, files ...File) *Changes {
	t.Helper()
	c, err := Plan(dir, "lake", files, o)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func build(t *testing.T, dir string, files ...File) *Changes {
	t.Helper()
	c := mustPlan(t, dir, Options{}, files...)
	if err := c.Apply(); err != nil {
		t.Fatalf("%v: %v", err, c.Refused)
	}
	return c
}

// tree lists what a directory holds: folders end in "/", scripts in "*".
func tree(t *testing.T, dir string) []string {
	t.Helper()
	var found []string
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || path == dir {
			return err
		}
		name, _ := filepath.Rel(dir, path)
		info, err := d.Info()
		if err != nil {
			return err
		}
		switch {
		case d.IsDir():
			name += "/"
		case info.Mode()&0o111 != 0:
			name += "*"
		}
		found = append(found, name)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func actions(c *Changes) []string {
	var got []string
	for _, f := range c.Files {
		got = append(got, string(f.Action)+" "+f.Path)
	}
	return got
}

func put1(t *testing.T, dir, name, content string) {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, dir, name string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func same(t *testing.T, got, want []string) {
	t.Helper()
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

func TestFirstBuildMakesEverything(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "out")
	c := build(t, dir, text("docker-compose.yml", "x"), script("host-prep.sh", "x"), text("conf/master.properties", "x"))
	same(t, actions(c), []string{"create conf/master.properties", "create docker-compose.yml", "create host-prep.sh"})
	same(t, tree(t, dir), []string{"conf/", "conf/master.properties", "docker-compose.yml", "host-prep.sh*"})
}

func TestSecondBuildTouchesNothing(t *testing.T) {
	dir := t.TempDir()
	files := []File{text("docker-compose.yml", "x"), script("n1/host-prep.sh", "x")}
	build(t, dir, files...)
	old := time.Unix(1, 0)
	for _, f := range files {
		if err := os.Chtimes(filepath.Join(dir, f.Path), old, old); err != nil {
			t.Fatal(err)
		}
	}
	c := build(t, dir, files...)
	same(t, actions(c), []string{"keep docker-compose.yml", "keep n1/host-prep.sh"})
	for _, f := range files {
		if info, err := os.Stat(filepath.Join(dir, f.Path)); err != nil || !info.ModTime().Equal(old) {
			t.Errorf("%s was touched: %v %v", f.Path, info.ModTime(), err)
		}
	}
}

func TestWhatAFileHoldsIsSeen(t *testing.T) {
	dir, file := t.TempDir(), text("docker-compose.yml", "x")
	build(t, dir, file)
	found, err := ComposeFiles(dir)
	if err != nil || len(found) != 1 || !found[0].Holds(file.Content) || found[0].Holds(text("docker-compose.yml", "y").Content) {
		t.Errorf("%v %+v", err, found)
	}
}

func TestOwnUneditedFileIsReplaced(t *testing.T) {
	dir := t.TempDir()
	build(t, dir, text("docker-compose.yml", "old"), text("HOSTS.md", "same"))
	c := build(t, dir, text("docker-compose.yml", "new"), text("HOSTS.md", "same"))
	same(t, actions(c), []string{"keep HOSTS.md", "replace docker-compose.yml"})
	if got := read(t, dir, "docker-compose.yml"); !strings.HasSuffix(got, "\nnew\n") {
		t.Errorf("content: %q", got)
	}
	same(t, tree(t, dir), []string{"HOSTS.md", "docker-compose.yml"}) // no temporary files
}

func TestLostExecutableBitIsGivenBack(t *testing.T) {
	dir := t.TempDir()
	build(t, dir, script("host-prep.sh", "x"))
	if err := os.Chmod(filepath.Join(dir, "host-prep.sh"), 0o600); err != nil {
		t.Fatal(err)
	}
	same(t, actions(build(t, dir, script("host-prep.sh", "x"))), []string{"replace host-prep.sh"})
	same(t, tree(t, dir), []string{"host-prep.sh*"})
}

// What stands in the way, what is said of it, and whether --force goes over it.
func TestRefusals(t *testing.T) {
	for _, tt := range []struct {
		name   string
		there  func(t *testing.T, dir string)
		path   string
		reason string
		force  bool
	}{
		{"foreign file", func(t *testing.T, dir string) { put1(t, dir, "n1/docker-compose.yml", "mine\n") },
			"n1/docker-compose.yml", "was not written by alluxio-gen", true},
		{"empty file", func(t *testing.T, dir string) { put1(t, dir, "n1/docker-compose.yml", "") },
			"n1/docker-compose.yml", "was not written by alluxio-gen", true},
		{"edited file", func(t *testing.T, dir string) {
			build(t, dir, text("n1/docker-compose.yml", "x"))
			put1(t, dir, "n1/docker-compose.yml", read(t, dir, "n1/docker-compose.yml")+"y: 1\n")
		}, "n1/docker-compose.yml", "was edited since alluxio-gen wrote it", true},
		{"line above our own", func(t *testing.T, dir string) {
			build(t, dir, text("n1/docker-compose.yml", "x"))
			put1(t, dir, "n1/docker-compose.yml", "# mine\n"+read(t, dir, "n1/docker-compose.yml"))
		}, "n1/docker-compose.yml", "was edited since alluxio-gen wrote it", true},
		{"symlink to a file", func(t *testing.T, dir string) {
			put1(t, dir, "n1/mine", "mine\n")
			symlink(t, "mine", filepath.Join(dir, "n1", "docker-compose.yml"))
		}, "n1/docker-compose.yml", "is a symbolic link, not a file", false},
		{"dangling symlink", func(t *testing.T, dir string) {
			put1(t, dir, "n1/mine", "")
			symlink(t, "none", filepath.Join(dir, "n1", "docker-compose.yml"))
		}, "n1/docker-compose.yml", "is a symbolic link, not a file", false},
		{"folder", func(t *testing.T, dir string) { put1(t, dir, "n1/docker-compose.yml/x", "") },
			"n1/docker-compose.yml", "is a folder, not a file", false},
		{"file for a folder", func(t *testing.T, dir string) { put1(t, dir, "n1", "") },
			"n1", "is a file, a folder is needed here", false},
		{"symlink for a folder", func(t *testing.T, dir string) {
			put1(t, dir, "real/x", "")
			symlink(t, "real", filepath.Join(dir, "n1"))
		}, "n1", "is a symbolic link, a folder is needed here", false},
		{"compose.yaml beside", func(t *testing.T, dir string) { put1(t, dir, "n1/compose.yaml", "services: {}\n") },
			"n1/compose.yaml", "would be taken by Compose instead of n1/docker-compose.yml", true},
		{"compose.yml beside", func(t *testing.T, dir string) { put1(t, dir, "n1/compose.yml", "services: {}\n") },
			"n1/compose.yml", "would be taken by Compose instead of n1/docker-compose.yml", true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			tt.there(t, dir)
			before := tree(t, dir)
			c := mustPlan(t, dir, Options{}, text("HOSTS.md", "new"), text("n1/docker-compose.yml", "new"))
			if len(c.Refused) != 1 || c.Refused[0].Path != tt.path || c.Refused[0].Reason != tt.reason || c.Refused[0].Help == "" {
				t.Errorf("refused: %+v", c.Refused)
			}
			if err := c.Apply(); !errors.Is(err, ErrRefused) {
				t.Errorf("Apply: %v", err)
			}
			same(t, tree(t, dir), before)

			c = mustPlan(t, dir, Options{Force: true}, text("HOSTS.md", "new"), text("n1/docker-compose.yml", "new"))
			if err := c.Apply(); (err == nil) != tt.force {
				t.Errorf("with force: %v %v", err, c.Refused)
			}
			if tt.force && !strings.HasSuffix(read(t, dir, "n1/docker-compose.yml"), "\nnew\n") {
				t.Error("force did not replace the file")
			}
		})
	}
}

func symlink(t *testing.T, to, at string) {
	t.Helper()
	if err := os.Symlink(to, at); err != nil {
		t.Fatal(err)
	}
}

func TestEverythingRefusedIsNamedAtOnce(t *testing.T) {
	dir := t.TempDir()
	put1(t, dir, "host-prep.sh", "mine\n")
	put1(t, dir, "smoke-test.sh", "mine\n")
	if c := mustPlan(t, dir, Options{}, text("HOSTS.md", "x"), text("host-prep.sh", "x"), text("smoke-test.sh", "x")); len(c.Refused) != 2 {
		t.Errorf("refused: %+v", c.Refused)
	}
}

func TestDescriptionIsNeverReplaced(t *testing.T) {
	dir := t.TempDir()
	put1(t, dir, "docker-compose.yml", "name: lake\n")
	o := Options{Force: true, Never: filepath.Join(dir, "docker-compose.yml")}
	c := mustPlan(t, dir, o, text("docker-compose.yml", "x"))
	if len(c.Refused) != 1 || c.Refused[0].Reason != "is the description itself" {
		t.Errorf("refused: %+v", c.Refused)
	}
	o.Never = filepath.Join(dir, "cluster.cue")
	put1(t, dir, "cluster.cue", "")
	if c := mustPlan(t, dir, o, text("docker-compose.yml", "x")); len(c.Refused) != 0 {
		t.Errorf("near miss refused: %+v", c.Refused)
	}
}

func TestAnotherClustersFilesAreReplacedAndNamed(t *testing.T) {
	dir := t.TempDir()
	build(t, dir, text("docker-compose.yml", "x"))
	c, err := Plan(dir, "pond", []File{text("docker-compose.yml", "x")}, Options{})
	if err != nil || len(c.Refused) != 0 || len(c.Warnings) != 1 || !strings.Contains(c.Warnings[0].Reason, `"lake"`) {
		t.Errorf("%+v %v", c, err)
	}
}

func TestPathsThatNoBuildMayMake(t *testing.T) {
	for _, paths := range [][]string{
		{"../HOSTS.md"}, {"/HOSTS.md"}, {"conf/../HOSTS.md"}, {"./HOSTS.md"}, {""}, {"conf/a\nb.properties"}, {`conf/a\b.properties`},
		{"HOSTS.md", "HOSTS.md"}, {"HOSTS.md", "HOSTS.md/host-prep.sh"}, {"HOSTS.md/host-prep.sh", "HOSTS.md"},
		{"notes"}, {"n1/rack/docker-compose.yml"}, {"conf/deep/x.properties"},
	} {
		var files []File
		for _, p := range paths {
			files = append(files, text(p, "x"))
		}
		if _, err := Plan(t.TempDir(), "lake", files, Options{}); err == nil {
			t.Errorf("%q planned", paths)
		}
	}
}

func TestOutputDirectoryThatIsAFile(t *testing.T) {
	dir := t.TempDir()
	put1(t, dir, "out", "")
	if _, err := Plan(filepath.Join(dir, "out"), "lake", []File{text("HOSTS.md", "x")}, Options{}); err == nil {
		t.Error("a file was taken for the output directory")
	}
}

func TestSymlinkToTheOutputDirectoryIsFollowed(t *testing.T) {
	dir := t.TempDir()
	put1(t, dir, "real/keep", "")
	symlink(t, "real", filepath.Join(dir, "out"))
	build(t, filepath.Join(dir, "out"), text("docker-compose.yml", "x"))
	same(t, tree(t, filepath.Join(dir, "real")), []string{"docker-compose.yml", "keep"})
}

func TestFailureHalfWayLeavesWholeFilesAndTheRecordOfBefore(t *testing.T) {
	dir := t.TempDir()
	build(t, dir, text("docker-compose.yml", "before"), text("n2/smoke-test.sh", "before"))
	record := read(t, dir, "docker-compose.yml")
	c := mustPlan(t, dir, Options{}, text("HOSTS.md", "x"), text("docker-compose.yml", "x"), text("n1/host-prep.sh", "x"))
	put1(t, dir, "n1", "came since the plan was made")
	if err := c.Apply(); err == nil || !strings.Contains(err.Error(), "n1/host-prep.sh") {
		t.Errorf("Apply: %v", err)
	}
	if now := read(t, dir, "docker-compose.yml"); now != record {
		t.Errorf("the record was replaced behind the failure:\n%s", now)
	}
	for _, name := range tree(t, dir) { // no temporary file
		switch name {
		case "HOSTS.md": // written beside what failed, or not
			if !strings.HasSuffix(read(t, dir, name), "x\n") {
				t.Errorf("%s is not whole", name)
			}
		case "docker-compose.yml", "n1", "n2/", "n2/smoke-test.sh": // nothing is removed behind the failure
		default:
			t.Errorf("%s was left", name)
		}
	}
}

func TestManyFilesAreWrittenAtOnce(t *testing.T) {
	dir := t.TempDir()
	files := []File{text("docker-compose.yml", "x")}
	for i := range 5 * atOnce {
		files = append(files, text(fmt.Sprintf("n%d/conf/w%d.properties", i%7, i), fmt.Sprint(i)))
	}
	build(t, dir, files...)
	for _, f := range build(t, dir, files...).Files {
		if f.Action != Keep {
			t.Errorf("%s %s at the next build", f.Action, f.Path)
		}
	}
}
