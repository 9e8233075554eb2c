package stack

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/e2e/engine"
)

// At is the whole stack on a machine of its own: from now on this test's commands go to that machine's engine.
func (s *Stack) At(t *testing.T, e *engine.Engine) *Stack {
	t.Helper()
	e.Use(t)
	there := *s
	there.TB = t
	there.runner.Dir, there.runner.Through = "", e.Inside(there.Dir)
	return &there
}

// On is one host's part of the stack, on the machine that is that host.
func (s *Stack) On(t *testing.T, e *engine.Engine) *Stack {
	t.Helper()
	part := s.At(t, e)
	part.Dir = filepath.Join(s.Dir, e.Name)
	part.runner.Through = e.Inside(part.Dir)
	return part
}

// HostSteps is what HOSTS.md says of one host.
type HostSteps struct {
	Host     string
	Commands []string
}

var (
	hostHeading = regexp.MustCompile(`^## ([^,\s]+), `)
	hostCommand = regexp.MustCompile(`^    (?:sudo )?(.*?)(?: #.*)?$`)
)

// Index is what HOSTS.md says, host by host in its order; sudo is left out, and what it says of the whole cluster.
func (s *Stack) Index() (all []HostSteps) {
	s.Helper()
	inHost := false
	for line := range strings.Lines(s.Read("HOSTS.md")) {
		line = strings.TrimRight(line, "\n")
		if strings.HasPrefix(line, "## ") {
			heading := hostHeading.FindStringSubmatch(line)
			inHost = heading != nil
			if inHost {
				all = append(all, HostSteps{Host: heading[1]})
			}
		} else if m := hostCommand.FindStringSubmatch(line); m != nil && inHost {
			last := &all[len(all)-1]
			last.Commands = append(last.Commands, m[1])
		}
	}
	return all
}

// Do runs a command line in the stack's folder, which must succeed, and gives what it says.
func (s *Stack) Do(command string) string {
	s.Helper()
	s.Log("$ " + command)
	out, err := s.patient().Try("/bin/bash", "-c", command)
	if err != nil {
		s.Logs()
		s.Fatal(err)
	}
	s.Log(out)
	return out
}

// TryDo is Do for a command line that may fail.
func (s *Stack) TryDo(command string) (string, error) {
	return s.patient().Try("/bin/bash", "-c", command)
}
