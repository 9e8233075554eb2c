// Package judge says of compiled files whether the cluster that they make would run, and whether it is the one that was
// described. It reads them as their consumers do: Compose's own loader, and the model of the images (internal/contract).
// It knows nothing of the compiler, and asks only what holds for every release and every cluster.
package judge

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Faults are what would not run in a cluster, or not as the parts of it were told, in words.
func (c *Cluster) Faults() []string {
	var f faults
	for _, check := range []func(*Cluster, *faults){
		mastersAreFound, workersAreFound, tiersAreHeld, storageIsSeen, journalsAreKept, clientsShareWhatTheyOpen, portsAreOnesOwn,
		limitsHold, healthAsksWhatListens, mountsAreSeen, hostIsPrepared,
	} {
		check(c, &f)
	}
	slices.Sort(f)
	return slices.Compact(f)
}

type faults []string

func (f *faults) add(format string, args ...any) { *f = append(*f, fmt.Sprintf(format, args...)) }

// address is where an Alluxio master listens.
func address(read map[string]string, role string) string {
	return read["alluxio."+role+".hostname"] + ":" + strconv.Itoa(portOf(read, "alluxio."+role+".rpc.port", "alluxio."+role+".port"))
}

// Everyone looks for the masters where they are, and on a bridge by a name that Docker resolves.
func mastersAreFound(c *Cluster, f *faults) {
	there, published := map[string]bool{}, map[string]bool{}
	for s, read := range c.processes("master") {
		own := address(read, "master")
		there[own] = true
		published[s.published(own)] = true
		if name, _, _ := strings.Cut(own, ":"); !s.onHost() && !s.answersTo(name) {
			f.add("master %s calls itself %s, which nobody resolves", s.Name, own)
		}
	}
	all, open := slices.Sorted(maps.Keys(there)), slices.Sorted(maps.Keys(published))
	for who, read := range c.everyone() {
		if byZooKeeper(read) || who == outside && strings.HasPrefix(c.lacks, "alluxio.master.hostname") {
			continue
		}
		sought := strings.Split(read["alluxio.master.rpc.addresses"], ",")
		if sought[0] == "" {
			sought = []string{address(read, "master")}
		}
		slices.Sort(sought)
		if !slices.Equal(sought, all) && !(who == outside && slices.Equal(sought, open)) {
			f.add("%s looks for masters at %v, and they are at %v", who, sought, all)
		}
	}
}

// byZooKeeper says whether a process asks ZooKeeper which master leads.
func byZooKeeper(read map[string]string) bool { return read["alluxio.zookeeper.enabled"] == "true" }

// Each worker has an address of its own that the others resolve.
func workersAreFound(c *Cluster, f *faults) {
	seen := map[string]string{}
	for s, read := range c.processes("worker") {
		name := read["alluxio.worker.hostname"]
		if name == "" || !s.onHost() && !s.answersTo(name) {
			f.add("worker %s calls itself %q, which nobody resolves", s.Name, name)
		}
		own := name + ":" + strconv.Itoa(portOf(read, "alluxio.worker.rpc.port", "alluxio.worker.port"))
		if other, taken := seen[own]; taken {
			f.add("workers %s and %s are both %s", other, s.Name, own)
		}
		seen[own] = s.Name
	}
}

// Every directory of a tier is a mount of the worker's own, and what is in memory has room for its quota.
func tiersAreHeld(c *Cluster, f *faults) {
	owner := map[string]string{}
	for s, read := range c.processes("worker") {
		for _, d := range tiersOf(read) {
			m, held := s.at(d.path)
			switch {
			case d.path == "/dev/shm" && !held:
				if int64(s.ShmSize) <= d.quota {
					f.add("worker %s keeps %d bytes in a /dev/shm of %d", s.Name, d.quota, s.ShmSize)
				}
				continue
			case !held:
				f.add("worker %s keeps blocks at %s, which is its container's own", s.Name, d.path)
				continue
			}
			if size := s.host.memoryOf(m); size > 0 && size <= d.quota {
				f.add("worker %s keeps %d bytes in a volume of %d", s.Name, d.quota, size)
			}
			if m.ReadOnly {
				f.add("worker %s may not write at %s", s.Name, d.path)
			}
			from := s.host.dir + " " + m.Source
			if other, taken := owner[from]; taken {
				f.add("workers %s and %s keep blocks in one place, %s", other, s.Name, m.Source)
			}
			owner[from] = s.Name
		}
	}
}

// A root that is a directory is one directory for all servers, at the path that they open.
func storageIsSeen(c *Cluster, f *faults) {
	roots := map[string]bool{}
	for _, role := range []string{"master", "worker", "job_master", "job_worker"} {
		for s, read := range c.processes(role) {
			root := cmp.Or(read["alluxio.master.mount.table.root.ufs"], read["alluxio.underfs.address"])
			if !strings.HasPrefix(root, "/") {
				roots[root] = true
				continue
			}
			m, held := s.at(root)
			if !held {
				f.add("%s opens the root at %s, which is its container's own", s.Name, root)
			}
			roots[root+" of "+m.Source] = true
		}
	}
	if len(roots) != 1 || roots[""] {
		f.add("the root is %v", slices.Sorted(maps.Keys(roots)))
	}
}

