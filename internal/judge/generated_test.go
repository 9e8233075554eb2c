package judge_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/compiler"
	"github.com/alluxio-gen/alluxio-gen/compiler/report"
	"github.com/alluxio-gen/alluxio-gen/internal/clusters"
	"github.com/alluxio-gen/alluxio-gen/internal/judge"
)

// many asks, as CI does, for a thousand clusters instead of a hundred, and for every way to break every example: three minutes of two
// processors.
var many = os.Getenv("ALLUXIO_GEN_MANY") == "1" || os.Getenv("CI") == "true"

// Every right description compiles without a word, and what it compiles to would run as it was described. Compile reads
// its own files back through compose-go as well.
func TestNoFalseAlarm(t *testing.T) {
	howMany := 100
	if many {
		howMany = 1000
	}
	for seed := range uint64(howMany) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			d := clusters.Valid(seed)
			result := compile(t, d)
			if len(result.Diagnostics) > 0 {
				t.Fatalf("%s\n%s", said(t, d, result), d.Text())
			}
			for _, w := range wrong(t, d, result) {
				t.Errorf("%s\n%s", w, d.Text())
			}
		})
	}
}

func compile(t *testing.T, d clusters.Description) compiler.Result {
	t.Helper()
	result, err := compiler.Compile(compiler.Source{Name: "cluster.cue", Content: d.Text()})
	if err != nil {
		t.Fatalf("%v\n%s", err, d.Text())
	}
	return result
}

// wrong is what the judge says of compiled files.
func wrong(t *testing.T, d clusters.Description, result compiler.Result) []string {
	t.Helper()
	files := map[string]string{}
	for _, a := range result.Artifacts {
		files[path.Clean(a.Path)] = string(a.Content)
	}
	var tree map[string]any
	if err := json.Unmarshal(d.Text(), &tree); err != nil {
		t.Fatal(err)
	}
	release, _ := tree["release"].(string)
	c, err := judge.Read(release, result.Cluster, files)
	if err != nil {
		return []string{err.Error()}
	}
	return append(c.Faults(), c.Differences(tree)...)
}

// said is what a user reads.
func said(t *testing.T, d clusters.Description, result compiler.Result) string {
	t.Helper()
	var b bytes.Buffer
	if err := report.Text(&b, result.Diagnostics, func(string) []byte { return d.Text() }, false); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
