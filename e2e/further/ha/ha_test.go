// Package ha has three masters with an embedded journal on a bridge network; the leader dies while a client writes.
package ha

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/alluxio-gen/alluxio-gen/e2e/proof"
	"github.com/alluxio-gen/alluxio-gen/e2e/real"
	"github.com/alluxio-gen/alluxio-gen/e2e/stack"
)

// TestHA kills the leader under a write load: what was acknowledged is there afterwards, also after down and up. Who was killed may
// lead again, where it is back before the others have missed it.
func TestHA(t *testing.T) {
	source := real.Image(t, "2.9.6")
	s := stack.Files(t, "ha", "cluster.cue")
	s.Borrow(source)
	s.Build()
	s.Up() // which waits for three healthy masters, standbys too
	s.Smoke()
	c := real.Client{Stack: s, Service: "app"}
	c.Alluxio("fs", "mkdir", "/load")
	c.Start("Load.java")
	acknowledged(c, 20)
	dead := leader(c)
	before := s.Container(dead)
	real.Signal(c, dead, "AlluxioMaster", "KILL")
	killed := time.Now()
	s.Within(5*time.Minute, "somebody leads, and writing goes on", func() bool { return last(c).After(killed.Add(5 * time.Second)) }) // a call may try for two
	s.Exec("app", "touch", "/tmp/stop")
	names, gap := acknowledged(c, 40)
	proof.Log(t, proof.Fact{What: "failover under load", Value: fmt.Sprintf("%.1f s between two acknowledged writes around the death of %s, after which %s leads; %d acknowledged, none lost", gap.Seconds(), dead, leader(c), len(names))})
	kept(c, names)
	s.Until(dead+" is back and healthy", func() bool {
		now := s.Container(dead)
		return now.State.StartedAt != before.State.StartedAt && now.State.Health.Status == "healthy"
	})
	s.Smoke()
	s.Run("down and up", func(s *stack.Stack) {
		s.Down()
		s.Up()
		s.Smoke()
		kept(real.Client{Stack: s, Service: "app"}, names)
	})
}

// leader is the master that leads, by its host name, which is its service's.
func leader(c real.Client) string {
	c.Helper()
	for line := range strings.Lines(c.Alluxio("fs", "masterInfo")) {
		if _, rest, found := strings.Cut(line, "leader master: "); found {
			name, _, _ := strings.Cut(strings.TrimSpace(rest), ":")
			return strings.TrimPrefix(name, "/")
		}
	}
	c.Fatal("nobody leads")
	return ""
}

// writes are what the load says was acknowledged: when, and which files.
func writes(c real.Client) (at []time.Time, names []string) {
	c.Helper()
	for line := range strings.Lines(c.Exec("app", "cat", "/tmp/Load.log")) {
		words := strings.Fields(line)
		if len(words) == 3 && words[0] == "+" {
			millis, err := strconv.ParseInt(words[1], 10, 64)
			if err != nil {
				c.Fatal(err)
			}
			at, names = append(at, time.UnixMilli(millis)), append(names, words[2])
		}
	}
	return at, names
}

// last is when the last write was acknowledged.
func last(c real.Client) (at time.Time) {
	c.Helper()
	if all, _ := writes(c); len(all) > 0 {
		at = all[len(all)-1]
	}
	return at
}

// acknowledged waits for a number of writes, and gives all there are and the longest time between two.
func acknowledged(c real.Client, least int) (names []string, gap time.Duration) {
	c.Helper()
	var at []time.Time
	c.Until(fmt.Sprintf("%d writes are acknowledged", least), func() bool {
		at, names = writes(c)
		return len(names) >= least
	})
	for i := 1; i < len(at); i++ {
		gap = max(gap, at[i].Sub(at[i-1]))
	}
	return names, gap
}

// kept: every acknowledged file is there with its content's length.
func kept(c real.Client, names []string) {
	c.Helper()
	there := map[string]string{}
	for line := range strings.Lines(c.Alluxio("fs", "ls", "/load")) {
		if words := strings.Fields(line); len(words) > 4 {
			there[words[len(words)-1]] = line
		}
	}
	for _, name := range names {
		size := strconv.Itoa(len("file " + name))
		if line := there["/load/"+name]; !strings.Contains(line, " "+size+" ") {
			c.Errorf("/load/%s was acknowledged; now there is %q", name, line)
		}
	}
}
