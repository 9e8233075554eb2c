//go:build linux

package main

import "fmt"

// goal is a target, and what this run measured of it.
type goal struct {
	What, AtMost, Measured, Met string
}

// goals are the targets that one run can judge, all of them ratios of wall time where nothing else is said.
func goals(all []result) (gs []goal) {
	add := func(what string, atMost, measured float64) {
		g := goal{What: what, AtMost: fmt.Sprint(atMost), Measured: "not measured", Met: "-"}
		if measured > 0 {
			g.Measured, g.Met = fmt.Sprintf("%.2f", measured), "yes"
			if measured > atMost {
				g.Met = "no"
			}
		}
		gs = append(gs, g)
	}
	for _, workers := range []int{1, 1000} {
		r, of := sizeOf(all, workers), "1,000 workers"
		if workers == 1 {
			of = "1 worker"
		}
		add(of+": `vet` / `docker compose config -q`", 0.6, r.times("vet", r, "compose", "wall"))
		add(of+": `build` / `docker compose config -q`", 1, r.times("build", r, "compose", "wall"))
		add(of+": a second `build` with nothing changed / `vet`", 1, r.times("again", r, "vet", "wall"))
	}
	large, small := sizeOf(all, 10_000), sizeOf(all, 1000)
	for _, command := range []string{"vet", "build"} {
		add(fmt.Sprintf("10,000 / 1,000 workers: CPU time of `%s`", command), 11, large.times(command, small, command, "cpu"))
		add(fmt.Sprintf("10,000 / 1,000 workers: memory of `%s`", command), 11, large.times(command, small, command, "memory"))
	}
	return gs
}

// sizeOf is the case of so many workers that are written out on one host.
func sizeOf(all []result, workers int) result {
	for _, r := range sound(all) {
		if r.Workers == workers && r.Hosts == 1 && r.Form == written {
			return r
		}
	}
	return result{}
}

// times is how often a cost of another's command is in one of this; 0 when either was not measured.
func (r result) times(command string, other result, its, what string) float64 {
	a, known := r.costs[command]
	b, also := other.costs[its]
	if !known || !also || b.of(what) == 0 {
		return 0
	}
	return a.of(what) / b.of(what)
}
