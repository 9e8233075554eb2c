package smoke_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/compiler/plan"
	"github.com/alluxio-gen/alluxio-gen/compiler/render/smoke"
	"github.com/alluxio-gen/alluxio-gen/compiler/verify"
	"github.com/alluxio-gen/alluxio-gen/internal/require"
)

func render(t testing.TB, h plan.Host, p plan.Plan) []byte {
	t.Helper()
	content, err := smoke.Render(h, p)
	if err != nil {
		t.Fatal(err)
	}
	if err := verify.Script("smoke-test.sh", content, smoke.Words(h)); err != nil {
		t.Fatal(err)
	}
	return content
}

// run starts the script with the stand-in for docker, from another directory than its own, and wants that it leaves
// nothing behind.
func run(t *testing.T, h plan.Host, p plan.Plan, fake []string, args ...string) (string, int) {
	t.Helper()
	bash := require.Tool(t, "bash")
	state, dir := t.TempDir(), t.TempDir()
	script := filepath.Join(dir, "smoke-test.sh")
	if err := os.WriteFile(script, render(t, h, p), 0o700); err != nil {
		t.Fatal(err)
	}
	bin, err := filepath.Abs("testdata")
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(bash, append([]string{script}, args...)...)
	cmd.Dir = t.TempDir()
	cmd.Env = append(os.Environ(), "PATH="+bin+":"+os.Getenv("PATH"), "FAKE_STATE="+state,
		"FAKE_SHELL="+h.Smoke.Shell, "FAKE_LAUNCHER="+h.Smoke.Launcher, fmt.Sprintf("FAKE_PARENT=%d", os.Getpid()))
	cmd.Env = append(cmd.Env, fake...)
	out, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	wantCallsFrom(t, state, dir)
	return string(out), cmd.ProcessState.ExitCode()
}

func wantCallsFrom(t *testing.T, state, dir string) {
	t.Helper()
	calls, err := os.ReadFile(filepath.Join(state, "calls"))
	if err != nil {
		return // --help calls nothing.
	}
	for line := range bytes.Lines(calls) {
		if !bytes.HasPrefix(line, []byte(dir+" [")) {
			t.Errorf("not called from the script's own directory: %s", line)
		}
	}
	left, err := filepath.Glob(filepath.Join(state, "*-alluxio-gen-smoke-test-*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
}
