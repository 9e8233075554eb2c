// Package machines runs a cluster of several hosts on machines of its own, one a host.
package machines

import (
	"slices"
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/e2e/engine"
	"github.com/alluxio-gen/alluxio-gen/e2e/real"
	"github.com/alluxio-gen/alluxio-gen/e2e/run"
	"github.com/alluxio-gen/alluxio-gen/e2e/stack"
)

// Machines are the hosts of a stack.
type Machines struct {
	*stack.Stack
	// Names are those of the hosts, in the description's order.
	Names []string
	all   map[string]*engine.Engine
}

// Start gives a machine for each of three hosts, n1 to n3, at <prefix>.11 and so on, each with images by the names that the description
// has for them, and with folders that all see.
func Start(t *testing.T, s *stack.Stack, prefix string, images map[string]string, shared ...string) Machines {
	t.Helper()
	m := Machines{s, []string{"n1", "n2", "n3"}, map[string]*engine.Engine{}}
	started := engine.Hosts(t, prefix, m.Names...)
	for _, e := range started {
		m.all[e.Name] = e
		for name, source := range images {
			e.Load(t, source, name)
		}
	}
	for _, dir := range shared {
		engine.Share(t, dir, 1000, started...)
	}
	return m
}

// At is the whole stack on a host's machine; this test's commands go there from now on.
func (m Machines) At(t *testing.T, name string) *stack.Stack {
	t.Helper()
	return m.Stack.At(t, m.all[name])
}

// On is a host's part of the stack, on its machine; this test's commands go there from now on.
func (m Machines) On(t *testing.T, name string) *stack.Stack {
	t.Helper()
	return m.Stack.On(t, m.all[name])
}

// Client is the command line in a service of a host; this test's commands go to that host from now on.
func (m Machines) Client(t *testing.T, name, service string) real.Client {
	t.Helper()
	return real.Client{Stack: m.On(t, name), Service: service}
}

// Prepare does what HOSTS.md says, host by host in its order, which is given.
func (m Machines) Prepare(t *testing.T) (order []string) {
	t.Helper()
	for _, host := range m.Index() {
		part := m.On(t, host.Host)
		for _, command := range host.Commands {
			part.Do(command)
		}
		order = append(order, host.Host)
	}
	return order
}

// Undo takes back what was prepared, after which no file of a host is another than before. What the cluster keeps in volumes
// goes with them, and what it keeps in directories with these.
func (m Machines) Undo(t *testing.T, keeps ...string) {
	t.Helper()
	for _, name := range m.Names {
		part := m.On(t, name)
		for _, dir := range keeps {
			part.Do("find " + dir + " -mindepth 1 -delete 2>/dev/null || true")
		}
		for volume := range strings.FieldsSeq(run.Must(t, "docker", "volume", "ls", "--quiet")) {
			run.Must(t, "docker", "volume", "rm", volume)
		}
		part.Do("./host-prep.sh undo --drop-cache")
		if left := m.all[name].Changed(t); len(left) > 0 {
			t.Errorf("on host %s there is still %q", name, left)
		}
	}
}

// Swarm makes one swarm of the machines, whose manager is the first.
func (m Machines) Swarm(t *testing.T, stackName string) {
	t.Helper()
	first := m.all[m.Names[0]]
	m.At(t, first.Name)
	run.Must(t, "docker", "swarm", "init", "--advertise-addr", first.Address)
	token := strings.TrimSpace(run.Must(t, "docker", "swarm", "join-token", "--quiet", "worker"))
	for _, name := range m.Names[1:] {
		m.At(t, name)
		run.Must(t, "docker", "swarm", "join", "--advertise-addr", m.all[name].Address, "--token", token, first.Address+":2377")
	}
	m.Stack.InSwarm(stackName)
}

// Deploy gives the stack file to the manager and waits for every service.
func (m Machines) Deploy(t *testing.T) {
	t.Helper()
	m.At(t, m.Names[0]).Deploy()
}

// Gone waits until no container is left on any node.
func (m Machines) Gone(t *testing.T) {
	t.Helper()
	for _, name := range m.Names {
		m.On(t, name).Until("no container is left on "+name, func() bool {
			out, err := run.Try("docker", "ps", "--all", "--quiet")
			return err == nil && out == ""
		})
	}
}

// Nodes are where the tasks run that shall run, by service.
func (m Machines) Nodes(t *testing.T) map[string]string {
	t.Helper()
	manager := m.At(t, m.Names[0])
	nodes := map[string]string{}
	for line := range strings.Lines(manager.Tasks()) {
		if words := strings.Fields(line); len(words) > 2 && slices.Contains([]string{"Running", "Complete"}, words[2]) {
			service, _, _ := strings.Cut(words[0], ".")
			nodes[service] = words[1]
		}
	}
	return nodes
}

// Leader is the host whose master leads, as soon as one does.
func (m Machines) Leader(t *testing.T) (name string) {
	t.Helper()
	c := m.Client(t, m.Names[0], "app-"+m.Names[0])
	c.Until("a master leads", func() bool {
		said, _ := c.TryAlluxio("fs", "masterInfo")
		for _, n := range m.Names {
			for line := range strings.Lines(said) {
				if strings.Contains(line, "leader master: ") && strings.Contains(line, m.all[n].Address+":") {
					name = n
				}
			}
		}
		return name != ""
	})
	return name
}
