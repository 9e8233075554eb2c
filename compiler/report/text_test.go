package report

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/compiler/diag"
	"github.com/google/go-cmp/cmp"
)

// update rewrites testdata/*.txt.
var update = os.Getenv("ALLUXIO_GEN_UPDATE") == "1"

const cluster = `name: "lake"
workers: w1: memory: {size: "2GB", shm: {}}
clients: app: {
	hostname: "w1"	// a tab before and behind
}
properties: "alluxio.日本.größe": "x" // wide
`

func source(file string) []byte {
	if file == "cluster.cue" {
		return []byte(cluster)
	}
	return nil
}

func span(line, column, length int) diag.Span {
	return diag.Span{File: "cluster.cue", Line: line, Column: column, Length: length}
}

// A whole report, read by people: testdata holds what each shows.
func TestText(t *testing.T) {
	hostname := diag.Diagnostic{
		Severity: diag.Error, Rule: "short-circuit/hostname-on-shm", Path: []string{"clients", "app", "hostname"}, Span: span(4, 12, 4), Count: 1,
		Message: "the client's hostname is the worker's, so it will look for blocks in its own /dev/shm",
		Help:    "leave hostname out, or share the memory:\nworkers: w1: memory: volume: {}",
		Related: []diag.Related{{Path: []string{"workers", "w1", "memory", "shm"}, Span: span(2, 36, 3), Message: "the worker keeps blocks in its own /dev/shm"}},
	}
	for name, ds := range map[string][]diag.Diagnostic{
		"none":    nil,
		"related": {hostname},
		"several": {
			{Severity: diag.Warning, Rule: "property/unknown", Path: []string{"properties", "alluxio.日本.größe"}, Span: span(6, 13, 24), Message: "no such property in 2.9.5", Count: 1},
			{Severity: diag.Error, Rule: "memory/larger-than-backing", Path: []string{"workers", "w1"}, Span: span(2, 29, 5), Message: "too large", Help: "less", Count: 12},
			{Severity: diag.Warning, Rule: "a/b", Path: []string{"workers", "w1"}, Span: span(2, 10, 2), Message: "two", Count: 2},
			{Severity: diag.Error, Rule: "a/behind-wide", Span: span(6, 43, 2), Message: "the carets stand under the slashes", Count: 1},
		},
		"no-position": {
			{Severity: diag.Error, Rule: "cluster/no-master", Path: []string{"masters"}, Message: "no master", Help: "masters: master: {}", Count: 1},
			{Severity: diag.Error, Rule: "cluster/empty", Message: "nothing there", Count: 1},
		},
		"missing-file": {
			{Severity: diag.Error, Rule: "a/b", Path: []string{"x"}, Span: diag.Span{File: "other.cue", Line: 3, Column: 1, Length: 1}, Message: "no text of this file", Help: "look", Count: 1},
			{Severity: diag.Error, Rule: "a/b", Path: []string{"x"}, Span: span(99, 1, 1), Message: "no such line", Count: 1},
		},
		"controls": {
			{Severity: diag.Error, Rule: "a/b", Path: []string{"a\x1b[2J"}, Message: "bell \a escape \x1b[31m bytes \xff\xfe turn \u202e end\r\nerror[x/y]: not a heading", Count: 1},
			{Severity: diag.Error, Rule: "a/b", Path: []string{"x"}, Span: diag.Span{File: "a\nb.cue", Line: 1, Column: 1}, Message: strings.Repeat("long ", 500), Count: 1},
		},
	} {
		t.Run(name, func(t *testing.T) {
			var got bytes.Buffer
			if err := Text(&got, ds, source, false); err != nil {
				t.Fatal(err)
			}
			golden(t, name, got.String())
		})
	}
	t.Run("color", func(t *testing.T) {
		var got bytes.Buffer
		if err := Text(&got, []diag.Diagnostic{hostname}, source, true); err != nil {
			t.Fatal(err)
		}
		golden(t, "color", strings.ReplaceAll(got.String(), "\x1b", "ESC"))
	})
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name+".txt")
	if update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), got); d != "" {
		t.Errorf("%s: -want +got\n%s", file, d)
	}
}

func TestTextSaysWhenItCannotWrite(t *testing.T) {
	if err := Text(broken{}, []diag.Diagnostic{{Severity: diag.Error}}, source, false); err == nil {
		t.Error("no error")
	}
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errors.New("full") }

func TestSummary(t *testing.T) {
	e, w := diag.Diagnostic{Severity: diag.Error}, diag.Diagnostic{Severity: diag.Warning}
	for want, ds := range map[string][]diag.Diagnostic{
		"":                    nil,
		"1 error":             {e},
		"1 warning":           {w},
		"2 errors, 1 warning": {e, w, e},
		"1 error, 3 warnings": {w, w, e, w},
	} {
		if got := Summary(ds); got != want {
			t.Errorf("Summary = %q, want %q", got, want)
		}
	}
}
