// Package elected has two masters with one journal in a swarm of three nodes; ZooKeeper says which of them serves.
package elected

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/alluxio-gen/alluxio-gen/e2e/machines"
	"github.com/alluxio-gen/alluxio-gen/e2e/proof"
	"github.com/alluxio-gen/alluxio-gen/e2e/real"
	"github.com/alluxio-gen/alluxio-gen/e2e/stack"
	"github.com/alluxio-gen/alluxio-gen/e2e/zookeeper"
)

// TestElected: the journal is formatted by hand, once; the master that serves is killed and the other takes over; a backup is
// restored.
func TestElected(t *testing.T) {
	images := map[string]string{"alluxio/alluxio:2.9.6": real.Image(t, "2.9.6"), zookeeper.Name: zookeeper.Image(t)}
	s := stack.Committed(t, "further/swarm-elected")
	m := machines.Start(t, s, "10.79.0", images, "/srv/alluxio-e2e-files", "/srv/alluxio-e2e-journal")
	m.Swarm(t, "elected")
	s.Compile()
	m.Prepare(t) // which formats the journal on n1, as HOSTS.md says
	if said := m.On(t, "n1").Do("./journal.sh format"); !strings.Contains(said, "holds a journal: nothing to format") {
		t.Errorf("format says\n%s", said)
	}
	m.Deploy(t)
	for _, name := range m.Names {
		m.On(t, name).Smoke()
	}
	sum := m.Client(t, "n3", "app-n3").Store("/kept", "1M")
	t.Run("another master serves when the one that did is killed", func(t *testing.T) { failover(t, m, sum) })
	t.Run("a cluster begins anew with its backup", func(t *testing.T) { restored(t, m, sum) })
	m.At(t, "n1").Remove()
	m.Gone(t)
	m.Undo(t, "/srv/alluxio-e2e-journal")
}

// failover kills the container as a crash would; Swarm makes another.
func failover(t *testing.T, m machines.Machines, sum string) {
	first := m.Leader(t)
	c := m.Client(t, first, "app-"+first)
	before := c.Container("master-" + first).ID
	c.Do("docker kill " + before)
	start := time.Now()
	client := m.Client(t, "n3", "app-n3")
	client.Until("somebody else serves", func() bool {
		out, err := client.TryAlluxio("fs", "checksum", "/kept")
		return err == nil && strings.Contains(out, "md5")
	})
	proof.Log(t, proof.Fact{What: "failover by ZooKeeper in a swarm", Value: fmt.Sprintf("%.0f s from the death of the master that served to an answer", time.Since(start).Seconds())})
	client.AssertReads("/kept", sum)
	part := m.On(t, first)
	part.Until("Swarm has made another container of it", func() bool {
		now := part.Container("master-" + first)
		return now.ID != before && now.State.Health.Status == "healthy"
	})
}

// restored: on the host that formats, with the commands that journal.sh names.
func restored(t *testing.T, m machines.Machines, sum string) {
	leader := m.Leader(t)
	m.On(t, leader).Do("./journal.sh backup saved.gz")
	m.Client(t, "n3", "app-n3").Alluxio("fs", "mkdir", "/later")
	m.At(t, "n1").Do("docker service scale elected_master-n1=0 elected_master-n2=0")
	part := m.On(t, "n1")
	if leader != "n1" {
		part.Do("cp ../" + leader + "/saved.gz .")
	}
	part.Do("./journal.sh restore --others-stopped saved.gz")
	m.At(t, "n1").Do("docker service scale elected_master-n1=1 elected_master-n2=1")
	m.Leader(t)
	c := m.Client(t, "n3", "app-n3")
	c.Until("the file is known", func() bool {
		out, err := c.TryAlluxio("fs", "checksum", "/kept")
		return err == nil && strings.Contains(out, "md5")
	})
	c.AssertReads("/kept", sum)
	if list := c.Alluxio("fs", "ls", "/"); strings.Contains(list, "/later") {
		t.Errorf("after the restore there is\n%s", list)
	}
}
