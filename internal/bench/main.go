//go:build linux

// Command bench measures whole processes side by side and writes docs/performance.md with its plot. It runs in the
// project's root, on Unix, with bin/alluxio-gen built; Docker Compose and cue are measured where they are.
package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

func main() {
	o := options{}
	flag.IntVar(&o.runs, "runs", 10, "runs of each command; a third of it above 1,000 workers, and for other forms of so many")
	flag.IntVar(&o.largest, "largest", 10_000, "the largest number of workers")
	flag.StringVar(&o.cue, "cue", "", "the cue command, for `cue vet -c`")
	flag.StringVar(&o.out, "out", "docs", "where the page and its plot go")
	flag.Parse()
	if err := run(o); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

type options struct {
	runs, largest int
	cue, out      string
	tool          string
}

func run(o options) (err error) {
	if o.tool, err = filepath.Abs("bin/alluxio-gen"); err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	var results []result
	for _, c := range cases(o.largest) {
		r, err := measure(o, c, filepath.Join(dir, "case"))
		if err != nil {
			return fmt.Errorf("%s: %w", c, err)
		}
		fmt.Println(r.line())
		results = append(results, r)
	}
	m, err := measureMany(o, filepath.Join(dir, "many"))
	if err != nil {
		return err
	}
	page, err := render(o, results, m)
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(o.out, "performance.svg"), plot(results), 0o644); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(o.out, "performance.md"), page, 0o644)
}

// composes reports whether Docker Compose is there to compare with.
func composes() bool { return exec.Command("docker", "compose", "version").Run() == nil }
