package realmemory

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/e2e/proof"
	"github.com/alluxio-gen/alluxio-gen/e2e/real"
	"github.com/alluxio-gen/alluxio-gen/e2e/stack"
)

// TestRealMemory holds the arithmetic of memory/limit against the kernel's: with the sum that the rule asks for, a worker
// lives with its cache full and its heap taken. Without one JVM's share beside the heap, which the rule refuses, it is killed.
func TestRealMemory(t *testing.T) {
	source := real.Image(t, "2.9.6")
	s := stack.Files(t, "real-memory", "cluster.cue")
	s.Borrow(source)
	a := asked(s)
	limit(s, a.most)
	s.Build()
	touched(s)
	s.Up()
	s.Smoke()
	fill(s)
	c := s.Container("worker")
	if killed := real.Killed(s, c.ID, "1"); killed > 0 || c.RestartCount > 0 {
		t.Fatalf("with %d MB the worker was killed %d times and restarted %d times", a.most, killed, c.RestartCount)
	}
	proof.Log(t, proof.Fact{What: "memory of a full worker", Value: fmt.Sprintf("it holds %d MB; the rule asks for %d MB, and refuses less than %d MB; cgroup %s",
		real.Held(s, "worker"), a.most, a.least, proof.Versions()["cgroup"])})
	s.Run("lower", func(s *stack.Stack) { killed(s, a.least-a.beside/2) })
}

// sums are those of the rule in MB: all at its largest, what is sure to be needed, and of that what two JVMs have beside
// their heaps.
type sums struct{ most, least, beside int }

// asked takes the sums from what the compiler says of 64 MB.
func asked(s *stack.Stack) sums {
	s.Helper()
	said := s.Refused()
	number := func(pattern string) int {
		found := regexp.MustCompile(pattern).FindStringSubmatch(said)
		if found == nil {
			s.Fatalf("no %s in\n%s", pattern, said)
		}
		n, _ := strconv.Atoi(found[1])
		return n
	}
	beside := number(`(\d+)MB beside the heaps`)
	return sums{number(`must be at least (\d+)MB`), number(`(\d+)MB memory tier`) + number(`(\d+)MB heap`) + beside, beside}
}

func limit(s *stack.Stack, megabytes int) {
	s.Write("cluster.cue", regexp.MustCompile(`limits: memory: "\d+MB"`).ReplaceAllString(s.Read("cluster.cue"), fmt.Sprintf(`limits: memory: "%dMB"`, megabytes)))
}

// touched makes the main JVM take its whole heap at once, as one that has worked for a while has.
func touched(s *stack.Stack) {
	s.Helper()
	s.Edit("docker-compose.yml", "ALLUXIO_WORKER_JAVA_OPTS: -Xmx256m", "ALLUXIO_WORKER_JAVA_OPTS: -Xms256m -XX:+AlwaysPreTouch -Xmx256m")
}

// fill writes more than the tier holds, and reads it.
func fill(s *stack.Stack) {
	s.Helper()
	c := real.Client{Stack: s, Service: "app"}
	sum := c.Store("/a", "256M")
	c.Alluxio("fs", "copyFromLocal", "/tmp/noise", "/b")
	c.Alluxio("fs", "copyFromLocal", "/tmp/noise", "/c")
	c.AssertReads("/c", sum)
	if used := c.Alluxio("fsadmin", "report", "capacity"); !regexp.MustCompile(`Used Percentage: (9\d|100)%`).MatchString(used) {
		s.Errorf("the tier is not full:\n%s", used)
	}
}

// killed: the same worker with less.
func killed(s *stack.Stack, megabytes int) {
	s.Edit("docker-compose.yml", regexp.MustCompile(`mem_limit: "?\d+"?|memory: "\d+"`).FindString(s.Read("docker-compose.yml")), fmt.Sprintf("mem_limit: %d", megabytes<<20))
	since := real.Now(s)
	said, err := s.TryCompose("up", "--detach", "--wait")
	c := real.Client{Stack: s, Service: "app"}
	for i := 0; i < 3 && err == nil; i++ { // more than the tier holds, until it does not answer any more
		said, err = c.TryAlluxio("fs", "copyFromLocal", "/tmp/noise", fmt.Sprint("/more", i))
	}
	id := s.Container("worker").ID
	s.Until("the kernel kills the worker", func() bool { return real.Killed(s, id, since) > 0 })
	proof.Log(s, proof.Fact{
		Rule: "memory/limit", Done: fmt.Sprintf("mem_limit is %d MB: the tier, the heap and half of what two JVMs need beside it; the cache is filled", megabytes),
		Said: strings.TrimSpace("docker events says oom: the kernel has killed the JVM\n" + said),
	})
}
