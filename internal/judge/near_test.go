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
	if err != nil || len(files) < 300 {
		t.Fatalf("%d near misses: this test sees too little (%v)", len(files), err)
	}
	for _, file := range files {
		t.Run(strings.TrimPrefix(file, "../../golden/near/"), func(t *testing.T) {
			t.Parallel()
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if text, err = cuecontext.New().CompileBytes(text).MarshalJSON(); err != nil {
				t.Skip("no tree of values: ", err)
			}
			d, err := clusters.Parse(text)
			if err != nil || d["engine"] == "swarm" {
				t.Skip("the judge reads Compose files: ", err)
			}
			for _, w := range wrong(t, d, compile(t, d)) {
				t.Error(w)
			}
		})
	}
}
