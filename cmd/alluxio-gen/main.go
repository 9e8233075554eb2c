// Command alluxio-gen compiles one description of an Alluxio cluster on Docker into the files that run it.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"time"

	"github.com/alluxio-gen/alluxio-gen/compiler"
	"github.com/alluxio-gen/alluxio-gen/internal/memory"
)

func main() {
	memory.Spend()
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// run is the whole program: it gives the exit code.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	out := &recorder{w: stdout}
	t := &tool{in: stdin, out: out, err: stderr, compile: compiler.Compile, patience: patience}
	err := t.perform(args)
	if err == nil {
		err = out.err
	}
	return t.explain(err)
}

// tool is what a verb works with.
type tool struct {
	in       io.Reader
	out, err io.Writer
	compile  func(compiler.Source) (compiler.Result, error)
	// patience is how long progress waits before it speaks.
	patience time.Duration
}

// perform runs the verb that the arguments name.
func (t *tool) perform(args []string) error {
	return guarded(func() error { return t.dispatch(args) })
}

// guarded makes a panic an internal error: it is our fault, like every other one.
func guarded(f func() error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = internalError{fmt.Errorf("%v\n%s", r, debug.Stack())}
		}
	}()
	return f()
}

// recorder remembers the first failure of writing, so that a full disk behind stdout is not success.
type recorder struct {
	w   io.Writer
	err error
}

func (r *recorder) Write(b []byte) (int, error) {
	n, err := r.w.Write(b)
	r.err = errors.Join(r.err, err)
	return n, err
}
