package counterproof

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/e2e/need"
	"github.com/alluxio-gen/alluxio-gen/e2e/proof"
	"github.com/alluxio-gen/alluxio-gen/e2e/real"
	"github.com/alluxio-gen/alluxio-gen/e2e/stack"
)

// TestCounterproofs: what rules refuse does fail.
func TestCounterproofs(t *testing.T) {
	need.Root(t)
	source := real.Image(t, "2.9.6")
	stack.WithoutRules(t)
	for _, c := range Cases {
		t.Run(c.Rule, func(t *testing.T) { c.holds(t, source) })
	}
}

func (c Case) holds(t *testing.T, source string) {
	s := stack.Refuted(t, c.Rule)
	s.Borrow(source)
	s.Build()
	if err := s.HostPrep("apply"); err != nil {
		t.Fatal(err)
	}
	sees := regexp.MustCompile("(?m)" + c.Sees)
	said, err := c.Do.run(s, sees)
	if err != nil {
		said += "\n" + err.Error()
	}
	seen := lines(strings.ReplaceAll(said, s.Dir, "."), sees)
	if seen == "" {
		t.Fatalf("%s: nothing like %s in\n%s", c.Do.Done, c.Sees, said)
	}
	proof.Log(t, proof.Fact{Rule: c.Rule, Done: c.Do.Done, Said: seen})
}

// stamp is what differs from run to run: the time before a line of a log.
var stamp = regexp.MustCompile(`^[0-9-]+[ T][0-9:]+[.,0-9]* (?:ERROR|WARN|INFO) +|^Caused by: `)

// lines are the first ones that hold the pattern, at most three, cut where they are no longer read.
func lines(said string, sees *regexp.Regexp) string {
	var found []string
	for line := range strings.Lines(said) {
		line = stamp.ReplaceAllString(strings.TrimSpace(line), "")
		if len(line) > 300 {
			line = line[:300] + "..."
		}
		if sees.MatchString(line) && !slices.Contains(found, line) && len(found) < 3 {
			found = append(found, line)
		}
	}
	return strings.Join(found, "\n")
}
