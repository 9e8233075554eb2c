package main

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/alluxio-gen/alluxio-gen/e2e/proof"
)

func TestTableEndsWithResults(t *testing.T) {
	for _, c := range []struct {
		name, in string
		ok       bool
		want     []string
	}{
		{"a pass", `{"Action":"pass","Package":"m/scenarios/q","Test":"TestA","Elapsed":1.5}`, true, []string{"q TestA   pass    1.5"}},
		{"a skip is no failure here", `{"Action":"skip","Package":"m/q","Test":"TestA"}`, true, []string{"q TestA   skip"}},
		{"a subtest is no row of its own", `{"Action":"pass","Package":"m/q","Test":"TestA/b"}`, false, nil},
		{"nothing ran", ``, false, nil},
		{"a failure shows what was printed",
			`{"Action":"output","Package":"m/q","Test":"TestA/b","Output":"bad luck\n"}` + "\n" +
				`{"Action":"fail","Package":"m/q","Test":"TestA","Elapsed":2}`, false, []string{"bad luck", "q TestA   fail    2.0"}},
		{"a package that does not build", `m/q: syntax error` + "\n" + `{"Action":"fail","Package":"m/q"}`, false,
			[]string{"m/q: syntax error", "q         fail"}},
	} {
		var out strings.Builder
		rows, err := read(strings.NewReader(c.in), &out)
		write(&out, rows)
		if err != nil || verdict(rows) != c.ok {
			t.Errorf("%s: ok %v, error %v", c.name, verdict(rows), err)
		}
		for _, want := range c.want {
			if !strings.Contains(out.String(), want) {
				t.Errorf("%s: no %q in\n%s", c.name, want, out.String())
			}
		}
	}
}

// TestFactsAreKept: what a test logs, also in a subtest, is in its row.
func TestFactsAreKept(t *testing.T) {
	in := `{"Action":"output","Package":"m/e2e/further/q","Test":"TestA/b","Output":"    f.go:1: proof: {\"what\":\"gap\",\"value\":\"3 s\"}\n"}
{"Action":"output","Package":"m/e2e/further/q","Test":"TestA","Output":"    f.go:1: not run: needs a disk\n"}
{"Action":"skip","Package":"m/e2e/further/q","Test":"TestA","Elapsed":1}
`
	var out strings.Builder
	rows, err := read(strings.NewReader(in), &out)
	want := []row{{scenario: true, Scenario: proof.Scenario{
		Folder: "further/q", Name: "q TestA", Result: "skip", Seconds: 1, Reason: "needs a disk", Facts: []proof.Fact{{What: "gap", Value: "3 s"}},
	}}}
	if diff := cmp.Diff(want, rows, cmp.AllowUnexported(row{})); diff != "" || err != nil {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
}
