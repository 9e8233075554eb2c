package check

import (
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/alluxio-gen/alluxio-gen/compiler/diag"
	"github.com/alluxio-gen/alluxio-gen/compiler/load"
	"github.com/alluxio-gen/alluxio-gen/schema"
)

// real checks a text against the schema that the binary embeds.
func real(t testing.TB, name, text string) ([]byte, []diag.Diagnostic) {
	t.Helper()
	d, ds, err := load.Load(load.Input{Name: name, Content: []byte(text)})
	if err != nil || d == nil {
		t.Fatal(lines(ds), err)
	}
	resolved, ds, err := Check(d)
	if err != nil {
		t.Fatal(err)
	}
	return resolved, ds
}

// places are rule and position only: what the real rules say is theirs.
func places(ds []diag.Diagnostic) (all []string) {
	for _, d := range ds {
		all = append(all, fmt.Sprintf("%d:%d+%d %s", d.Span.Line, d.Span.Column, d.Span.Length, d.Rule))
	}
	return all
}

const quickstart = `name:    "quickstart"
release: "2.9.5"
underStorage: "/": local: {}
masters: master: {}
workers: worker: memory: {size: "1GB", volume: {}}
clients: app: {}
`

func TestRealSchemaResolves(t *testing.T) {
	forms := map[string]string{
		"c.cue": quickstart,
		"e.cue": "import \"github.com/alluxio-gen/alluxio-gen/schema\"\n\nschema.#Cluster\n" + quickstart,
		"u.cue": "import \"github.com/alluxio-gen/alluxio-gen/schema\"\n\nschema.#Cluster & {\n" + quickstart + "}\n",
		"c.yaml": `name: quickstart
release: "2.9.5"
underStorage: {"/": {local: {}}}
masters: {master: {}}
workers: {worker: {memory: {size: 1GB, volume: {}}}}
clients: {app: {}}
`,
		"c.json": `{"name": "quickstart", "release": "2.9.5", "underStorage": {"/": {"local": {}}}, "masters": {"master": {}},
 "workers": {"worker": {"memory": {"size": "1GB", "volume": {}}}}, "clients": {"app": {}}}`,
	}
	resolve := func(name, text string) (decoded map[string]any) {
		resolved, ds := real(t, name, text)
		if err := json.Unmarshal(resolved, &decoded); err != nil || len(ds) > 0 {
			t.Fatal(name, err, lines(ds))
		}
		return decoded
	}
	want := resolve("c.cue", quickstart)
	for name, text := range forms {
		if diff := cmp.Diff(want, resolve(name, text)); diff != "" {
			t.Errorf("%s resolves to other than the same in CUE (-want +got):\n%s", name, diff)
		}
	}
}

func TestRealSchemaFiveFaults(t *testing.T) {
	_, ds := real(t, "c.cue", `name:    "lake"
release: "2.9.5"
underStrage: "/": local: {}
masters: master: {}
workers: {
	a: {memory: {size: "1GB", volume: {}}, jvm: heap: true}
	b: {memory: {size: "1GB", shm: {}}, shortCircuit: ramdisk: {}}
	c: {memory: volume: {}}
}
properties: "alluxio.worker.web.prt": 1
`)
	want := []string{
		"3:1+11 schema/unknown-field", "6:52+4 schema/type", "7:52+7 short-circuit/ramdisk-on-shm", "8:6+6 schema/missing-field",
		"10:13+24 property/unknown",
	}
	if diff := cmp.Diff(want, places(ds)); diff != "" {
		t.Errorf("(-want +got):\n%s\n%s", diff, strings.Join(lines(ds), "\n"))
	}
}

