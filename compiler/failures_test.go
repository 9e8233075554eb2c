package compiler

import (
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/compiler/plan"
)

// What people met and what can't happen here, by construction: internal/docs/failures.cue names these tests.

// eachWorker runs a test on every worker of every example, with the size of its memory tier in bytes.
func eachWorker(t *testing.T, check func(t *testing.T, h plan.Host, s plan.Service, size int64)) {
	t.Helper()
	eachService(t, func(t *testing.T, h plan.Host, s plan.Service) {
		if s.Role != plan.Worker {
			return
		}
		for _, key := range []string{"alluxio.worker.ramdisk.size", "alluxio.worker.memory.size", "alluxio.worker.tieredstore.level0.dirs.quota"} {
			if text := value(h.Delivered[s.Name], key); text != "" {
				check(t, h, s, bytesOf(t, text))
				return
			}
		}
		t.Error("nobody tells the worker how large its memory is")
	})
}

func bytesOf(t *testing.T, text string) int64 {
	t.Helper()
	for unit, shift := range map[string]int{"MB": 20, "GB": 30} {
		if number, ok := strings.CutSuffix(text, unit); ok {
			n, err := strconv.ParseInt(number, 10, 64)
			if err != nil {
				t.Fatal(err)
			}
			return n << shift
		}
	}
	t.Fatalf("%q is neither MB nor GB", text)
	return 0
}

// What holds a memory tier is larger than its quota by two blocks of 64 MB at least, and /dev/shm is never a mount.
func TestTheTierFitsWhatHoldsIt(t *testing.T) {
	const room = 128 << 20
	eachWorker(t, func(t *testing.T, h plan.Host, s plan.Service, size int64) {
		held := s.ShmSize
		for _, m := range s.Mounts {
			if m.Target == "/dev/shm" {
				t.Error("/dev/shm is a mount: its size is not the container's")
			}
			held = max(held, capacityOf(t, h, m))
		}
		if held < size+room {
			t.Errorf("a tier of %d bytes in %d", size, held)
		}
	})
}

// capacityOf is what a mount can hold in memory, 0 for a disk. A ramdisk counts by the directories that share it.
func capacityOf(t *testing.T, h plan.Host, m plan.Mount) int64 {
	t.Helper()
	for _, r := range h.Prep.Ramdisks {
		if slices.ContainsFunc(r.Tiers, func(tier plan.Tier) bool { return tier.Path == m.Source }) {
			return r.Size / int64(len(r.Tiers))
		}
	}
	for _, v := range h.Volumes {
		size, _, _ := strings.Cut(strings.TrimPrefix(v.Options["o"], "size="), ",")
		if n, err := strconv.ParseInt(size, 10, 64); v.Key == m.Source && err == nil {
			return n
		}
	}
	return 0
}

// The first tier's path reaches the worker by the variable that every start script reads as it, and by nothing else; its
// size the scripts leave alone.
func TestTheWorkerFindsItsTier(t *testing.T) {
	eachWorker(t, func(t *testing.T, h plan.Host, s plan.Service, _ int64) {
		told := ""
		for _, v := range s.Environment {
			if v.Name == "ALLUXIO_RAM_FOLDER" {
				told = v.Value
			}
		}
		mounted := s.ShmSize > 0 && told == "" || slices.ContainsFunc(s.Mounts, func(m plan.Mount) bool { return m.Target == told && capacityOf(t, h, m) > 0 })
		if !mounted {
			t.Errorf("the tier is looked for at %q, where no memory is", told)
		}
		for _, d := range h.Delivered[s.Name] {
			scripted := d.Key == "alluxio.worker.tieredstore.level0.alias" || d.Key == "alluxio.worker.tieredstore.level0.dirs.path"
			if scripted && d.Carrier != "ALLUXIO_RAM_FOLDER" {
				t.Errorf("%s by %s: the start script would put its own in front", d.Key, d.Carrier)
			}
		}
	})
}

// Each JVM of a server is told its own heap, by its own variable; the one for all of them is never set.
func TestEachJVMHasItsOwnMemory(t *testing.T) {
	eachService(t, func(t *testing.T, _ plan.Host, s plan.Service) {
		if s.Role != plan.Master && s.Role != plan.Worker {
			return
		}
		heaps := 0
		for _, v := range s.Environment {
			if v.Name == "ALLUXIO_JAVA_OPTS" {
				t.Errorf("every process would get %q", v.Value)
			}
			if strings.HasPrefix(v.Value, "-Xmx") {
				heaps++
			}
		}
		if heaps == 0 {
			t.Error("no heap is said")
		}
	})
}

