// Package run starts programs for tests: bounded in time, with all that they printed in the failure.
package run

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// Options say how a program runs; the zero value is here, as this user, for at most three minutes.
type Options struct {
	Dir   string
	Env   []string // added to this process's own
	Stdin io.Reader
	// UID and GID, when not 0, are whom it runs as.
	UID, GID uint32
	Timeout  time.Duration
	// Through begins the command line that runs the program, such as one that goes to another machine first.
	Through []string
}

// With returns a runner with options.
func With(o Options) Runner { return Runner{o} }

// Runner starts programs in one way.
type Runner struct{ Options }

// Must is the standard output of a program that succeeds; otherwise the test ends.
func (r Runner) Must(t testing.TB, name string, args ...string) string {
	t.Helper()
	out, err := r.Try(name, args...)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// Should is Must for clean-up: a failure is reported and the rest goes on.
func (r Runner) Should(t testing.TB, name string, args ...string) {
	t.Helper()
	if _, err := r.Try(name, args...); err != nil {
		t.Error(err)
	}
}

// Try is the standard output; the error holds the command and all that it printed.
func (r Runner) Try(name string, args ...string) (string, error) {
	timeout := r.Timeout
	if timeout == 0 {
		timeout = 3 * time.Minute
	}
	ctx, cancel := context.WithTimeout(context.Background(), timeout)
	defer cancel()
	line := append(append(slices.Clone(r.Through), name), args...)
	cmd := exec.CommandContext(ctx, line[0], line[1:]...)
	cmd.Dir, cmd.Stdin, cmd.Env = r.Dir, r.Stdin, append(os.Environ(), r.Env...)
	if r.UID != 0 {
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: r.UID, Gid: r.GID}}
	}
	var out bytes.Buffer
	var all transcript
	cmd.Stdout, cmd.Stderr = io.MultiWriter(&out, &all), &all
	if err := cmd.Run(); err != nil {
		return out.String(), fmt.Errorf("%s %s: %w\n%s", name, strings.Join(args, " "), err, all.text())
	}
	return out.String(), nil
}

// Must, Should and Try run with the zero options.
func Must(t testing.TB, name string, args ...string) string {
	t.Helper()
	return Runner{}.Must(t, name, args...)
}

// Should is Runner.Should with the zero options.
func Should(t testing.TB, name string, args ...string) {
	t.Helper()
	Runner{}.Should(t, name, args...)
}

// Try is Runner.Try with the zero options.
func Try(name string, args ...string) (string, error) {
	return Runner{}.Try(name, args...)
}

// transcript takes what a program prints on both of its streams, each copied by a goroutine of its own.
type transcript struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (t *transcript) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.b.Write(p)
}

func (t *transcript) text() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.b.String()
}