// Every placeholder must be silent: one fault at its path is one diagnostic.
func TestRealSchemaOneFaultIsOneDiagnostic(t *testing.T) {
	for _, c := range []struct{ old, new, want string }{
		{"name:    \"quickstart\"\n", "", "1:1+7 schema/missing-field"},
		{"release: \"2.9.5\"\n", "", "1:1+4 schema/missing-field"},
		{"release", "relase", "2:1+6 schema/unknown-field"},
		{"\"2.9.5\"", "2.9", "2:10+3 schema/type"},
		{"masters", "mastrs", "4:1+6 schema/unknown-field"},
		{"underStorage", "understorage", "3:1+12 schema/unknown-field"},
		{"workers", "worker", "5:1+6 schema/unknown-field"},
		{"local: {}", "local: null", "3:27+4 schema/type"},
		{"size: \"1GB\", ", "", "5:18+6 schema/missing-field"},
		{"memory: {size: \"1GB\", volume: {}}", "{}", "5:10+6 tiers/kind"},
		{"memory: {size: \"1GB\", volume: {}}", "tiers: [{alias: \"NVME\", directories: [{size: \"1GB\", disk: {}}]}]", "5:34+6 schema/type"},
		{"memory: {size: \"1GB\", volume: {}}", "tiers: [{alias: \"SSD\", directories: [{size: \"1 GB\", disk: {}}]}]", "5:62+6 schema/type"},
		{"memory: {size: \"1GB\", volume: {}}", "tiers: [{directories: [{size: \"1GB\", disk: {}}]}]", "5:26+40 schema/missing-field"},
		{"memory: {size: \"1GB\", volume: {}}", "tiers: [{alias: \"SSD\", directories: [{size: \"1GB\", disc: {}}]}]", "5:69+4 schema/unknown-field"},
		{"memory: {size: \"1GB\", volume: {}}", "tiers: [{alias: \"SSD\", directories: 5}]", "5:54+1 schema/type"},
		{"\"1GB\"", "\"1 GB\"", "5:33+6 schema/type"},
		{"\"1GB\"", "1G", ""},
		{"volume", "volum", "5:40+5 schema/unknown-field"},
		{"app: {}", "app: worker: 5", "6:23+1 schema/type"},
		{"app: {}", "app: limits: memory: \"x\"", "6:31+3 schema/type"},
		{"app: {}", "app: {\n\tjvm: heap: \"64 MB\"\n}", "7:13+7 schema/type"},
	} {
		text := strings.Replace(quickstart, c.old, c.new, 1)
		_, ds := real(t, "c.cue", text)
		if len(ds) != 1 || c.want != "" && places(ds)[0] != c.want {
			t.Errorf("%q for %q: want %s, got\n%s", c.new, c.old, c.want, strings.Join(lines(ds), "\n"))
		}
	}
}

// Whatever must be there and is not is told as that, at its group, whatever rules make of what is left: none of them may fail.
func TestRealSchemaMissingFieldIsOneDiagnostic(t *testing.T) {
	for _, c := range []struct{ group, missing string }{
		{`underStorage: "/": s3: {}`, "uri"},
		{`underStorage: "/": gcs: {}`, "uri"},
		{`underStorage: "/": hdfs: {}`, "uri"},
		{`underStorage: "/": other: {}`, "uri"},
		{`underStorage: "/": nfs: {}`, "host"},
		{`underStorage: "/": s3: {uri: "s3://b1b", credentials: {}}`, "file"},
		{`underStorage: "/": gcs: {uri: "gs://b1b", credentials: {}}`, "file"},
		{`underStorage: "/": hdfs: {uri: "hdfs://n", conf: ["/a/core-site.xml"], kerberos: {principal: "a@B", keytab: "/k"}}`, "conf"},
		{`masters: master: journal: hdfs: {}`, "uri"},
		{`user: {}`, "uid"},
		{`build: {}`, "context"},
		{`workers: worker: memory: {volume: {}}`, "size"},
		{`workers: worker: tiers: [{directories: [{size: "1GB", volume: {}}]}]`, "alias"},
		{`workers: worker: tiers: [{alias: "MEM", directories: [{volume: {}}]}]`, "size"},
		{`clients: app: fuse: {}`, "host"},
	} {
		field, _, _ := strings.Cut(c.group, ":")
		kept := ""
		for line := range strings.Lines(quickstart) {
			if !strings.HasPrefix(line, field+":") {
				kept += line
			}
		}
		_, ds := real(t, "c.cue", kept+c.group+"\n")
		if len(ds) != 1 || ds[0].Rule != "schema/missing-field" || ds[0].Path[len(ds[0].Path)-1] != c.missing {
			t.Errorf("%s: want %s missing, got\n%s", c.group, c.missing, strings.Join(lines(ds), "\n"))
		}
	}
}

func BenchmarkCheck(b *testing.B) {
	for _, n := range []int{1, 100, 1000} {
		var text strings.Builder
		text.WriteString(quickstart)
		for i := 1; i < n; i++ {
			fmt.Fprintf(&text, "workers: w%d: memory: {size: \"1GB\", volume: {}}\n", i)
		}
		b.Run(fmt.Sprintf("workers=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, ds := real(b, "c.cue", text.String()); diag.HasErrors(ds) {
					b.Fatal(lines(ds))
				}
			}
		})
	}
}

// Descriptions share the schema's syntax tree, which is read once: none may change it, one after the other or at once.
func TestDescriptionsShareTheSchema(t *testing.T) {
	texts := []string{quickstart, strings.Replace(quickstart, "1GB", "1XB", 1), "import \"" + schema.ImportPath + "\"\nschema.#Cluster & {\n" + quickstart + "}\n"}
	want := make([]string, len(texts))
	for i, text := range texts {
		_, ds := real(t, "cluster.cue", text)
		want[i] = fmt.Sprint(places(ds))
	}
	var all sync.WaitGroup
	for i := range 3 * len(texts) {
		all.Go(func() {
			which := i % len(texts)
			d, _, err := load.Load(load.Input{Name: "cluster.cue", Content: []byte(texts[which])})
			if err != nil {
				t.Error(err)
				return
			}
			if _, ds, err := Check(d); err != nil || fmt.Sprint(places(ds)) != want[which] {
				t.Errorf("%d: %v %v, want %s", which, places(ds), err, want[which])
			}
		})
	}
	all.Wait()
}
