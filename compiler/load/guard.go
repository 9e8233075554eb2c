package load

import (
	"fmt"
	"runtime/debug"
	"runtime/metrics"
	"time"
)

const (
	// DefaultLimit is how long CUE may work on one description; 10,000 workers take 2 seconds.
	DefaultLimit = 60 * time.Second
	// heapLimit is where a growing evaluation is given up, in bytes; 10,000 workers take 0.6 GB.
	heapLimit = 2 << 30
	heapEvery = 100 * time.Millisecond
)

// Bounded runs f and returns an error when it panics, takes longer than the limit (0: DefaultLimit) or fills the
// memory. CUE cannot be interrupted, so f then goes on until the process ends.
func Bounded[T any](limit time.Duration, f func() T) (T, error) {
	type outcome struct {
		value T
		err   error
	}
	if limit == 0 {
		limit = DefaultLimit
	}
	done := make(chan outcome, 1)
	go func() {
		var o outcome
		defer func() {
			if r := recover(); r != nil {
				o.err = fmt.Errorf("the CUE evaluator failed: %v\n%s", r, debug.Stack())
			}
			done <- o
		}()
		o.value = f()
	}()
	late, watch := time.NewTimer(limit), time.NewTicker(heapEvery)
	defer late.Stop()
	defer watch.Stop()
	var none T
	for {
		select {
		case o := <-done:
			return o.value, o.err
		case <-late.C:
			return none, fmt.Errorf("evaluating the description took longer than %v: it may not end", limit)
		case <-watch.C:
			if heapBytes() > heapLimit {
				return none, fmt.Errorf("evaluating the description needs more than %d bytes of memory: it may not end", int64(heapLimit))
			}
		}
	}
}

func heapBytes() uint64 {
	s := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(s)
	return s[0].Value.Uint64()
}
