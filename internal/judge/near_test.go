package judge_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cuelang.org/go/cue/cuecontext"

	"github.com/alluxio-gen/alluxio-gen/internal/clusters"
)

// What stands nearest to a fault and compiles would run as well.
func TestNearMissesRun(t *testing.T) {
	files, err := filepath.Glob("../../golden/near/*/*/*.cue")
	if err != nil {
		t.Fatal(err)
	}
	judged := 0
	for _, file := range files {
		d := forCompose(t, file)
		if d == nil {
			continue
		}
		judged++
		t.Run(strings.TrimPrefix(file, "../../golden/near/"), func(t *testing.T) {
			t.Parallel()
			for _, w := range wrong(t, d, compile(t, d)) {
				t.Error(w)
			}
		})
	}
	if judged < 390 {
		t.Errorf("%d of %d near misses: this test sees too little", judged, len(files))
	}
}

// forCompose is a description that is a tree of values; nil for another, and for one of Swarm, whose files the judge does not read.
func forCompose(t *testing.T, file string) clusters.Description {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	text, err = cuecontext.New().CompileBytes(text).MarshalJSON()
	if err != nil {
		return nil
	}
	d, err := clusters.Parse(text)
	if err != nil || d["engine"] == "swarm" {
		return nil
	}
	return d
}
