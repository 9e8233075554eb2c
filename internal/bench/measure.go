//go:build linux

package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"
)

// cost is what one process took: wall and CPU time in milliseconds, peak memory in MB.
type cost struct{ wall, cpu, memory float64 }

// command is one process to measure, its output thrown away, in a directory from which something is removed before.
type command struct {
	name    string
	argv    []string
	dir     string
	removed string
}

// result are the medians of a case by the command's name.
type result struct {
	benchCase
	Runs  int
	costs map[string]cost
}

func (r result) line() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%-52s", r.benchCase)
	for _, name := range []string{"version", "floor", "vet", "build", "again", "compose", "cue"} {
		if c, ok := r.costs[name]; ok {
			fmt.Fprintf(&b, "  %s %.0f/%.0f ms %.0f MB", name, c.wall, c.cpu, c.memory)
		}
	}
	return b.String()
}

// measure runs all commands of a case in turn, again and again, so that a busy moment of the machine hits all of them.
func measure(o options, c benchCase, dir string) (result, error) {
	if err := os.RemoveAll(dir); err != nil {
		return result{}, err
	}
	if err := prepare(o, c, dir); err != nil {
		return result{}, err
	}
	r := result{benchCase: c, Runs: o.runs, costs: map[string]cost{}}
	if c.takesLong() {
		r.Runs = max(o.runs/3, 1)
	}
	all := map[string][]cost{}
	for range r.Runs {
		for _, cmd := range commands(o, c, dir) {
			took, err := timed(cmd, c.Faults > 0)
			if err != nil {
				return r, err
			}
			all[cmd.name] = append(all[cmd.name], took)
		}
	}
	for name, costs := range all {
		r.costs[name] = medians(costs)
	}
	return r, nil
}

func medians(costs []cost) cost {
	return cost{
		median(costs, func(c cost) float64 { return c.wall }),
		median(costs, func(c cost) float64 { return c.cpu }),
		median(costs, func(c cost) float64 { return c.memory }),
	}
}

// prepare writes the description, builds it once, and lays beside it the form that imports the schema, for cue.
func prepare(o options, c benchCase, dir string) error {
	file, module := filepath.Join(dir, "cluster.cue"), filepath.Join(dir, "module")
	if err := os.MkdirAll(module, 0o755); err != nil {
		return err
	}
	text := c.text()
	if c.Form == comprehension {
		text = "import \"list\"\n" + strings.Replace(text, "import \"list\"\n", "", 1)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		return err
	}
	if c.Faults == 0 {
		if out, err := exec.Command(o.tool, "build", "--force", "-o", filepath.Join(dir, "out"), file).CombinedOutput(); err != nil {
			return fmt.Errorf("%w\n%s", err, out)
		}
	}
	if o.cue == "" {
		return nil
	}
	if out, err := exec.Command(o.tool, "init", filepath.Join(module, "m")).CombinedOutput(); err != nil {
		return fmt.Errorf("%w\n%s", err, out)
	}
	return os.WriteFile(filepath.Join(module, "m", "cluster.cue"), []byte(importing(text)), 0o644)
}

// importing is a description in the form that plain cue checks.
func importing(text string) string {
	head := "package cluster\n\nimport \"github.com/alluxio-gen/alluxio-gen/schema\"\n"
	if rest, ok := strings.CutPrefix(text, "import \"list\"\n"); ok {
		head, text = head+"import \"list\"\n", rest
	}
	return head + "\nschema.#Cluster & {\n" + text + "}\n"
}

// commands are what is compared. The floor reads the description and writes the bytes that build writes.
func commands(o options, c benchCase, dir string) []command {
	all := []command{
		{name: "version", argv: []string{o.tool, "version"}, dir: dir},
		{name: "vet", argv: []string{o.tool, "vet", "cluster.cue"}, dir: dir},
	}
	if o.cue != "" && c.Workers <= 1000 {
		all = append(all, command{name: "cue", argv: []string{o.cue, "vet", "-c", "."}, dir: filepath.Join(dir, "module", "m")})
	}
	if c.Faults > 0 {
		return all
	}
	all = append(all,
		command{name: "floor", argv: []string{"sh", "-c", "cat cluster.cue >copied; cp -R out/. floor"}, dir: dir, removed: "floor"},
		command{name: "build", argv: []string{o.tool, "build", "-o", "fresh", "cluster.cue"}, dir: dir, removed: "fresh"},
		command{name: "again", argv: []string{o.tool, "build", "-o", "out", "cluster.cue"}, dir: dir},
	)
	if c.Hosts == 1 && composes() {
		all = append(all, command{name: "compose", argv: []string{"docker", "compose", "config", "-q"}, dir: filepath.Join(dir, "out")})
	}
	return all
}

// timed runs a command. Of one that finds faults the exit code is no failure.
func timed(c command, faulty bool) (cost, error) {
	if c.removed != "" {
		if err := os.RemoveAll(filepath.Join(c.dir, c.removed)); err != nil {
			return cost{}, err
		}
	}
	cmd := exec.Command(c.argv[0], c.argv[1:]...)
	cmd.Dir = c.dir
	var said strings.Builder
	cmd.Stderr = &said
	start := time.Now()
	err := cmd.Run()
	wall := time.Since(start)
	if err != nil && (!faulty || cmd.ProcessState == nil) {
		return cost{}, fmt.Errorf("%s: %w\n%.2000s", strings.Join(c.argv, " "), err, said.String())
	}
	usage := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	cpu := time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
	return cost{wall.Seconds() * 1000, cpu.Seconds() * 1000, float64(usage.Maxrss) / 1024}, nil
}

func median(costs []cost, of func(cost) float64) float64 {
	var all []float64
	for _, c := range costs {
		all = append(all, of(c))
	}
	slices.Sort(all)
	return all[len(all)/2]
}