// What a client shares with a worker it sees where the worker sees it: blocks and sockets are opened by the worker's path.
func TestSharersSeeOnePath(t *testing.T) {
	for name, p := range plans(t) {
		for _, h := range p.Hosts {
			where := map[string]string{}
			for _, s := range h.Services {
				for _, m := range s.Mounts {
					if s.Role == plan.Worker {
						where[m.Source] = m.Target
					}
				}
			}
			for _, s := range h.Services {
				for _, m := range s.Mounts {
					if target, shared := where[m.Source]; s.Role == plan.Client && shared && target != m.Target && !isOurs(h, m.Source) {
						t.Errorf("%s/%s: %s at %s, and in the worker at %s", name, s.Name, m.Source, m.Target, target)
					}
				}
			}
		}
	}
}

// No two workers of a host, and no two clusters, have one directory of sockets, and one that is a file is removed first.
func TestSocketsAreNotShared(t *testing.T) {
	for name, p := range plans(t) {
		for _, h := range p.Hosts {
			seen := map[string]bool{}
			for _, s := range h.Services {
				at := value(h.Delivered[s.Name], "alluxio.worker.data.server.domain.socket.address")
				if s.Role != plan.Worker || at == "" {
					continue
				}
				uuid := value(h.Delivered[s.Name], "alluxio.worker.data.server.domain.socket.as.uuid") == "true"
				i := slices.IndexFunc(s.Mounts, func(m plan.Mount) bool { return m.Target == at || m.Target == path.Dir(at) })
				if i < 0 || uuid != (s.Mounts[i].Target == at) {
					t.Fatalf("%s/%s: the socket %s, a folder: %v, in none of %v", name, s.Name, at, uuid, s.Mounts)
				}
				m := s.Mounts[i]
				if seen[m.Source] || m.Type == plan.Bind && !strings.HasSuffix(m.Source, "/"+p.Cluster+"/"+s.Name) {
					t.Errorf("%s/%s: %s may be another's too", name, s.Name, m.Source)
				}
				seen[m.Source] = true
				if !uuid && !slices.Contains(s.Entrypoint, at) {
					t.Errorf("%s/%s: a socket that is left from the last run is not removed", name, s.Name)
				}
			}
		}
	}
}

// Every server sees the under storages, from the same sources at the same paths, with the files that their clients read, and
// so do the job processes inside them.
func TestServersSeeOneUnderStorage(t *testing.T) {
	for name, p := range plans(t) {
		seen := map[string]bool{}
		for _, h := range p.Hosts {
			for _, s := range h.Services {
				if s.Role == plan.Master || s.Role == plan.Worker {
					seen[fmt.Sprint(storages(s))] = true
				}
			}
		}
		if len(seen) != 1 || seen["[]"] {
			t.Errorf("%s: seen as %v", name, seen)
		}
	}
}

// storages are the mounts of a service that an under storage asks for.
func storages(s plan.Service) []plan.Mount {
	return slices.DeleteFunc(slices.Clone(s.Mounts), func(m plan.Mount) bool { return !strings.HasPrefix(m.From, "underStorage.") })
}

// A journal is in a volume or on the host, at a path that no release is part of.
func TestJournalsOutliveTheirContainers(t *testing.T) {
	eachService(t, func(t *testing.T, h plan.Host, s plan.Service) {
		folder := value(h.Delivered[s.Name], "alluxio.master.journal.folder")
		if s.Role != plan.Master {
			return
		}
		if strings.HasPrefix(folder, "/opt/alluxio") || !slices.ContainsFunc(s.Mounts, func(m plan.Mount) bool { return m.Target == folder }) {
			t.Errorf("the journal is in the container's own %q", folder)
		}
	})
}

// Volumes that Docker makes for root are given to the image's user before anything starts in them.
func TestVolumesAreGivenToTheUser(t *testing.T) {
	eachService(t, func(t *testing.T, h plan.Host, s plan.Service) {
		if s.Role != plan.Master && s.Role != plan.Worker || h.Prep.UID == 0 {
			return
		}
		given := map[string]bool{}
		for _, v := range h.Services {
			for _, m := range v.Mounts {
				given[m.Source] = given[m.Source] || v.Role == plan.Volumes && slices.Contains(v.Command, m.Target)
			}
		}
		for _, m := range s.Mounts {
			if m.Type == plan.NamedVolume && capacityOf(t, h, m) == 0 && !given[m.Source] {
				t.Errorf("volume %s stays root's", m.Source)
			}
		}
	})
}

// All servers of Alluxio in a cluster run one image.
func TestServersAreOneImage(t *testing.T) {
	for name, p := range plans(t) {
		images := map[string]bool{}
		for _, h := range p.Hosts {
			for _, s := range h.Services {
				if !slices.Contains([]plan.Role{plan.Client, plan.Once, plan.ZooKeeper, plan.Side, plan.SideOnce}, s.Role) {
					images[s.Image] = true
				}
			}
		}
		if len(images) != 1 {
			t.Errorf("%s: %v", name, images)
		}
	}
}

