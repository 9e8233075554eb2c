package golden

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/compiler"
	"github.com/alluxio-gen/alluxio-gen/internal/contract"
	"github.com/google/go-cmp/cmp"
)

// The artifacts of every good case are adopted as a description that loses nothing, and compiles to the same artifacts:
// but for sums, and the notes that say from which field a line came, since a template of the description's own is gone.
func TestAdoptGoldens(t *testing.T) {
	for _, name := range list(t, "ok") {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			want := filepath.Join("ok", name, "want")
			a, err := compiler.Adopt(adoptSources(t, want), compiler.AdoptOptions{})
			if err != nil {
				t.Fatal(err)
			}
			if lost := lostText(a); lost != "" || len(a.Result.Artifacts) == 0 {
				t.Fatalf("it becomes\n%s\nand this is lost:\n%s%s", a.Text, lost, shown(t, "cluster.cue", a.Result.Diagnostics))
			}
			files := 0
			for _, artifact := range a.Result.Artifacts {
				files++
				content, err := os.ReadFile(filepath.Join(want, artifact.Path))
				if err != nil {
					t.Error(err)
				} else if diff := cmp.Diff(unsigned(artifact.Path, content), unsigned(artifact.Path, artifact.Content)); diff != "" {
					t.Errorf("%s (-was +is):\n%s", artifact.Path, diff)
				}
			}
			if all := count(t, want); files != all {
				t.Errorf("%d files, not the %d that were there", files, all)
			}
		})
	}
}

func count(t *testing.T, dir string) (files int) {
	t.Helper()
	err := filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			files++
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

var (
	sumLine = regexp.MustCompile(`(?m)^.*[0-9a-f]{64}.*\n`)
	note    = regexp.MustCompile(`\((masters|workers|clients|underStorage|zookeeper|proxies|logServers)\.[^)]*\)`)
)

// unsigned is an artifact without its sums and notes; of a site file what it tells, since each line of it has a note.
func unsigned(file string, content []byte) any {
	if path.Ext(file) == ".properties" {
		return contract.Properties(string(content))
	}
	return string(note.ReplaceAll(sumLine.ReplaceAll(content, nil), nil))
}

func lostText(a *compiler.Adopted) string {
	var b strings.Builder
	for _, l := range a.Lost {
		fmt.Fprintln(&b, l)
	}
	return b.String()
}

// adoptSources are the compose files of a folder, and of the folders in it.
func adoptSources(t *testing.T, dir string) (sources []compiler.AdoptSource) {
	t.Helper()
	var files []string
	for _, pattern := range []string{"*.yml", "*/*.yml", "*.yaml", "*.sh", "*.properties"} {
		found, err := fs.Glob(os.DirFS(dir), pattern)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, found...)
	}
	slices.Sort(files)
	compose := slices.ContainsFunc(files, func(f string) bool { return strings.HasSuffix(f, ".yml") || strings.HasSuffix(f, ".yaml") })
	for _, f := range files {
		if compose && strings.HasSuffix(f, ".sh") || compose && strings.HasSuffix(f, ".properties") || path.Base(f) == "prometheus.yml" {
			continue // named by the compose file, or a script that a build wrote
		}
		file := filepath.Join(dir, f)
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		sources = append(sources, compiler.AdoptSource{Name: file, Content: content, Read: func(path string) ([]byte, error) {
			return os.ReadFile(filepath.Join(filepath.Dir(file), path))
		}})
	}
	return sources
}

// Set-ups as people publish them, in our words: the description that they become, and all that it does not keep.
func TestAdoptSetups(t *testing.T) {
	for _, name := range list(t, "setups") {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := filepath.Join("setups", name)
			a, err := compiler.Adopt(adoptSources(t, dir), compiler.AdoptOptions{Release: releases[name]})
			if err != nil {
				t.Fatal(err)
			}
			found := shown(t, "cluster.cue", a.Result.Diagnostics)
			if compiles := len(a.Result.Artifacts) > 0; compiles == (unfit[name] != "") {
				t.Errorf("compiles: %t, though %q", compiles, unfit[name])
			}
			compare(t, filepath.Join(dir, "want.cue"), string(a.Text))
			compare(t, filepath.Join(dir, "want.txt"), lostText(a)+found)
			if strings.Contains(string(a.Text)+lostText(a)+found, "hunter2") {
				t.Error("a secret is shown")
			}
		})
	}
}

// unfit are set-ups whose descriptions do not compile, with the reason.
var unfit = map[string]string{"all-in-one": "its one container starts every process by a script of its own image: there is no master and no worker to describe"}

// releases are those of set-ups whose images do not tell.
var releases = map[string]string{"wasb-with-a-key": "2.9.5", "own-image": "1.8.2"}
