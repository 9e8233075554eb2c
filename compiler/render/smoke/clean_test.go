package smoke_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/compiler/plan"
	"github.com/alluxio-gen/alluxio-gen/internal/require"
)

func TestScriptIsClean(t *testing.T) {
	shellcheck, shfmt := require.Tool(t, "shellcheck"), require.Tool(t, "shfmt")
	h, p := small()
	for _, name := range []string{"alluxio", strings.Join(hostile, "")} {
		h.Smoke.Shell, h.Smoke.Launcher = name, name
		file := filepath.Join(t.TempDir(), "smoke-test.sh")
		if err := os.WriteFile(file, render(t, h, p), 0o700); err != nil {
			t.Fatal(err)
		}
		for _, tool := range [][]string{{shellcheck, file}, {shfmt, "-d", file}} {
			if out, err := exec.Command(tool[0], tool[1:]...).CombinedOutput(); err != nil {
				t.Errorf("%q: %v\n%s", name, err, out)
			}
		}
		for _, s := range hostile {
			h.Services = append(h.Services, plan.Service{Name: s, Role: plan.Worker})
		}
	}
}
