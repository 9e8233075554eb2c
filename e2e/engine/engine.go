// Package engine starts Docker Engines of a test's own, each a host of its own: a network name space with an address, its
// own images, volumes and containers. The machine's engine, which others use, is left alone.
package engine

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/alluxio-gen/alluxio-gen/e2e/need"
	"github.com/alluxio-gen/alluxio-gen/e2e/run"
)

// Home is the folder of all engines, on a disk, since overlayfs can't lie on itself. The picture of the host leaves it out.
const Home = "/var/lib/alluxio-gen-e2e-engines"

// Engine is one running engine.
type Engine struct {
	Name string
	// Address is that of the host, from which the others are reached.
	Address string
	dir     string
	process *exec.Cmd
	// machine says that it has a file system and a host name of its own too.
	machine bool
}

// Start gives an engine that ends with the test.
func Start(t testing.TB, name string) *Engine {
	t.Helper()
	return start(t, &Engine{Name: name})
}

func start(t testing.TB, e *Engine) *Engine {
	t.Helper()
	need.Docker(t)
	need.Root(t)
	for _, program := range []string{"dockerd", "ip", "nsenter", "unshare", "pivot_root"} {
		if _, err := exec.LookPath(program); err != nil {
			need.Missing(t, program)
		}
	}
	e.dir = filepath.Join(Home, e.Name)
	e.sweep(t)
	if err := os.MkdirAll(e.dir, 0o711); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(e.file("daemon.json"), []byte("{}"), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { e.sweep(t) })
	run.Must(t, "ip", "netns", "add", e.space())
	run.Must(t, "ip", "-netns", e.space(), "link", "set", "lo", "up")
	if e.machine {
		e.layer(t)
	}
	e.Up(t)
	return e
}

// Use makes this test's commands go to the engine from now on.
func (e *Engine) Use(t *testing.T) {
	t.Helper()
	t.Setenv("DOCKER_HOST", e.Host())
}

// Host is what DOCKER_HOST takes.
func (e *Engine) Host() string { return "unix://" + e.file("docker.sock") }

// Up starts the engine's process and waits until it answers.
func (e *Engine) Up(t testing.TB) {
	t.Helper()
	log, err := os.OpenFile(e.file("log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	defer log.Close()
	line := []string{"--net=/run/netns/" + e.space()}
	if e.machine {
		line = append(line, e.newMachine()...)
	}
	line = append(line, "dockerd", "--config-file", e.file("daemon.json"), "--data-root", e.file("data"),
		"--exec-root", e.file("run"), "--pidfile", e.file("pid"), "--host", e.Host())
	e.process = exec.Command("nsenter", line...)
	e.process.Stdout, e.process.Stderr = log, log
	e.process.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	if err := e.process.Start(); err != nil {
		t.Fatal(err)
	}
	answers := func() bool { _, err := run.Try("docker", "--host", e.Host(), "info"); return err == nil }
	for deadline := time.Now().Add(2 * time.Minute); !answers(); time.Sleep(500 * time.Millisecond) {
		if time.Now().After(deadline) {
			text, _ := os.ReadFile(e.file("log"))
			t.Fatalf("engine %s does not answer:\n%s", e.Name, text)
		}
	}
}

// Down ends the engine's process as a shutdown of the host would, which ends its containers.
func (e *Engine) Down(t testing.TB) {
	t.Helper()
	e.process.Process.Signal(syscall.SIGTERM)
	e.process.Wait()
}

// Load gives the engine an image of the machine's own, by other names too.
func (e *Engine) Load(t testing.TB, reference string, names ...string) {
	t.Helper()
	script := `docker save "$0" | docker --host "$1" load`
	run.With(run.Options{Timeout: 10 * time.Minute}).Must(t, "bash", "-c", "set -o pipefail; "+script, reference, e.Host())
	for _, name := range names {
		run.Must(t, "docker", "--host", e.Host(), "tag", reference, name)
	}
}

// sweep takes the engine and all that it had away, also what a killed run left.
func (e *Engine) sweep(t testing.TB) {
	t.Helper()
	if pid, ok := e.running(); ok {
		syscall.Kill(pid, syscall.SIGTERM)
		for alive(pid) {
			if e.process != nil {
				e.process.Wait()
			}
			time.Sleep(100 * time.Millisecond)
		}
	}
	unmountBelow(e.dir)
	if err := os.RemoveAll(e.dir); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat("/run/netns/" + e.space()); err == nil {
		run.Should(t, "ip", "netns", "delete", e.space())
	}
}

// running is the engine's process, when the number in its file still is an engine's.
func (e *Engine) running() (pid int, ok bool) {
	text, err := os.ReadFile(e.file("pid"))
	if err != nil {
		return 0, false
	}
	pid, err = strconv.Atoi(strings.TrimSpace(string(text)))
	return pid, err == nil && alive(pid)
}

func alive(pid int) bool {
	line, err := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", pid))
	return err == nil && strings.Contains(string(line), Home)
}

func unmountBelow(dir string) {
	mounts, _ := os.ReadFile("/proc/self/mounts")
	for line := range strings.Lines(string(mounts)) {
		if target := strings.Fields(line)[1]; strings.HasPrefix(target, dir+"/") {
			syscall.Unmount(target, syscall.MNT_DETACH)
		}
	}
}

func (e *Engine) file(name string) string { return filepath.Join(e.dir, name) }

// space is the name of the engine's network name space.
func (e *Engine) space() string { return "alluxio-e2e-" + e.Name }
