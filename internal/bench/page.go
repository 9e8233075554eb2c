//go:build linux

package main

import (
	"bytes"
	_ "embed"
	"fmt"
	"os"
	"runtime"
	"text/template"
)

//go:embed page.md
var pageText string

// render is the page: the prose of page.md with the tables of this run.
func render(o options, results []result, m many) ([]byte, error) {
	binary, err := os.Stat(o.tool)
	if err != nil {
		return nil, err
	}
	t, err := template.New("page").Funcs(template.FuncMap{
		"ratio": ratio, "cost": absolute, "sound": sound, "faulty": faulty, "growth": growth, "against": against, "goals": goals,
	}).Parse(pageText)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = t.Execute(&b, map[string]any{
		"Results": results, "Cores": runtime.NumCPU(), "Megabytes": binary.Size() >> 20, "First": results[0], "Many": m,
	})
	return b.Bytes(), err
}

func sound(all []result) []result  { return having(all, func(r result) bool { return r.Faults == 0 }) }
func faulty(all []result) []result { return having(all, func(r result) bool { return r.Faults > 0 }) }

// against is the CPU time of a description with faults to that of the same without.
func against(all []result, r result, command string) string {
	for _, clean := range sound(all) {
		if clean.Workers == r.Workers && clean.Hosts == r.Hosts && clean.Form == r.Form {
			r.costs["clean"] = clean.costs[command]
			return ratio(r, command, "clean", "cpu")
		}
	}
	return "-"
}

func having(all []result, is func(result) bool) (some []result) {
	for _, r := range all {
		if is(r) {
			some = append(some, r)
		}
	}
	return some
}

// ratio is what one command takes of another: of their wall time, CPU time or memory.
func ratio(r result, of, to, what string) string {
	if times := r.times(of, r, to, what); times > 0 {
		return fmt.Sprintf("%.2f", times)
	}
	return "-"
}

// absolute is a figure of this machine: milliseconds, or MB of memory.
func absolute(r result, command, what string) string {
	c, ok := r.costs[command]
	if !ok {
		return "-"
	}
	return fmt.Sprintf("%.0f", c.of(what))
}

func (c cost) of(what string) float64 {
	switch what {
	case "wall":
		return c.wall
	case "cpu":
		return c.cpu
	}
	return c.memory
}

// growth is how often a command's cost of one size is in that of ten times as many workers, both written out.
func growth(all []result, from, to int, command, what string) string {
	small, large := -1.0, -1.0
	for _, r := range sound(all) {
		c, ok := r.costs[command]
		if !ok || r.Form != written || r.Hosts != 1 {
			continue
		}
		switch r.Workers {
		case from:
			small = c.of(what)
		case to:
			large = c.of(what)
		}
	}
	if small <= 0 || large < 0 {
		return "-"
	}
	return fmt.Sprintf("%.1f", large/small)
}
