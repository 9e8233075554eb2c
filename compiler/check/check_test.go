package check

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/alluxio-gen/alluxio-gen/compiler/diag"
	"github.com/alluxio-gen/alluxio-gen/compiler/load"
)

// run checks a text against the small language of testdata/schema.
func run(t *testing.T, name, text string, tags ...string) (string, []diag.Diagnostic) {
	t.Helper()
	d, ds, err := load.Load(load.Input{Name: name, Content: []byte(text), Tags: tags, Schema: os.DirFS("testdata/schema")})
	if err != nil {
		t.Fatal(err)
	}
	if d == nil {
		return "", ds
	}
	resolved, ds, err := Check(d)
	if err != nil {
		t.Fatal(err)
	}
	return string(resolved), ds
}

// line is a diagnostic as the tables below write it: line:column+length rule: message (help) xCount.
func line(d diag.Diagnostic) string {
	text := fmt.Sprintf("%d:%d+%d %s: %s", d.Span.Line, d.Span.Column, d.Span.Length, d.Rule, d.Message)
	if d.Severity == diag.Warning {
		text = "warning " + text
	}
	if d.Help != "" {
		text += " (" + d.Help + ")"
	}
	if d.Count != 1 {
		text += fmt.Sprintf(" x%d", d.Count)
	}
	for _, r := range d.Related {
		text += fmt.Sprintf(" [%d:%d+%d %s]", r.Span.Line, r.Span.Column, r.Span.Length, r.Message)
	}
	return text
}

func lines(ds []diag.Diagnostic) (all []string) {
	for _, d := range ds {
		all = append(all, line(d))
	}
	return all
}

type tableCase struct {
	name, file, text string
	tags             []string
	want             []string
}

func runTable(t *testing.T, cases []tableCase) {
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			file := c.file
			if file == "" {
				file = "cluster.cue"
			}
			resolved, ds := run(t, file, c.text, c.tags...)
			if diff := cmp.Diff(c.want, lines(ds)); diff != "" {
				t.Errorf("diagnostics (-want +got):\n%s", diff)
			}
			if (resolved == "") != diag.HasErrors(ds) {
				t.Errorf("resolved %q with errors=%v", resolved, diag.HasErrors(ds))
			}
			for _, d := range ds {
				if d.Span.File != file {
					t.Errorf("%s is said of file %q, want %q", d.Rule, d.Span.File, file)
				}
			}
		})
	}
}

const head = "name: \"a\"\nrelease: \"2.9.5\"\n"

func TestResolved(t *testing.T) {
	resolved, ds := run(t, "cluster.cue", head+`workers: w: memory: size: "1GB"`+"\n")
	if len(ds) > 0 {
		t.Fatal(lines(ds))
	}
	want := `{"name":"a","workers":{"w":{"size":"1GB","heap":"4GB"}}}`
	if resolved != want {
		t.Errorf("resolved %s, want %s", resolved, want)
	}
}

func TestFiveFaultsAtOnce(t *testing.T) {
	runTable(t, []tableCase{{
		name: "typo, wrong type, unknown property, a rule, a missing field",
		text: `name: "lake"
release: "2.9.5"
netwrk: "host"
workers: {
	a: {memory: size: "1GB", heap: true}
	b: {memory: size: "1GB", heap: "7GB"}
	c: {memory: shm: {}}
}
properties: "alluxio.worker.web.prt": 1
`,
		want: []string{
			`3:1+6 schema/unknown-field: unknown field "netwrk" (did you mean "network"?)`,
			`5:33+4 schema/type: true is not a size (write "1GB")`,
			`6:33+5 memory/seven: seven is refused in b (take six) [6:20+5 workers.b.memory.size]`,
			`7:6+6 schema/missing-field: "size" is missing in workers.c.memory (write size: ...)`,
			`9:13+24 property/unknown: unknown property alluxio.worker.web.prt (did you mean "alluxio.worker.web.port"?)`,
		},
	}})
}

