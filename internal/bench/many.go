//go:build linux

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// manyDescriptions are how many one process checks, beside a process each.
const manyDescriptions = 500

// many is what `vet` of a folder of descriptions costs, beside `vet` of half of them and of one.
type many struct {
	Descriptions   int
	one, half, all cost
}

// PerDescription is the share of CPU time that a description takes of what it takes in a process of its own.
func (m many) PerDescription() string {
	return fmt.Sprintf("%.2f", m.all.cpu/float64(m.Descriptions)/m.one.cpu)
}

// Memory is the peak of all to that of half of them.
func (m many) Memory() string { return fmt.Sprintf("%.2f", m.all.memory/m.half.memory) }

// measureMany runs each a third of the usual times, since one run is already the sum of many.
func measureMany(o options, dir string) (many, error) {
	m := many{Descriptions: manyDescriptions}
	text := benchCase{1, 1, 0, written}.text()
	for i := range manyDescriptions {
		folder := filepath.Join(dir, "rest", fmt.Sprint(i))
		if i < manyDescriptions/2 {
			folder = filepath.Join(dir, "half", fmt.Sprint(i))
		}
		if err := os.MkdirAll(folder, 0o755); err != nil {
			return m, err
		}
		named := strings.Replace(text, `"bench"`, fmt.Sprintf(`"bench-%d"`, i), 1)
		if err := os.WriteFile(filepath.Join(folder, "cluster.cue"), []byte(named), 0o644); err != nil {
			return m, err
		}
	}
	costs := map[*cost][]cost{}
	for range max(o.runs/3, 1) {
		for of, argument := range map[*cost]string{&m.one: "half/0", &m.half: "half", &m.all: "."} {
			took, err := timed(command{name: "many", argv: []string{o.tool, "vet", argument}, dir: dir}, false)
			if err != nil {
				return m, err
			}
			costs[of] = append(costs[of], took)
		}
	}
	for of, all := range costs {
		*of = medians(all)
	}
	return m, nil
}
