package golden

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/compiler"
	"github.com/alluxio-gen/alluxio-gen/compiler/diag"
)

// The artifacts of every good case are adopted as a description. adopt.txt of a case says what of them that does not
// keep, by name, and what is wrong with it; without one it compiles, and every process reads the same by the model of the
// images.
func TestAdoptGoldens(t *testing.T) {
	for _, name := range list(t, "ok") {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := filepath.Join("ok", name)
			a, err := compiler.Adopt(adoptSources(t, filepath.Join(dir, "want")), compiler.AdoptOptions{})
			if err != nil {
				t.Fatal(err)
			}
			got := lostText(a)
			if diag.HasErrors(a.Result.Diagnostics) {
				got += shown(t, "cluster.cue", a.Result.Diagnostics)
			}
			file := filepath.Join(dir, "adopt.txt")
			if _, err := os.Stat(file); err == nil || got != "" {
				compare(t, file, got)
			}
		})
	}
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
		if compose && strings.HasSuffix(f, ".sh") || compose && strings.HasSuffix(f, ".properties") {
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
			compare(t, filepath.Join(dir, "want.cue"), string(a.Text))
			compare(t, filepath.Join(dir, "want.txt"), lostText(a)+found)
			if strings.Contains(string(a.Text)+lostText(a)+found, "hunter2") {
				t.Error("a secret is shown")
			}
		})
	}
}

// releases are those of set-ups whose images do not tell.
var releases = map[string]string{"wasb-with-a-key": "2.9.5"}