// A journal outlives its container, and is one master's.
func journalsAreKept(c *Cluster, f *faults) {
	owner := map[string]string{}
	for s, read := range c.processes("master") {
		folder := read["alluxio.master.journal.folder"]
		if byZooKeeper(read) {
			continue // one journal for all of them, which is nobody's own
		}
		if strings.HasPrefix(folder, "hdfs://") {
			continue // beyond the hosts
		}
		m, held := s.at(folder)
		if !held || m.ReadOnly || s.host.memoryOf(m) > 0 {
			f.add("master %s keeps its journal at %q, where it is not kept", s.Name, folder)
			continue
		}
		from := s.host.dir + " " + m.Source
		if other, taken := owner[from]; taken {
			f.add("masters %s and %s have one journal, %s", other, s.Name, m.Source)
		}
		owner[from] = s.Name
	}
}

// A client that goes by a worker's name opens what that worker has, and so must see it where the worker sees it.
func clientsShareWhatTheyOpen(c *Cluster, f *faults) {
	for client, told := range c.clients() {
		name := told["alluxio.user.hostname"]
		for s, read := range c.processes("worker") {
			if name == "" || read["alluxio.worker.hostname"] != name {
				continue
			}
			socket := read["alluxio.worker.data.server.domain.socket.address"]
			if client == nil {
				f.add("%s would take itself for worker %s", outside, s.Name)
				continue
			}
			if socket != "" {
				if read["alluxio.worker.data.server.domain.socket.as.uuid"] != "true" && !client.sees(s, socket) {
					f.add("client %s takes itself for worker %s, and has not its socket", client.Name, s.Name)
				}
				continue
			}
			for _, d := range tiersOf(read) {
				if !client.sees(s, d.path) {
					f.add("client %s takes itself for worker %s, and has not its %s", client.Name, s.Name, d.path)
				}
			}
		}
	}
}

// portsAreOnesOwn: no two processes of a container listen at one port, nor two containers of a host's network.
func portsAreOnesOwn(c *Cluster, f *faults) {
	for _, h := range c.hosts {
		taken := map[string]string{}
		for _, s := range h.sorted() {
			space := s.Name
			if s.onHost() {
				space = "the host"
			}
			for _, name := range slices.Sorted(maps.Keys(s.read)) {
				for _, port := range portsOf(c.release, name, s.read[name]) {
					at := fmt.Sprint(space, " ", port)
					if other, clash := taken[at]; clash {
						f.add("%s and %s of %s both listen at %d of %s", other, name, s.Name, port, space)
					}
					taken[at] = name
				}
			}
		}
	}
}

// A limit is not less than what a container surely comes to need: the main heap and what its tier holds.
func limitsHold(c *Cluster, f *faults) {
	for s, read := range c.processes("worker") {
		need := s.heap("WORKER")
		for _, d := range tiersOf(read) {
			if m, held := s.at(d.path); !held || s.host.memoryOf(m) > 0 || s.host.isRamdisk(m) {
				need += d.quota
			}
		}
		if limit := int64(s.MemLimit); limit > 0 && limit < need {
			f.add("worker %s needs %d bytes and may have %d", s.Name, need, limit)
		}
	}
	for s := range c.processes("master") {
		if limit := int64(s.MemLimit); limit > 0 && limit < s.heap("MASTER") {
			f.add("master %s needs %d bytes and may have %d", s.Name, s.heap("MASTER"), limit)
		}
	}
}

// A health check asks only ports that its own container listens at.
func healthAsksWhatListens(c *Cluster, f *faults) {
	for _, s := range c.services() {
		if len(s.read) == 0 || s.HealthCheck == nil {
			continue
		}
		var open []int
		for name, read := range s.read {
			open = append(open, portsOf(c.release, name, read)...)
		}
		for _, m := range asked.FindAllStringSubmatch(strings.Join(s.HealthCheck.Test, " "), -1) {
			if port, _ := strconv.Atoi(m[1]); !slices.Contains(open, port) {
				f.add("%s is healthy when port %d answers, and listens at %v", s.Name, port, open)
			}
		}
	}
}

// What containers bind of the host, host-prep.sh speaks of.
func hostIsPrepared(c *Cluster, f *faults) {
	for _, s := range c.services() {
		for _, v := range s.Volumes {
			if v.Type != "bind" {
				continue
			}
			_, ours := s.host.files[strings.TrimPrefix(v.Source, "./")]
			if !ours && !strings.Contains(s.host.files["host-prep.sh"], v.Source) {
				f.add("%s binds %s, of which host-prep.sh knows nothing", s.Name, v.Source)
			}
		}
	}
}
