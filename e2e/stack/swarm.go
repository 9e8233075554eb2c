package stack

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/alluxio-gen/alluxio-gen/e2e/run"
)

// JoinSwarm makes this machine's engine a swarm of one node for the stack of that name, until the test ends, and gives the
// node's name.
func (s *Stack) JoinSwarm(name string) (node string) {
	s.Helper()
	if state := run.Must(s, "docker", "info", "--format", "{{.Swarm.LocalNodeState}}"); strings.TrimSpace(state) != "inactive" {
		s.Fatalf("the engine is in a swarm already: %s", state)
	}
	run.Must(s, "docker", "swarm", "init", "--advertise-addr", "127.0.0.1")
	s.swarm = name
	s.Cleanup(func() { leaveSwarm(s, name) })
	return strings.TrimSpace(run.Must(s, "docker", "info", "--format", "{{.Name}}"))
}

// InSwarm says that a swarm, which somebody else made, runs the stack under that name.
func (s *Stack) InSwarm(name string) { s.swarm = name }

// Tasks are the tasks of the stack, a line each: name, node, and how it stands.
func (s *Stack) Tasks() string {
	s.Helper()
	return run.Must(s, "docker", "stack", "ps", "--format", "{{.Name}} {{.Node}} {{.CurrentState}} {{.Error}}", s.swarm)
}

// Remove takes the stack away, and waits until its containers are gone from the swarm.
func (s *Stack) Remove() {
	s.Helper()
	run.Must(s, "docker", "stack", "rm", s.swarm)
	s.Within(5*time.Minute, "the stack is gone", func() bool {
		out, err := run.Try("docker", "stack", "ps", "--quiet", s.swarm)
		return err != nil || strings.TrimSpace(out) == ""
	})
}

// leaveSwarm takes the stack away, and the swarm with the network that Docker keeps for it.
func leaveSwarm(t testing.TB, name string) {
	run.Should(t, "docker", "stack", "rm", name)
	for range 300 { // each may take its grace period
		if out, err := run.Try("docker", "ps", "--all", "--quiet", "--filter", "label=com.docker.stack.namespace="+name); err == nil && out == "" {
			break
		}
		time.Sleep(time.Second)
	}
	run.Should(t, "docker", "swarm", "leave", "--force")
	run.Should(t, "docker", "network", "rm", "docker_gwbridge")
	for volume := range strings.FieldsSeq(run.Must(t, "docker", "volume", "ls", "--quiet", "--filter", "label=com.docker.stack.namespace="+name)) {
		run.Should(t, "docker", "volume", "rm", volume)
	}
}

// Deploy gives the stack file to Swarm and waits until every service has a container that runs and, where it is asked, is
// healthy.
func (s *Stack) Deploy() {
	s.Helper()
	s.Log(s.runner.Must(s, "docker", "stack", "deploy", "--compose-file", "docker-stack.yml", s.swarm))
	s.Within(10*time.Minute, "every service runs", func() bool { // JVM after JVM, on a busy machine
		out, err := run.Try("docker", "service", "ls", "--format", "{{.Name}} {{.Replicas}}", "--filter", "label=com.docker.stack.namespace="+s.swarm)
		return err == nil && strings.Contains(out, " 1/1") && s.ended(out) && s.updated()
	})
}

// ended says of a list of services that those without a container have done what they are there for.
func (s *Stack) ended(services string) bool {
	for line := range strings.Lines(services) {
		service, replicas, _ := strings.Cut(strings.TrimSpace(line), " ")
		if !strings.HasPrefix(replicas, "0/") {
			continue
		}
		if states := s.States(strings.TrimPrefix(service, s.swarm+"_")); len(states) == 0 || states[0] != "Complete" {
			return false
		}
	}
	return true
}

// States are the states of a service's tasks, the last first.
func (s *Stack) States(service string) (states []string) {
	out, err := run.Try("docker", "service", "ps", "--format", "{{.CurrentState}}", s.swarm+"_"+service)
	if err != nil {
		return nil
	}
	for line := range strings.Lines(out) {
		if words := strings.Fields(line); len(words) > 0 {
			states = append(states, words[0])
		}
	}
	return states
}

// Said is what a service's container printed, that of the last task.
func (s *Stack) Said(service string) string {
	s.Helper()
	return run.Must(s, "docker", "logs", s.Container(service).ID)
}

// updated says whether Swarm has done with what the last deploy changed.
func (s *Stack) updated() bool {
	ids, err := run.Try("docker", "stack", "services", "--quiet", s.swarm)
	if err != nil {
		return false
	}
	out, err := run.Try("docker", append([]string{"service", "inspect", "--format", "{{with .UpdateStatus}}{{.State}}{{end}}"}, strings.Fields(ids)...)...)
	return err == nil && !strings.Contains(out, "updating")
}

var imageLine = regexp.MustCompile(`(?m)^ +image: (\S+)$`)

// stackImages are the images of the stack file in a directory; none where there is no such file.
func stackImages(dir string) (references []string) {
	text, err := os.ReadFile(filepath.Join(dir, "docker-stack.yml"))
	if err != nil {
		return nil
	}
	for _, m := range imageLine.FindAllStringSubmatch(string(text), -1) {
		references = append(references, m[1])
	}
	return references
}

// containerID is the newest container of a service, "" for none.
func (s *Stack) containerID(service string) string {
	s.Helper()
	if s.swarm == "" {
		return strings.TrimSpace(s.Compose("ps", "--all", "--quiet", service))
	}
	out := run.Must(s, "docker", "ps", "--all", "--quiet", "--filter", "label=com.docker.swarm.service.name="+s.swarm+"_"+service)
	id, _, _ := strings.Cut(strings.TrimSpace(out), "\n")
	return id
}
