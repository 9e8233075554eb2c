// Package golden compiles every case of this folder and compares what comes out with what was agreed, byte by byte.
//
//	ok/<case>/case.txt             which description compiles to the files of want/
//	err/<family>/<rule>/*.cue      descriptions for which the rule fires; want.txt is what the user reads
//	near/<family>/<rule>/*.cue     near misses: the rule stays silent
//
// ALLUXIO_GEN_UPDATE=1 go test ./golden/ writes what came out; read the difference before you keep it.
package golden

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/compiler"
	"github.com/alluxio-gen/alluxio-gen/compiler/diag"
	"github.com/alluxio-gen/alluxio-gen/compiler/report"
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
	result, err := compiler.Compile(compiler.Source{Name: file, Content: content, Tags: tags})
	if err != nil {
		t.Fatalf("%s: internal error: %v", file, err)
	}
	return result
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
