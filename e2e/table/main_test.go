package main

import (
	"strings"
	"testing"
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
		ok, err := tabulate(strings.NewReader(c.in), &out)
		if err != nil || ok != c.ok {
			t.Errorf("%s: ok %v, error %v", c.name, ok, err)
		}
		for _, want := range c.want {
			if !strings.Contains(out.String(), want) {
				t.Errorf("%s: no %q in\n%s", c.name, want, out.String())
			}
		}
	}
}
