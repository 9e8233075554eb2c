package check

import "testing"

func TestPositions(t *testing.T) {
	runTable(t, []tableCase{
		{
			name: "comprehension", text: head + "workers: {for n in [\"a\", \"b\", \"c\"] {(n): {memory: size: \"1\\(n)\", heap: \"7GB\"}}}\n",
			want: []string{`3:57+7 schema/type: "1a" is not a size (write "1GB") x3`},
		},
		{
			name: "comprehension, rule", text: head + "workers: {for n in [\"a\", \"b\", \"c\"] {(n): {memory: size: \"1GB\", heap: \"7GB\"}}}\n",
			want: []string{`3:70+5 memory/seven: seven is refused in a (take six) x3 [3:57+5 workers.a.memory.size]`},
		},
		{
			name: "pattern", text: head + "workers: [string]: heap: 5.5\nworkers: {a: memory: size: \"1GB\", b: memory: size: \"1GB\"}\n",
			want: []string{`3:26+3 schema/type: 5.5 is not a size (write "1GB") x2`},
		},
		{
			name: "hidden template", text: head + "_small: {memory: {size: \"9GB\"}}\nworkers: a: _small & {heap: \"7GB\"}\n",
			want: []string{
				`warning 3:10+6 memory/nine: nine is much (take eight)`,
				`4:29+5 memory/seven: seven is refused in a (take six) [3:25+5 workers.a.memory.size]`,
			},
		},
		{
			name: "reference", text: "_sz: \"x\"\n" + head + "workers: w: memory: size: _sz\n",
			want: []string{`4:27+3 schema/type: "x" is not a size (write "1GB") [1:6+3 the value comes from here]`},
		},
		{
			name: "several conjuncts", text: head + "workers: w: heap: string\nworkers: w: {memory: size: \"1GB\", heap: \"7GB\"}\n",
			want: []string{`4:41+5 memory/seven: seven is refused in w (take six) [4:28+5 workers.w.memory.size]`},
		},
		{
			name: "embedded definition", text: `import "github.com/alluxio-gen/alluxio-gen/schema"

schema.#Cluster & {
	name: "A"
	release: "1"
	wrkers: {}
	workers: w: {memory: sise: "1GB", foo: 1}
}
`,
			want: []string{
				`4:8+3 schema/type: "A" is not a name (use lower-case letters)`,
				`6:2+6 schema/unknown-field: unknown field "wrkers" (did you mean "workers"?)`,
				`7:23+4 schema/unknown-field: unknown field "sise", and "size" is missing (did you mean "size"?)`,
				`7:36+3 schema/unknown-field: unknown field "foo" (the fields here are heap, memory, on, xs)`,
			},
		},
		{
			name: "definition embedded at the top", text: `package lake
import s "github.com/alluxio-gen/alluxio-gen/schema:schema"
s.#Cluster
name: "a"
relese: "1"
workers: w: {memory: size: "1GB", heap: "7GB"}
`,
			want: []string{
				`5:1+6 schema/unknown-field: unknown field "relese", and "release" is missing (did you mean "release"?)`,
				`6:41+5 memory/seven: seven is refused in w (take six) [6:28+5 workers.w.memory.size]`,
			},
		},
		{
			name: "tag", text: "name: string @tag(name)\nrelease: \"1\"\n", tags: []string{"name=A"},
			want: []string{`1:7+6 schema/type: "A" is not a name (use lower-case letters)`},
		},
		{
			name: "YAML", file: "c.yaml", text: `# ünï
name: "ü A"
relase: 1
workers:
  w: &w {memory: {"sise": 1GB}, heap: 7GB}
  ünï: {"memory": {size: 1 GB }, heap: 7GB}
  n:
  v: *w
`,
			want: []string{
				`2:7+6 schema/type: "ü A" is not a name (use lower-case letters)`,
				`3:1+6 schema/unknown-field: unknown field "relase", and "release" is missing (did you mean "release"?)`,
				`5:19+6 schema/unknown-field: unknown field "sise", and "size" is missing (did you mean "size"?) x2`,
				`6:28+4 schema/type: "1 GB" is not a size (write "1GB")`,
				`7:5+1 schema/type: n takes a group of fields, not null (write n: {} when there is nothing more to say)`,
			},
		},
		{
			name: "JSON", file: "c.json", text: `{"name": "a", "release": "1",
 "workers": {"ü": {"memory": {"sise": "1GB"}}, "v": {"memory": {"size": "1GB"}, "heap": "7GB"}},
 "properties": {"alluxio.user.file.buffer.bytes": 1}}
`,
			want: []string{
				`2:32+6 schema/unknown-field: unknown field "sise", and "size" is missing (did you mean "size"?)`,
				`2:90+5 memory/seven: seven is refused in v (take six) [2:74+5 workers.v.memory.size]`,
				`3:17+32 property/unknown: unknown property alluxio.user.file.buffer.bytes (did you mean "alluxio.user.file.buffer.size"?)`,
			},
		},
	})
}
