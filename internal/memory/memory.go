// Package memory makes a process that is short spend memory rather than time. It imports nothing but the runtime, so that Go
// initialises it before the libraries: what these fill at their start would be collected otherwise.
package memory

import (
	"runtime/debug"
	"runtime/metrics"
	"time"
)

const (
	// untouched is how much a process fills before anything is collected, in percent of Go's own 4 MB: 128 MB.
	untouched = 3200
	// generous is how much memory a process may take before it cleans up often.
	generous = 1 << 30
	// ample is up to where the bound is twice what is held; above it half as much again must do.
	ample = 4 << 30
)

func init() {
	debug.SetGCPercent(untouched)
	debug.SetMemoryLimit(generous)
}

// Spend lets the bound grow with what the process holds, since close to a bound it does little but clean up.
func Spend() {
	go func() {
		live, bound := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}, int64(generous)
		for range time.Tick(50 * time.Millisecond) {
			metrics.Read(live)
			if needed := boundFor(int64(live[0].Value.Uint64())); needed > bound {
				bound = needed
				debug.SetMemoryLimit(bound)
			}
		}
	}()
}

// boundFor is the bound for a process that holds so many bytes.
func boundFor(live int64) int64 { return max(live*3/2, min(live*2, ample)) }
