package write

import (
	"os"
	"path/filepath"
	"testing"
)

func fourHosts() []File {
	var files []File
	for _, n := range []string{"n1", "n2", "n3", "n4"} {
		files = append(files, text(n+"/docker-compose.yml", n), script(n+"/host-prep.sh", n), text(n+"/conf/worker.properties", n))
	}
	return append(files, text("client/alluxio-site.properties", "c"), File{Path: "HOSTS.md", Content: []byte("<!-- made -->\n"), Mode: 0o644})
}

func without(files []File, prefix string) []File {
	var kept []File
	for _, f := range files {
		if len(f.Path) < len(prefix) || f.Path[:len(prefix)] != prefix {
			kept = append(kept, f)
		}
	}
	return kept
}

func TestRemovedHostLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	build(t, dir, fourHosts()...)
	files := without(fourHosts(), "n4/")
	build(t, dir, files...)
	if _, err := os.Stat(filepath.Join(dir, "n4")); !os.IsNotExist(err) {
		t.Errorf("n4: %v", err)
	}
	if _, err := os.Stat(filepath.Join(dir, "n3", "conf", "worker.properties")); err != nil {
		t.Error(err)
	}
	c := build(t, dir, files...)
	for _, f := range c.Files {
		if f.Action != Keep {
			t.Errorf("%s %s at the next build", f.Action, f.Path)
		}
	}
}

func TestRemovedHostKeepsTheUsersFiles(t *testing.T) {
	dir := t.TempDir()
	build(t, dir, fourHosts()...)
	put1(t, dir, "n4/underStorage/data", "love letters")
	put1(t, dir, "n4/conf/notes", "mine")
	build(t, dir, without(fourHosts(), "n4/")...)
	same(t, tree(t, filepath.Join(dir, "n4")), []string{"conf/", "conf/notes", "underStorage/", "underStorage/data"})
}

func TestEditedOrphanIsKeptAndNamed(t *testing.T) {
	dir := t.TempDir()
	build(t, dir, fourHosts()...)
	put1(t, dir, "n4/docker-compose.yml", read(t, dir, "n4/docker-compose.yml")+"y: 1\n")
	c := build(t, dir, without(fourHosts(), "n4/")...)
	same(t, tree(t, filepath.Join(dir, "n4")), []string{"docker-compose.yml"})
	if len(c.Warnings) != 1 || c.Warnings[0].Path != "n4/docker-compose.yml" {
		t.Errorf("warnings: %+v", c.Warnings)
	}
}

func TestFromManyHostsToOneAndBack(t *testing.T) {
	dir := t.TempDir()
	build(t, dir, fourHosts()...)
	one := []File{text("docker-compose.yml", "x"), script("host-prep.sh", "x"), text("conf/app.properties", "x")}
	build(t, dir, one...)
	same(t, tree(t, dir), []string{"conf/", "conf/app.properties", "docker-compose.yml", "host-prep.sh*"})
	build(t, dir, without(without(fourHosts(), "n"), "HOSTS")...)
	same(t, tree(t, dir), []string{"client/", "client/alluxio-site.properties"})
}

func TestRemovedClientLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	build(t, dir, text("docker-compose.yml", "x"), text("conf/app.properties", "x"), text("n1/conf/app.properties", "x"))
	build(t, dir, text("docker-compose.yml", "x"))
	same(t, tree(t, dir), []string{"docker-compose.yml"})
}

// What must not be taken for an orphan, though it is ours: somebody else's build, or the same cluster's elsewhere.
func TestWhatIsNoOrphan(t *testing.T) {
	file := text("docker-compose.yml", "x")
	for _, tt := range []struct {
		name  string
		there func(t *testing.T, dir string)
	}{
		{"the same cluster built into a folder of this one", func(t *testing.T, dir string) { build(t, filepath.Join(dir, "prod"), file) }},
		{"another cluster of this directory", func(t *testing.T, dir string) {
			c, err := Plan(dir, "pond", []File{text("n1/docker-compose.yml", "x")}, Options{})
			if err != nil || c.Apply() != nil {
				t.Fatal(err)
			}
		}},
		{"a file without a mark", func(t *testing.T, dir string) { put1(t, dir, "host-prep.sh", "#!/bin/sh\n# mine\n") }},
		{"behind a symlinked folder of the same name", func(t *testing.T, dir string) {
			build(t, dir, text("conf/app.properties", "x"))
			if err := os.Rename(filepath.Join(dir, "conf"), filepath.Join(dir, "real")); err != nil {
				t.Fatal(err)
			}
			symlink(t, "real", filepath.Join(dir, "conf"))
		}},
		{"a symlinked folder", func(t *testing.T, dir string) {
			build(t, dir, text("n1/docker-compose.yml", "x"))
			if err := os.Rename(filepath.Join(dir, "n1"), filepath.Join(dir, "elsewhere")); err != nil {
				t.Fatal(err)
			}
			symlink(t, "elsewhere", filepath.Join(dir, "n1"))
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			tt.there(t, dir)
			c := mustPlan(t, dir, Options{}, file)
			same(t, actions(c), []string{"create docker-compose.yml"})
			if len(c.Warnings) != 0 {
				t.Errorf("warnings: %+v", c.Warnings)
			}
		})
	}
}
