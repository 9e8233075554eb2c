package check

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/alluxio-gen/alluxio-gen/compiler/load"
)

// FuzzCheck holds that no CUE text makes us panic while it is mended, that every diagnostic has a place and words, and
// that a description either resolves or says why not.
func FuzzCheck(f *testing.F) {
	for _, text := range []string{
		"", head, "nmae: 1", head + "workers: w: memory: size: \"x\"", head + "workers: {for n in [\"a\"] let z = 1 {(n): memory: size: 5.5}}",
		head + "workers: [string]: heap: \"7GB\"\nworkers: a: memory: size: \"1GB\"", head + "x: nope.a[0] + 1\nif c {y: 1}",
		head + "#T: {a: 1}\nworkers: w: #T & {b: 1}", head + "workers: w: xs: [1, {a: 2}, nope, ...]", "import \"strings\"\n" + head,
		head + "properties: \"a\\(name)\": nope", "X=name: \"a\"\n\"\\(X)\": 1", head + "workers: {w: memory: size: v, v: w}", "{name: 1} & {foo: 2}",
	} {
		f.Add(text)
	}
	schema := os.DirFS("testdata/schema")
	f.Fuzz(func(t *testing.T, text string) {
		d, _, err := load.Load(load.Input{Name: "c.cue", Content: []byte(text), Schema: schema, Limit: 20 * time.Second})
		if err != nil {
			t.Fatal(err)
		}
		if d == nil {
			return
		}
		resolved, ds, err := Check(d)
		if err != nil && strings.Contains(err.Error(), "failed") {
			t.Fatal(err)
		}
		if err == nil && len(resolved) == 0 && len(ds) == 0 {
			t.Error("neither resolved nor refused")
		}
		for _, x := range ds {
			if x.Span.Line < 1 || x.Span.Column < 1 || x.Span.Length < 1 || x.Message == "" || x.Count < 1 {
				t.Errorf("bad diagnostic %+v", x)
			}
		}
	})
}
