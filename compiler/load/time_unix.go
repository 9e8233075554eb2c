//go:build unix

package load

import (
	"syscall"
	"time"
)

// processorTime is what this process took of all cores, which a busy machine does not change.
func processorTime() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