func TestOneFaultIsOneDiagnostic(t *testing.T) {
	runTable(t, []tableCase{
		{
			name: "a missing name", text: "release: \"1\"\n",
			want: []string{`1:1+7 schema/missing-field: "name" is missing (name: what the cluster is called)`},
		},
		{
			name: "an empty file", text: "",
			want: []string{
				`1:1+1 schema/missing-field: "name" is missing (name: what the cluster is called)`,
				`1:1+1 schema/missing-field: "release" is missing (write release: ...)`,
			},
		},
		{
			name: "a misspelt required field", text: "nmae: \"a\"\nrelease: \"1\"\n",
			want: []string{`1:1+4 schema/unknown-field: unknown field "nmae", and "name" is missing (did you mean "name"?)`},
		},
		{
			name: "a misspelt group that a rule misses", text: head + "note: \"lonely\"\nhsts: h: {}\n",
			want: []string{`4:1+4 schema/unknown-field: unknown field "hsts" (did you mean "hosts"?)`},
		},
		{
			name: "a rule misses a group", text: head + "note: \"lonely\"\n",
			want: []string{`warning 1:1+4 cluster/no-host: lonely needs a host`},
		},
		{
			name: "a bad name", text: "name: \"A b\"\nrelease: \"1\"\n",
			want: []string{`1:7+5 schema/type: "A b" is not a name (use lower-case letters)`},
		},
		{
			name: "not among the texts", text: head + "network: \"hst\"\n",
			want: []string{`3:10+5 schema/type: network takes "bridge" or "host", not "hst"`},
		},
		{
			name: "a bound", text: head + "port: 70000\n",
			want: []string{`3:7+5 schema/type: 70000 is out of bounds (port takes a value that is <65536)`},
		},
		{
			name: "a number where a text is wanted", text: head + "note: 5\n",
			want: []string{`3:7+1 schema/type: note takes a text, not 5 (write it in quotes: note: "5")`},
		},
		{
			name: "a text where a number is wanted", text: head + "port: \"80\"\n",
			want: []string{`3:7+4 schema/type: port takes a whole number, not "80" (write it without quotes)`},
		},
		{
			name: "an element of a list", text: head + "workers: w: {memory: size: 1Gi, xs: [1, \"a\", 3]}\n",
			want: []string{`3:41+3 schema/type: xs[1] takes a whole number, not "a" (write it without quotes)`},
		},
		{
			name: "a scalar where fields are wanted", text: head + "workers: w: memory: 3\n",
			want: []string{`3:21+1 schema/type: memory takes a group of fields, not 3 (write memory: size: 3)`},
		},
		{
			name: "two values", text: head + "workers: w: memory: size: \"1GB\"\nworkers: w: memory: size: \"2GB\"\n",
			want: []string{`4:27+5 schema/conflict: size is written twice, as "1GB" and as "2GB" (keep one of them; a template gives way when its value is a default: *value | _) [3:27+5 the other value]`},
		},
		{
			name: "no one value", text: head + "note: string\n",
			want: []string{`3:7+6 schema/incomplete: note has no one value, only what it may be: string (write one value, or mark one with * as the default)`},
		},
		{
			name: "a value that cannot be computed", text: head + "note: \"x\" + 1\n",
			want: []string{`3:7+7 schema/evaluation: note has no value: invalid operands "x" and 1 to '+' (type string and int)`},
		},
		{
			name: "a field inside an unknown field", text: head + "wrkers: w: {memory: size: \"1GB\", x: [1]}\n",
			want: []string{`3:1+6 schema/unknown-field: unknown field "wrkers" (did you mean "workers"?)`},
		},
		{
			name: "a definition that the user closed", text: head + "#T: {memory: size: \"1GB\"}\nworkers: w: #T & {heap: \"1GB\"}\n",
			want: []string{`4:19+4 schema/closed-definition: "heap" is not allowed by a definition (#...) of the description itself (a definition takes no fields but its own: name it _... instead of #..., or add ... to it)`},
		},
		{
			name: "a warning", text: head + "workers: w: memory: size: \"9GB\"\n",
			want: []string{`warning 3:13+6 memory/nine: nine is much (take eight)`},
		},
		{
			name: "a warning about a field that is not there", text: head + "workers: w: memory: size: \"8GB\"\n",
			want: []string{`warning 3:10+1 memory/eight: eight is near seven (take six)`},
		},
	})
}

func TestNearMisses(t *testing.T) {
	for name, text := range map[string]string{
		"helpers":              head + "_x: 1/1\n#D: {a: string}\nlet L = 5\nport: L\n",
		"a default":            head + "workers: [string]: heap: *\"1GB\" | string\nworkers: w: memory: size: \"1GB\"\n",
		"an open template":     head + "_t: {memory: size: \"1GB\"}\nworkers: w: _t & {heap: \"1GB\"}\n",
		"the same value again": head + "workers: w: memory: size: \"1GB\"\nworkers: w: memory: size: \"1GB\"\n",
		"six":                  head + "workers: w: {memory: size: \"1GB\", heap: \"6GB\"}\n",
		"the right property":   head + "properties: \"alluxio.worker.web.port\": 1\n",
		"a standard package":   "import \"strings\"\nname: strings.ToLower(\"A\")\nrelease: \"1\"\n",
		"a package clause":     "package lake\n" + head,
	} {
		t.Run(name, func(t *testing.T) {
			if resolved, ds := run(t, "cluster.cue", text); len(ds) > 0 || resolved == "" {
				t.Error(lines(ds))
			}
		})
	}
}

