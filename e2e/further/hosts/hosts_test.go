// Package hosts has a cluster on three hosts, each an engine of its own with a file system and an address of its own.
package hosts

import (
	"slices"
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/e2e/machines"
	"github.com/alluxio-gen/alluxio-gen/e2e/proof"
	"github.com/alluxio-gen/alluxio-gen/e2e/real"
	"github.com/alluxio-gen/alluxio-gen/e2e/stack"
)

// TestHosts: each host's folder is prepared and started on that host, in the order of the index; clients beside a worker
// come to its memory, the one beside the master by the network; afterwards each host is as before.
func TestHosts(t *testing.T) {
	source := real.Image(t, "2.9.6")
	s := stack.Committed(t, "further/hosts")
	m := machines.Start(t, s, "10.77.0", map[string]string{"alluxio/alluxio:2.9.6": source}, "/srv/alluxio-e2e-files")
	s.Compile()
	t.Run("a host that does not know its own name is told so", func(t *testing.T) { nameless(t, m) })
	if order := m.Prepare(t); !slices.Equal(order, []string{"n3", "n1", "n2"}) {
		t.Errorf("the index has %q, and the master is on n3", order)
	}
	t.Run("clients beside a worker use its memory", func(t *testing.T) { local(t, m) })
	t.Run("a client far from workers uses the network", func(t *testing.T) { remote(t, m) })
	for _, name := range m.Names {
		m.On(t, name).Smoke()
	}
	for _, name := range []string{"n1", "n2", "n3"} {
		m.On(t, name).Compose("down", "--volumes")
	}
	m.Undo(t, "/srv/alluxio-e2e-journal")
}

// nameless: without a line in /etc/hosts no process of Alluxio starts, so host-prep.sh looks before.
func nameless(t *testing.T, m machines.Machines) {
	part := m.On(t, "n3")
	part.Do("sed -i.kept /n3/d /etc/hosts") // its own name's line
	defer part.Do("cat /etc/hosts.kept >/etc/hosts; rm /etc/hosts.kept")
	if said := part.Do("./host-prep.sh check || true"); !strings.Contains(said, "FAIL this host's own name: n3 is neither in /etc/hosts nor in DNS") {
		t.Errorf("host-prep.sh says\n%s", said)
	}
}

func local(t *testing.T, m machines.Machines) {
	for _, name := range []string{"n1", "n2"} {
		c := m.Client(t, name, "app-"+name)
		c.AssertReads("/"+name, c.Cache("/"+name, "16M"))
	}
	m.Client(t, "n1", "app-n1").AssertAll(real.Local)
}

func remote(t *testing.T, m machines.Machines) {
	c := m.Client(t, "n3", "app-n3")
	before := c.Metric("Cluster.BytesWrittenLocal")
	c.AssertReads("/n3", c.Cache("/n3", "16M"))
	for _, name := range []string{"Cluster.BytesWrittenRemote", "Cluster.BytesReadRemote"} {
		c.Until(name+" are counted", func() bool { return c.Metric(name) != "0B" })
		proof.Log(t, proof.Fact{What: name + ", from the master's host", Value: c.Metric(name)})
	}
	if now := c.Metric("Cluster.BytesWrittenLocal"); now != before {
		t.Errorf("written locally: %s, before %s", now, before)
	}
}
