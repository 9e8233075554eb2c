package side

import (
	"strings"
	"testing"
	"time"

	"github.com/alluxio-gen/alluxio-gen/e2e/real"
	"github.com/alluxio-gen/alluxio-gen/e2e/stack"
)

// TestSide: a side service is there before the masters, what runs once runs when the cluster serves, and `up --wait` tells how it ended.
func TestSide(t *testing.T) {
	source := real.Image(t, "2.9.6")
	s := stack.Files(t, "real-side", "cluster.cue")
	s.Borrow(source)
	s.Write("greeting.env", "GREETING='$5 for you'\n")
	s.Build()
	s.Up()
	s.Smoke() // which claims that both have ended well
	if started := s.Compose("logs", "--no-log-prefix", "make"); !strings.Contains(started, "made it") {
		s.Errorf("make says\n%s", started)
	}
	s.Run("the master waited for the door", func(s *stack.Stack) {
		door, doorErr := time.Parse(time.RFC3339Nano, s.Container("door").State.StartedAt)
		master, masterErr := time.Parse(time.RFC3339Nano, s.Container("master").State.StartedAt)
		if doorErr != nil || masterErr != nil || master.Sub(door) < 3*time.Second { // which the door takes
			s.Errorf("the door was started at %s, the master at %s (%v, %v)", door, master, doorErr, masterErr)
		}
	})
	s.Run("a second up finds it done", func(s *stack.Stack) {
		s.Compose("up", "-d", "--wait")
		if said := s.Compose("logs", "--no-log-prefix", "--tail", "1", "make"); !strings.Contains(said, "/made is there: nothing to do") {
			s.Errorf("make says\n%s", said)
		}
	})
	s.Run("up tells of one that fails", func(s *stack.Stack) {
		s.Write("cluster.cue", strings.Replace(s.Read("cluster.cue"), `creates: "/made"`, `creates: "/never"`, 1))
		s.Write("cluster.cue", strings.Replace(s.Read("cluster.cue"), "alluxio fs mkdir /made && echo made it", "exit 7", 1))
		s.Build()
		if said, err := s.TryCompose("up", "-d", "--wait"); err == nil || !strings.Contains(said+err.Error(), "exit 7") {
			s.Errorf("up says\n%s%v", said, err)
		}
	})
}