func TestReferences(t *testing.T) {
	runTable(t, []tableCase{
		{
			name: "quotes forgotten", text: head + "network: bridge\n",
			want: []string{`3:10+6 syntax/reference: bridge is not defined (if a text is meant, write it in quotes: "bridge")`},
		},
		{
			name: "a misspelt name beside another fault", text: "_size: \"1GB\"\n" + head + "workers: w: {memory: size: _sise, heep: 1}\n",
			want: []string{
				`4:28+5 syntax/reference: _sise is not defined (did you mean _size? A text is written in quotes: "_sise")`,
				`4:35+4 schema/unknown-field: unknown field "heep" (did you mean "heap"?)`,
			},
		},
		{
			name: "inside a computation, a condition, a loop and a label", text: head + `port: nope + 1
workers: {
	if cond {a: {}}
	for h in hsts {(h): memory: size: "1GB"}
	(lab): memory: size: "1"
}
`,
			want: []string{
				`3:7+4 syntax/reference: nope is not defined (if a text is meant, write it in quotes: "nope")`,
				`5:5+4 syntax/reference: cond is not defined (if a text is meant, write it in quotes: "cond")`,
				`5:11+1 schema/missing-field: "memory" is missing in workers.a (memory: how much memory the worker caches in, and where)`,
				`6:11+4 syntax/reference: hsts is not defined (if a text is meant, write it in quotes: "hsts")`,
				`7:3+3 syntax/reference: lab is not defined (if a text is meant, write it in quotes: "lab")`,
				`7:23+3 schema/type: "1" is not a size (write "1GB")`,
			},
		},
		{
			name: "a field that is not there", text: head + "workers: {a: memory: size: \"1GB\", b: memory: size: a.memory.sise}\n",
			want: []string{`3:52+13 schema/evaluation: size has no value: undefined field: sise`},
		},
		{
			name: "nothing uses an import", text: "import \"strings\"\n" + head + "foo: 1\n",
			want: []string{
				`1:8+9 syntax/unused: not valid CUE: imported and not used: "strings" (remove the line, or use what it names)`,
				`4:1+3 schema/unknown-field: unknown field "foo" (the fields here are hosts, name, network, note, port, properties, release, workers; a field of your own begins with _, as in _foo)`,
			},
		},
		{
			name: "nothing uses a let", text: "let x = 1\n" + head,
			want: []string{`1:1+3 syntax/unused: not valid CUE: unreferenced alias or let clause x (remove the line, or use what it names)`},
		},
	})
}

func TestVerdictsOfFaultyPathsAreDropped(t *testing.T) {
	runTable(t, []tableCase{
		{
			name: "the related path is faulty", text: head + "workers: w: {memory: {size: \"1\"}, heap: \"7GB\"}\n",
			want: []string{`3:29+3 schema/type: "1" is not a size (write "1GB")`},
		},
		{
			name: "another worker's is not", text: head + "workers: {w: {memory: {size: \"1\"}}, v: {memory: size: \"1GB\", heap: \"7GB\"}}\n",
			want: []string{
				`3:30+3 schema/type: "1" is not a size (write "1GB")`,
				`3:68+5 memory/seven: seven is refused in v (take six) [3:55+5 workers.v.memory.size]`,
			},
		},
	})
}

func TestEndlessEvaluationIsAnError(t *testing.T) {
	text := "import \"list\"\n_l: list.Range(0, 100000, 1)\nx: [for a in _l for b in _l {a}]\n" + head
	d, ds, err := load.Load(load.Input{
		Name: "c.cue", Content: []byte(text), Schema: os.DirFS("testdata/schema"), Limit: 200 * time.Millisecond,
	})
	if err != nil || d == nil {
		t.Fatal(ds, err)
	}
	start := time.Now()
	_, ds, err = Check(d)
	if err != nil || len(ds) != 1 || ds[0].Rule != "schema/evaluation" || !strings.Contains(ds[0].Message, "more than 200ms of processor time") {
		t.Errorf("got %v %v, want an error about the time", lines(ds), err)
	}
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("gave up only after %v", took)
	}
}

func TestUsersEnvironmentChangesNothing(t *testing.T) {
	t.Setenv("CUE_DEBUG", "opendef,strict")
	t.Setenv("CUE_EXPERIMENT", "nonsense")
	if _, ds := run(t, "c.cue", head+"foo: 1\n"); len(ds) != 1 || ds[0].Rule != "schema/unknown-field" {
		t.Error(lines(ds))
	}
}
