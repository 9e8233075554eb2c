// Package golden compiles every case of this folder and compares what comes out with what was agreed, byte by byte.
//
//	ok/<case>/case.txt             which description compiles to the files of want/
//	err/<family>/<rule>/*.cue      descriptions for which the rule fires; want.txt is what the user reads
//	near/<family>/<rule>/*.cue     near misses: the rule stays silent
//
// For rules about the change from an earlier build, before.cue (before-2.cue for cluster-2.cue) says what was built, or
// a docker-compose.yml lies there.
//
// ALLUXIO_GEN_UPDATE=1 go test ./golden/ writes what came out; read the difference before you keep it.
package golden

import (
	"bytes"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/compiler"
	"github.com/alluxio-gen/alluxio-gen/compiler/diag"
	"github.com/alluxio-gen/alluxio-gen/compiler/report"
	"github.com/alluxio-gen/alluxio-gen/compiler/write"
	"github.com/rogpeppe/go-internal/diff"
)

var update = os.Getenv("ALLUXIO_GEN_UPDATE") == "1"

// compile reads and compiles a description; the tool itself must not fail.
func compile(t *testing.T, file string, tags ...string) compiler.Result {
	t.Helper()
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	result, err := compiler.Compile(compiler.Source{Name: file, Content: content, Tags: tags, Before: before(t, file)})
	if err != nil {
		t.Fatalf("%s: internal error: %v", file, err)
	}
	return result
}

// before are the compose files that a build of the description would replace: those in its folder, or of before.cue.
func before(t *testing.T, file string) []compiler.Before {
	t.Helper()
	dir, name := filepath.Split(file)
	found, err := write.ComposeFiles(filepath.Clean(dir))
	if err != nil {
		t.Fatal(err)
	}
	earlier := beforeFile(file)
	if _, err := os.Stat(earlier); err != nil || name == filepath.Base(earlier) {
		return found
	}
	result := compile(t, earlier)
	if len(result.Artifacts) == 0 {
		t.Fatalf("%s does not compile:\n%s", earlier, shown(t, earlier, result.Diagnostics))
	}
	for _, a := range result.Artifacts {
		if path.Base(a.Path) == "docker-compose.yml" {
			found = append(found, compiler.Before{Path: a.Path, File: a.Path, Content: a.Content, Cluster: result.Cluster})
		}
	}
	return found
}

// beforeFile is the description of the earlier build: before-2.cue of cluster-2.cue.
func beforeFile(file string) string {
	return filepath.Join(filepath.Dir(file), "before"+strings.TrimPrefix(filepath.Base(file), "cluster"))
}

// shown is what a user in the description's own directory reads.
func shown(t *testing.T, file string, ds []diag.Diagnostic) string {
	t.Helper()
	var out bytes.Buffer
	text := func(name string) []byte {
		content, err := os.ReadFile(name)
		if err != nil {
			return nil
		}
		return content
	}
	if err := report.Text(&out, ds, text, false); err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(out.String(), filepath.Dir(file)+string(filepath.Separator), "")
}

// compare holds a file of agreed text against what came out, or writes it.
func compare(t *testing.T, file, got string) {
	t.Helper()
	if update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != got {
		t.Error(unified(file, string(want), got))
	}
}

// unified shows how a text differs from the agreed one.
func unified(name, agreed, now string) string {
	return string(diff.Diff(name+" (agreed)", []byte(agreed), name+" (now)", []byte(now)))
}
