// Package nodes deploys one stack file to a swarm of three nodes, each a machine of its own.
package nodes

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/e2e/machines"
	"github.com/alluxio-gen/alluxio-gen/e2e/proof"
	"github.com/alluxio-gen/alluxio-gen/e2e/real"
	"github.com/alluxio-gen/alluxio-gen/e2e/stack"
)

// TestNodes: tasks run on the nodes of their hosts, a property of all masters is changed and nothing is lost, a backup is
// restored, and afterwards each node is as before.
func TestNodes(t *testing.T) {
	source := real.Image(t, "2.9.6")
	s := stack.Committed(t, "further/swarm-nodes")
	m := machines.Start(t, s, "10.78.0", map[string]string{"alluxio/alluxio:2.9.6": source}, "/srv/alluxio-e2e-files", "/srv/alluxio-e2e-scans")
	m.At(t, "n1").Do("echo scanned >/srv/alluxio-e2e-scans/scan")
	m.Swarm(t, "nodes")
	s.Compile()
	m.Prepare(t)
	m.Deploy(t)
	t.Run("each task runs on its node", func(t *testing.T) { placed(t, m) })
	for _, name := range m.Names {
		m.On(t, name).Smoke() // which claims the mount below the root
	}
	sums := map[string]string{}
	for _, name := range m.Names {
		sums["/"+name] = m.Client(t, name, "app-"+name).Store("/"+name, "1M")
	}
	kept(t, m, sums)
	t.Run("a changed property of the masters keeps the journal", func(t *testing.T) { rolls(t, m, sums) })
	t.Run("a cluster begins anew with its backup", func(t *testing.T) { restored(t, m, sums) })
	m.At(t, "n1").Remove()
	m.Gone(t)
	m.Undo(t)
}

// placed: what ends in -n1 runs on n1, and so on; the one that mounts has ended.
func placed(t *testing.T, m machines.Machines) {
	nodes := m.Nodes(t)
	for service, node := range nodes {
		if at := service[strings.LastIndex(service, "-")+1:]; at != node && service != "nodes_mounts" {
			t.Errorf("%s runs on %s", service, node)
		}
	}
	if len(nodes) != 10 {
		t.Errorf("tasks: %v", nodes)
	}
	proof.Log(t, proof.Fact{What: "tasks on the node of their host", Value: fmt.Sprintf("%d of %d", len(nodes), 10)})
}

// kept: every node reads what was written, and what lies below the root.
func kept(t *testing.T, m machines.Machines, sums map[string]string) {
	t.Helper()
	for i, path := range slices.Sorted(maps.Keys(sums)) {
		name := m.Names[(i+1)%len(m.Names)] // another one than wrote it
		c := m.Client(t, name, "app-"+name)
		c.Until("masters serve", func() bool {
			out, err := c.TryAlluxio("fs", "checksum", path)
			return err == nil && strings.Contains(out, "md5")
		})
		c.AssertReads(path, sums[path])
	}
	c := m.Client(t, "n2", "app-n2")
	if got := c.Alluxio("fs", "cat", "/scans/scan"); !strings.Contains(got, "scanned") {
		t.Errorf("/scans/scan reads %q", got)
	}
}

// rolls: all masters are other containers after docker stack deploy, nobody else is, and none has formatted.
func rolls(t *testing.T, m machines.Machines, sums map[string]string) {
	before := containers(t, m)
	m.Edit("cluster.cue", "journal: embedded: {},", `journal: embedded: {}, properties: "alluxio.master.worker.timeout": "4min",`)
	m.Stack.Compile()
	m.Deploy(t)
	for service, id := range containers(t, m) {
		if (id != before[service]) != strings.HasPrefix(service, "master") {
			t.Errorf("%s: container %.12s, before %.12s", service, id, before[service])
		}
	}
	kept(t, m, sums)
	proof.Log(t, proof.Fact{What: "a changed property of three masters", Value: "their containers alone are others; every file reads as it was written"})
}

// containers are those of all services, by name.
func containers(t *testing.T, m machines.Machines) map[string]string {
	t.Helper()
	all := map[string]string{}
	for _, name := range m.Names {
		part := m.On(t, name)
		for _, service := range []string{"master-" + name, "worker-" + name, "app-" + name} {
			all[service] = part.Container(service).ID
		}
	}
	return all
}

// restored: by journal.sh, with the commands that it names.
func restored(t *testing.T, m machines.Machines, sums map[string]string) {
	leader := m.Leader(t)
	m.On(t, leader).Do("./journal.sh backup saved.gz")
	m.Client(t, "n1", "app-n1").Alluxio("fs", "mkdir", "/later")
	part := m.On(t, leader)
	if out, err := part.TryDo("./journal.sh restore saved.gz"); err == nil || !strings.Contains(err.Error(), "docker service scale nodes_master-n1=0") {
		t.Errorf("a restore while masters run says %v\n%s", err, out)
	}
	manager := m.At(t, "n1")
	manager.Do("docker service scale nodes_master-n1=0 nodes_master-n2=0 nodes_master-n3=0")
	for _, name := range m.Names {
		part := m.On(t, name)
		if name != leader {
			part.Do("cp ../" + leader + "/saved.gz .")
		}
		part.Do("./journal.sh restore --others-stopped saved.gz")
	}
	m.At(t, "n1").Do("docker service scale nodes_master-n1=1 nodes_master-n2=1 nodes_master-n3=1")
	kept(t, m, sums)
	c := m.Client(t, "n1", "app-n1")
	if list := c.Alluxio("fs", "ls", "/"); strings.Contains(list, "/later") {
		t.Errorf("after the restore there is\n%s", list)
	}
}
