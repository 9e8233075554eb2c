package main

import (
	"runtime/debug"
	"runtime/metrics"
	"time"
)

// generous is how much memory a process may take before it cleans up often.
const generous = 1 << 30

// spendMemory saves time for memory: one compile is short. Where it holds most of what is generous, the bound grows with
// what it holds, since close to a bound a process does little but clean up.
func spendMemory() {
	debug.SetGCPercent(800)
	debug.SetMemoryLimit(generous)
	go func() {
		live, bound := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}, int64(generous)
		for range time.Tick(50 * time.Millisecond) {
			metrics.Read(live)
			if needed := int64(live[0].Value.Uint64()) * 3 / 2; needed > bound {
				bound = needed
				debug.SetMemoryLimit(bound)
			}
		}
	}()
}
