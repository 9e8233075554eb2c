package load

import (
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"time"

	"github.com/alluxio-gen/alluxio-gen/compiler/diag"
)

const (
	// DefaultLimit is how much processor time CUE may take for one description; 10,000 workers take 40 seconds.
	DefaultLimit = 2 * time.Minute
	// patience is how many times the limit may pass on the clock, where others keep the machine busy.
	patience = 10
	// heapLimit is what an evaluation may hold, in bytes; 10,000 workers hold 2.7 GB.
	heapLimit  = 4 << 30
	watchEvery = 20 * time.Millisecond // a text that doubles takes gigabytes in a second
)

// exceeded says which bound an evaluation passed.
type exceeded struct{ what string }

func (e exceeded) Error() string { return "evaluating the description takes " + e.what }

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
	late, watch := time.NewTimer(patience*limit), time.NewTicker(watchEvery)
	defer late.Stop()
	defer watch.Stop()
	began := processorTime()
	var none T
	for {
		select {
		case o := <-done:
			return o.value, o.err
		case <-late.C:
			return none, exceeded{fmt.Sprintf("more than %v", patience*limit)}
		case <-watch.C:
			if processorTime()-began > limit {
				return none, exceeded{fmt.Sprintf("more than %v of processor time", limit)}
			}
			if holdsTooMuch() {
				return none, exceeded{fmt.Sprintf("more than %d GB of memory", heapLimit>>30)}
			}
		}
	}
}

// holdsTooMuch goes by what the last collection left, since most of a full heap may be garbage. It asks for one where
// that may be old; what fills the heap meanwhile is not waited for.
func holdsTooMuch() bool {
	filled := heapBytes("/memory/classes/heap/objects:bytes")
	if filled > heapLimit {
		go runtime.GC()
	}
	return filled > heapLimit+heapLimit/4 || heapBytes("/gc/heap/live:bytes") > heapLimit
}

func heapBytes(metric string) uint64 {
	s := []metrics.Sample{{Name: metric}}
	metrics.Read(s)
	return s[0].Value.Uint64()
}

// Refuse makes an error of Bounded a diagnostic, where the description is to blame.
func Refuse(name string, err error) ([]diag.Diagnostic, bool) {
	var e exceeded
	if !errors.As(err, &e) {
		return nil, false
	}
	return []diag.Diagnostic{{
		Severity: diag.Error, Rule: "schema/evaluation", Span: diag.Span{File: name, Line: 1, Column: 1, Length: 1}, Count: 1,
		Message: e.Error() + "; 10,000 workers take less, so it may have no end",
		Help:    "look for a comprehension over too many elements, and for fields that each hold another one several times",
	}}, true
}

// Name is the description's file, as the user wrote it.
func (d *Description) Name() string { return d.name }
