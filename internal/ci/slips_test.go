package ci

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// Each slip that scripts/mutate plants still changes the file that it names: whether a test catches it, mutate says.
func TestSlipsArePlanted(t *testing.T) {
	list, err := os.ReadFile(filepath.Join(root, "scripts", "slips.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	planted := 0
	for line := range strings.Lines(string(list)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		fields := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(fields) != 3 {
			t.Fatalf("no slip: %q", line)
		}
		before, err := os.ReadFile(filepath.Join(root, fields[0]))
		if err != nil {
			t.Error(err)
			continue
		}
		sed := exec.Command("sed", fields[1])
		sed.Stdin = bytes.NewReader(before)
		after, err := sed.Output()
		if err != nil || bytes.Equal(before, after) {
			t.Errorf("%s: %q changes nothing: %v", fields[0], fields[1], err)
		}
		planted++
	}
	if planted < 20 {
		t.Errorf("%d slips are too few", planted)
	}
}
