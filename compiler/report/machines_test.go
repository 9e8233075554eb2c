package report

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/compiler/diag"
)

// hostileDiagnostics are of a kind that a format must escape.
var hostileDiagnostics = []diag.Diagnostic{
	{
		Severity: diag.Error, Rule: "a/b", Path: []string{"properties", "alluxio.日本.größe"}, Span: span(6, 13, 24), Count: 3,
		Message: "100%, twice:\r\n::error file=x::not a command\n<b>\x1b[31m\xff", Help: "less: \"1%\"",
		Related: []diag.Related{{Path: []string{"workers"}, Span: span(2, 1, 7), Message: "here"}, {Message: "nowhere"}},
	},
	{Severity: diag.Warning, Rule: "schema/type", Message: "no place", Count: 1},
	{Severity: diag.Warning, Rule: "a/c", Span: diag.Span{File: "a:b,c%\n d.cue", Line: 2, Column: 5, Length: 3}, Message: "no text"},
}

// What machines read: testdata holds what each format says.
func TestMachines(t *testing.T) {
	for _, f := range Formats() {
		if !f.ForMachines {
			continue
		}
		t.Run(f.Name, func(t *testing.T) {
			var got bytes.Buffer
			rules := func() ([]Rule, error) {
				return []Rule{{"a/b", diag.Error, "do not", "It fails. It does."}, {"a/unused", diag.Error, "x", "y"}}, nil
			}
			r := f.New(&got, Options{Version: "v1.2.3 0123456789ab", Rules: rules})
			if err := r.Add("cluster.cue", hostileDiagnostics, source); err != nil {
				t.Fatal(err)
			}
			r.Failed("a,b.cue", errors.New("open a,b.cue:\nno such file"))
			if err := r.Close(); err != nil {
				t.Fatal(err)
			}
			golden(t, f.Name, got.String())
			if n := strings.Count(got.String(), "\n::error file=x"); n > 0 {
				t.Error("a message passes for a command")
			}
		})
	}
}

func TestFormatsFailWithTheirWriter(t *testing.T) {
	for _, f := range Formats() {
		r := f.New(broken{}, Options{Rules: func() ([]Rule, error) { return nil, nil }})
		if errors.Join(r.Add("cluster.cue", hostileDiagnostics, source), r.Close()) == nil {
			t.Errorf("%s: no error", f.Name)
		}
	}
}
