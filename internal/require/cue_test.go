package require

import (
	"os"
	"regexp"
	"testing"
)

// The cue command is of the same version as the library.
func TestCueIsTheLibrarys(t *testing.T) {
	version := func(file string) string {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		m := regexp.MustCompile(`\bcuelang\.org/go (v\S+)`).FindSubmatch(content)
		if m == nil {
			t.Fatalf("%s does not require CUE", file)
		}
		return string(m[1])
	}
	if ours, cue := version("../../go.mod"), version("../cuecmd/go.mod"); ours != cue {
		t.Errorf("the command is %s, the library %s: change internal/cuecmd/go.mod and run go mod tidy there", cue, ours)
	}
}
