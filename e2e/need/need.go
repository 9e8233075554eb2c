// Package need says what a test needs of the machine. Locally a test that lacks it is skipped with the reason; with
// CI=true or E2E_REQUIRED=1 it fails, since "could not run" must never look like "passed".
package need

import (
	"os"
	"os/exec"
	"testing"
)

// Docker needs an engine that answers, Compose, and the programs that the stand-in image is made of.
func Docker(t testing.TB) {
	t.Helper()
	command(t, "a Docker Engine that answers", "docker", "info")
	command(t, "docker compose", "docker", "compose", "version")
	command(t, "BusyBox (Debian: busybox-static)", "/bin/busybox", "true")
}

// Root needs user 0 and the right to mount on the host.
func Root(t testing.TB) {
	t.Helper()
	if os.Geteuid() != 0 {
		Missing(t, "root")
	}
	command(t, "root that may mount", "unshare", "--mount", "true")
}

func command(t testing.TB, what, name string, args ...string) {
	t.Helper()
	if out, err := exec.Command(name, args...).CombinedOutput(); err != nil {
		Missing(t, what+": "+err.Error()+"\n"+string(out))
	}
}

// Missing ends a test that lacks something: skipped, or failed where not running is a failure.
func Missing(t testing.TB, what string) {
	t.Helper()
	if os.Getenv("CI") == "true" || os.Getenv("E2E_REQUIRED") == "1" {
		t.Fatalf("needs %s (try: make -C e2e machine)", what)
	}
	t.Skipf("not run: needs %s (try: make -C e2e machine)", what)
}
