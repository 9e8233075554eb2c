// Package server runs a Java server that a scenario talks to beside Alluxio, on this machine and on an address that
// containers of a bridge network reach.
package server

import (
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/alluxio-gen/alluxio-gen/e2e/real"
	"github.com/alluxio-gen/alluxio-gen/e2e/run"
)

// Address is this machine's own on Docker's default bridge.
func Address(t testing.TB) string {
	t.Helper()
	return strings.TrimSpace(run.Must(t, "docker", "network", "inspect", "--format", "{{(index .IPAM.Config 0).Gateway}}", "bridge"))
}

// FreePort is one that nobody has at an address.
func FreePort(t testing.TB, address string) int {
	t.Helper()
	l, err := net.Listen("tcp", address+":0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}

// Java is the command line of a JVM for a server: what it finds classes in, its main class and arguments.
func Java(t testing.TB, classpath []string, args ...string) *exec.Cmd {
	t.Helper()
	line := append([]string{"-XX:TieredStopAtLevel=1", "-Xmx256m", "-cp", strings.Join(classpath, ":")}, args...)
	return exec.Command(filepath.Join(real.Runtime(t), "bin", "java"), line...)
}

// Start runs a server until the test ends, and comes back when it is ready; else the test fails with what it printed.
func Start(t testing.TB, what string, cmd *exec.Cmd, ready func() bool) {
	t.Helper()
	log, err := os.Create(filepath.Join(t.TempDir(), "log"))
	if err != nil {
		t.Fatal(err)
	}
	defer log.Close()
	cmd.Stdout, cmd.Stderr = log, log
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cmd.Process.Kill(); cmd.Wait() })
	for deadline := time.Now().Add(2 * time.Minute); !ready(); time.Sleep(time.Second) {
		if time.Now().After(deadline) {
			text, _ := os.ReadFile(log.Name())
			t.Fatalf("%s is not ready\n%s", what, text)
		}
	}
}

// Listens tells whether somebody takes connections at an address with a port.
func Listens(address string) bool {
	c, err := net.Dial("tcp", address)
	if err == nil {
		c.Close()
	}
	return err == nil
}
