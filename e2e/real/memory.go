package real

import (
	"strconv"
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/e2e/run"
	"github.com/alluxio-gen/alluxio-gen/e2e/stack"
)

// Held is the memory, in MB, that the kernel can't take from a service's container: what its processes have for
// themselves, and what is in memory file systems. The files that it caches beside count against the limit, but give way.
func Held(s *stack.Stack, service string) int {
	s.Helper()
	const sum = `f=/sys/fs/cgroup/memory/memory.stat fields='total_rss|total_shmem' # version 1
[ -e $f ] || f=/sys/fs/cgroup/memory.stat fields='anon|shmem'
awk -v fields="^($fields)$" '$1 ~ fields {n += $2} END {print int(n / 1048576)}' $f`
	text := s.Exec(service, "sh", "-c", sum)
	megabytes, err := strconv.Atoi(strings.TrimSpace(text))
	if err != nil {
		s.Fatal(err)
	}
	return megabytes
}

// Killed tells how often the kernel has killed a process of a container because of its limit, since the engine's time since.
func Killed(s *stack.Stack, container, since string) int {
	s.Helper()
	events := run.Must(s, "docker", "events", "--since", since, "--until", Now(s), "--filter", "container="+container, "--filter", "event=oom", "--format", "{{.Time}}")
	return len(strings.Fields(events))
}

// Now is the engine's time, as its events count it.
func Now(t testing.TB) string {
	t.Helper()
	return strings.TrimSpace(run.Must(t, "date", "+%s.%N"))
}
