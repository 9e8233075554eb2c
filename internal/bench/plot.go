//go:build linux

package main

import (
	"bytes"
	"fmt"
	"math"
	"slices"
)

// The plot is 640 by 400, its area within the margins, both axes logarithmic.
const (
	plotLeft, plotRight, plotTop, plotBottom = 60.0, 520.0, 20.0, 350.0
)

// lines are what the plot shows, each in its colour.
var lines = []struct{ command, label, colour string }{
	{"vet", "vet", "#0b6e4f"}, {"build", "build", "#08519c"}, {"compose", "compose config", "#b2182b"}, {"cue", "cue vet -c", "#7a5195"}, {"floor", "floor", "#777777"},
}

// plot draws the CPU time of descriptions that are written out, on one host, against their workers.
func plot(results []result) []byte {
	var shown []result
	for _, r := range sound(results) {
		if r.Form == written && r.Hosts == 1 {
			shown = append(shown, r)
		}
	}
	slices.SortFunc(shown, func(a, b result) int { return a.Workers - b.Workers })
	low, high := math.Inf(1), math.Inf(-1)
	for _, r := range shown {
		for _, l := range lines {
			if c, ok := r.costs[l.command]; ok {
				low, high = min(low, max(c.cpu, 1)), max(high, c.cpu)
			}
		}
	}
	decades := axis{math.Floor(math.Log10(low)), math.Ceil(math.Log10(high)), plotBottom, plotTop}
	workers := axis{0, math.Max(1, math.Log10(float64(shown[len(shown)-1].Workers))), plotLeft, plotRight}

	var b bytes.Buffer
	b.WriteString(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 400" font-family="sans-serif" font-size="12">` + "\n")
	b.WriteString(`<rect width="640" height="400" fill="white"/>` + "\n")
	for e := decades.from; e <= decades.to; e++ {
		y := decades.at(math.Pow(10, e))
		fmt.Fprintf(&b, `<line x1="%.0f" y1="%.1f" x2="%.0f" y2="%.1f" stroke="#ddd"/><text x="%.0f" y="%.1f" text-anchor="end">%.0f ms</text>`+"\n", plotLeft, y, plotRight, y, plotLeft-4, y+4, math.Pow(10, e))
	}
	for e := workers.from; e <= workers.to; e++ {
		fmt.Fprintf(&b, `<text x="%.1f" y="%.0f" text-anchor="middle">%.0f</text>`+"\n", workers.at(math.Pow(10, e)), plotBottom+18, math.Pow(10, e))
	}
	fmt.Fprintf(&b, `<text x="%.0f" y="%.0f" text-anchor="middle">workers; CPU time of the whole process</text>`+"\n", (plotLeft+plotRight)/2, plotBottom+38)
	for _, l := range lines {
		drawLine(&b, shown, workers, decades, l.command, l.label, l.colour)
	}
	b.WriteString("</svg>\n")
	return b.Bytes()
}

func drawLine(b *bytes.Buffer, shown []result, workers, decades axis, command, label, colour string) {
	points, x, y := "", 0.0, 0.0
	for _, r := range shown {
		if c, ok := r.costs[command]; ok {
			x, y = workers.at(float64(r.Workers)), decades.at(max(c.cpu, 1))
			points += fmt.Sprintf("%.1f,%.1f ", x, y)
			fmt.Fprintf(b, `<circle cx="%.1f" cy="%.1f" r="3" fill="%s"/>`+"\n", x, y, colour)
		}
	}
	if points != "" {
		fmt.Fprintf(b, `<polyline points="%s" fill="none" stroke="%s" stroke-width="1.5"/><text x="%.1f" y="%.1f" fill="%s">%s</text>`+"\n", points, colour, x+8, y+4, colour, label)
	}
}

// axis maps the logarithm of a value to a place.
type axis struct{ from, to, start, end float64 }

func (a axis) at(value float64) float64 {
	return a.start + (math.Log10(value)-a.from)/(a.to-a.from)*(a.end-a.start)
}