// Only files of ours are mounted into the own folders of Alluxio's image, never a folder but the empty one for logs; and the one file of Kerberos, where every JVM
// looks for it, and that of FUSE, in which the host gives leave. What clients mount of their own, rule mount/over looks at.
func TestNoFolderOfTheImageIsHidden(t *testing.T) {
	eachService(t, func(t *testing.T, h plan.Host, s plan.Service) {
		if s.Role == plan.Side || s.Role == plan.SideOnce {
			return
		}
		for _, m := range s.Mounts {
			if strings.HasSuffix(m.From, ".compose.volumes") {
				continue
			}
			inside := strings.HasPrefix(m.Target+"/", "/opt/alluxio/") || strings.HasPrefix(m.Target+"/", "/etc/")
			if inside && m.Target != "/etc/krb5.conf" && m.Target != "/etc/fuse.conf" && m.Target != "/opt/alluxio/logs" && !(isOurs(h, m.Source) && strings.HasSuffix(m.Target, ".properties")) {
				t.Errorf("%s hides what the image has at %s", m.Source, m.Target)
			}
		}
	})
}

// A server runs its role with its job process, which stores what is written asynchronously, or has it in a container of
// its own; and says nothing else.
func TestServersRunWhatTheEntrypointKnows(t *testing.T) {
	eachService(t, func(t *testing.T, h plan.Host, s plan.Service) {
		if s.Role != plan.Master && s.Role != plan.Worker {
			return
		}
		role := string(s.Role)
		if slices.ContainsFunc(h.Services, func(j plan.Service) bool {
			return j.Name == s.Name+"-job" && slices.Equal(j.Command, []string{"job-" + role})
		}) {
			role += "-only"
		}
		if !slices.Equal(s.Command, []string{role}) && !slices.Equal(s.Command, []string{role, "--no-format"}) {
			t.Errorf("the entrypoint is given %q", s.Command)
		}
	})
}

// A health check asks every port that says that a process serves, where the process listens, by number.
func TestHealthAsksEachProcess(t *testing.T) {
	source := Source{Name: "c.cue", Content: []byte(`
		name: "moved", release: "2.9.5", underStorage: "/": local: {}
		masters: master: properties: {"alluxio.master.web.port": 31001, "alluxio.job.master.rpc.port": 31002}
		workers: worker: {
			memory: {size: "1GB", volume: {}}
			properties: {"alluxio.worker.rpc.port": 31003, "alluxio.job.worker.rpc.port": 31004}
		}`)}
	_, p, ds, err := layOut(source)
	if err != nil || p == nil {
		t.Fatal(ds, err)
	}
	for service, ports := range map[string][]string{"master": {"31001", "31002"}, "worker": {"31003", "31004"}} {
		i := slices.IndexFunc(p.Hosts[0].Services, func(s plan.Service) bool { return s.Name == service })
		test := strings.Join(p.Hosts[0].Services[i].Health.Test, " ")
		for _, port := range ports {
			if !strings.Contains(test, "/dev/tcp/127.0.0.1/"+port) {
				t.Errorf("%s: port %s is not asked: %s", service, port, test)
			}
		}
	}
}

// A worker starts when the masters of its host serve, but with Swarm, and both come back by themselves.
func TestWorkersWaitForTheirMasters(t *testing.T) {
	eachService(t, func(t *testing.T, h plan.Host, s plan.Service) {
		if s.Role != plan.Worker {
			return
		}
		for _, m := range h.Services {
			if m.Role == plan.Master && !h.Prep.Swarm && !slices.Contains(s.DependsOn, plan.Dependency{Service: m.Name, Condition: plan.Healthy}) {
				t.Errorf("does not wait for %s", m.Name)
			}
		}
		if s.Restart == "" {
			t.Error("does not come back when it dies")
		}
	})
}

// What a container prints has a limit, everywhere; log files of Alluxio's own are each container's alone.
func TestLogsHaveAPlaceAndALimit(t *testing.T) {
	eachService(t, func(t *testing.T, h plan.Host, s plan.Service) {
		if s.Logging.Files == 0 || s.Logging.Size == 0 {
			t.Error("what it prints is kept for ever")
		}
		for _, m := range s.Mounts {
			if m.Target != "/opt/alluxio/logs" {
				continue
			}
			for _, other := range h.Services {
				shared := slices.ContainsFunc(other.Mounts, func(o plan.Mount) bool { return o.Source == m.Source })
				if shared && other.Name != s.Name && other.Role != plan.Volumes {
					t.Errorf("%s writes to the same log files", other.Name)
				}
			}
		}
	})
}
