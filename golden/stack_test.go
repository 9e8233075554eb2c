package golden

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/internal/require"
)

// variables are the files that docker stack deploy reads for itself.
var variables = regexp.MustCompile(`- \S+\.env\b`)

// Docker's own reader takes every stack file; compose-go, which reads them back as well, is another one.
func TestDockerTakesStacks(t *testing.T) {
	require.Docker(t)
	files, err := filepath.Glob("ok/*/want/docker-stack.yml")
	if err != nil || len(files) < 5 {
		t.Fatalf("%d stack files, %v", len(files), err)
	}
	for _, file := range files {
		t.Run(filepath.Base(filepath.Dir(filepath.Dir(file))), func(t *testing.T) {
			content, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			dir := t.TempDir()
			stack := filepath.Join(dir, "docker-stack.yml")
			for name, text := range map[string][]byte{stack: variables.ReplaceAll(content, []byte("- ./some.env")), filepath.Join(dir, "some.env"): []byte("A=b\n")} {
				if err := os.WriteFile(name, text, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			if said, err := exec.Command("docker", "stack", "config", "--compose-file", stack).CombinedOutput(); err != nil || bytes.Contains(said, []byte("gnoring")) {
				t.Errorf("%v\n%s", err, said)
			}
		})
	}
}
