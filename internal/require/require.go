// Package require lets a test say what it needs of the machine. Where that is missing the test is skipped with the
// reason; in CI (CI=true) it fails instead, since "could not run" must never look like "passed".
package require

import (
	"os"
	"os/exec"
	"testing"
)

// Root needs user id 0 and the right to mount, which a container may lack.
func Root(t testing.TB) {
	t.Helper()
	if os.Geteuid() != 0 {
		missing(t, "root")
	}
	if err := exec.Command("unshare", "--mount", "true").Run(); err != nil {
		missing(t, "root that may mount (CAP_SYS_ADMIN)")
	}
}

// Tool needs a program on PATH and returns its path.
func Tool(t testing.TB, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		missing(t, name+" on PATH")
	}
	return path
}

// File needs a file of the machine.
func File(t testing.TB, path string) {
	t.Helper()
	if _, err := os.Stat(path); err != nil {
		missing(t, path)
	}
}

// Docker needs the docker command with the compose plugin, and an engine that answers it.
func Docker(t testing.TB) {
	t.Helper()
	Tool(t, "docker")
	if err := exec.Command("docker", "compose", "version").Run(); err != nil {
		missing(t, "docker compose")
	}
	if err := exec.Command("docker", "info").Run(); err != nil {
		missing(t, "a Docker Engine that answers")
	}
}

// Java needs a JDK that runs single source files (`java Main.java`, 11 or later) and returns the path of java.
func Java(t testing.TB) string {
	t.Helper()
	java := Tool(t, "java")
	Tool(t, "javac")
	return java
}

// inCI reports whether a test that could not run is a failure.
func inCI() bool { return os.Getenv("CI") == "true" }

func missing(t testing.TB, what string) {
	t.Helper()
	if inCI() {
		t.Fatalf("CI=true, and this test needs %s", what)
	}
	t.Skipf("not run: needs %s", what)
}
