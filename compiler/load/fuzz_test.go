package load

import (
	"testing"
	"time"
)

// FuzzLoad holds that no text makes us panic, and that every diagnostic and every position is inside the file.
func FuzzLoad(f *testing.F) {
	for _, name := range []string{"c.cue", "c.yaml", "c.json"} {
		for _, text := range []string{
			"name: \"a\"\nworkers: {for n in [\"p\"] {(n): size: \"1\"}}\n", "{\"name\": \"é\", \"workers\": {\"a\": {\"size\": 1}}}",
			"name: a\nworkers:\n  w: &x {size: 1}\n  v: *x\n", "import \"list\"\nname: list.Max([1])", "workers: \"x\\(y)\": 1", "\xef\xbb\xbfname: 'a'", "",
			"a: @tag(a)\n", "? [a]\n: b", "#T: {a: #T}\nx: #T", "- a\n", "\x00\xff\n\r\n\t", "import \"github.com/alluxio-gen/alluxio-gen/schema\"\nschema.#Cluster",
		} {
			f.Add(name, text, "")
		}
	}
	f.Add("c.cue", "name: string @tag(name)", "name=x")
	f.Fuzz(func(t *testing.T, name, text, tag string) {
		if name != "c.cue" && name != "c.yaml" && name != "c.json" {
			name = "-"
		}
		in := Input{Name: name, Content: []byte(text), Schema: small, Limit: 20 * time.Second}
		if tag != "" {
			in.Tags = []string{tag}
		}
		d, ds, err := Load(in)
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range ds {
			if x.Span.Line < 1 || x.Span.Column < 1 || x.Span.Length < 1 || x.Message == "" {
				t.Errorf("bad diagnostic %+v", x)
			}
		}
		if d == nil {
			return
		}
		v := d.Evaluate()
		_ = v.Cluster.Validate()
		for _, path := range [][]string{{"name"}, {"workers"}, {"workers", "w", "size"}, {"workers", "v", "tiers", "0", "path"}, {"#T"}, {"_x"}} {
			if s := d.Position(path); s.Line < 1 || s.Column < 1 || s.Length < 1 {
				t.Errorf("%v is at %+v", path, s)
			}
		}
	})
}
