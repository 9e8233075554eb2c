package plan

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"github.com/alluxio-gen/alluxio-gen/compiler/model"
)

const (
	home        = "/opt/alluxio"
	siteTarget  = home + "/conf/alluxio-site.properties"
	launcher    = home + "/bin/alluxio"
	keepRunning = "unless-stopped"
)

func compare(a, b string) int { return cmp.Compare(a, b) }

func (l *layout) master(name string) Service {
	m := l.c.Masters[name]
	s := l.base(name, Master, "masters", m.Group)
	l.attach(&s, name)
	s.answer(m.Instance, m.Server)
	s.Command = l.command("master", m.Job)
	l.tellServer(&s, "masters."+m.Group+".jvm", l.delivered[name], l.joined("MASTER", m.Instance, m.Server)...)
	s.Mounts = append(l.site(&s), kept(m)...)
	l.reach(&s)
	l.reachJournal(&s, m)
	s.Mounts = append(s.Mounts, logsMount(m.Logs, "masters."+m.Group)...)
	s.Health = health(m.Web, m.Health)
	s.DependsOn = append(append(l.ownershipFirst(), l.loggedFirst()...), l.journalFirst(name)...)
	s.DependsOn = append(s.DependsOn, l.sidesFirst("masters")...)
	if l.c.Row.NoFormat {
		s.Restart = keepRunning
	}
	for _, z := range l.zookeepers {
		s.DependsOn = append(s.DependsOn, Dependency{z, Healthy})
	}
	live(&s, m.Instance)
	return s
}

func (l *layout) worker(name string) Service {
	w := l.c.Workers[name]
	s := l.base(name, Worker, "workers", w.Group)
	l.attach(&s, name)
	s.answer(w.Instance, w.Server)
	s.Command = l.command("worker", w.Job)
	l.tellServer(&s, "workers."+w.Group+".jvm", l.delivered[name], l.joined("WORKER", w.Instance, w.Server)...)
	s.Environment = append(s.Environment, keepTier(w)...)
	s.Mounts = l.site(&s)
	l.reach(&s)
	l.tiers(&s, w)
	l.offer(&s, w)
	s.Mounts = append(s.Mounts, logsMount(w.Logs, "workers."+w.Group)...)
	s.Health = health(0, w.Health)
	if w.Fuse != nil {
		l.letMount(&s, w.Fuse, "workers."+w.Group+".fuse")
		s.Health = health(0, w.Health, isMounted(w.Fuse))
	}
	s.Restart = keepRunning
	live(&s, w.Instance)
	s.DependsOn = append(l.ownershipFirst(), l.loggedFirst()...)
	s.DependsOn = append(s.DependsOn, l.mastersFirst()...)
	s.DependsOn = append(s.DependsOn, l.mountedFirst(Worker)...)
	s.DependsOn = append(s.DependsOn, l.sidesFirst("workers")...)
	return s
}

func (l *layout) mastersFirst() (ds []Dependency) {
	for _, m := range l.masters {
		ds = append(ds, Dependency{m, Healthy})
	}
	return ds
}

// command is the role, kept from formatting where the release can be told.
func (l *layout) command(role string, job model.Job) []string {
	if job.Separate {
		role += "-only"
	}
	if l.c.Row.NoFormat {
		return []string{role, "--no-format"}
	}
	return []string{role}
}

// tiers gives a worker its directories.
func (l *layout) tiers(s *Service, w model.Worker) {
	if w.Memory.Kind == "shm" {
		s.ShmSize = w.Memory.Backing
		s.IPC = l.sharedIPC(s.Name)
	}
	s.Mounts = append(s.Mounts, tierMounts(w)...)
}

// sharedIPC opens a worker's IPC name space when a client joins it.
func (l *layout) sharedIPC(worker string) string {
	for _, n := range l.clients {
		if l.c.Clients[n].IPC == "service:"+worker {
			return "shareable"
		}
	}
	return ""
}

// offer mounts a worker's socket directory. A socket that is one file outlives its worker and must go before the next.
func (l *layout) offer(s *Service, w model.Worker) {
	if w.ShortCircuit.Kind != "socket" {
		return
	}
	s.Mounts = append(s.Mounts, socketMount(w))
	if !w.ShortCircuit.UUID {
		s.Entrypoint = []string{"/bin/sh", "-c", `rm -f -- "$1" && shift && exec /entrypoint.sh "$@"`, "sh", w.ShortCircuit.Address}
	}
}

// ownership is the one-shot that gives fresh named volumes, which belong to root, to the release's user.
func (l *layout) ownership() (Service, bool) {
	if len(l.owned) == 0 || l.c.Row.UID == 0 {
		return Service{}, false
	}
	s := l.base(ownershipName, Volumes)
	s.User = "0:0"
	s.NetworkMode = "none"
	s.Entrypoint = []string{"/bin/chown", fmt.Sprintf("%d:%d", l.c.User.UID, l.c.User.GID)}
	for _, m := range l.owned {
		s.Mounts = append(s.Mounts, m)
		s.Command = append(s.Command, m.Target)
	}
	return s, true
}

const ownershipName = "volumes"

func (l *layout) ownershipFirst() []Dependency {
	if len(l.owned) == 0 || l.c.Row.UID == 0 {
		return nil
	}
	return []Dependency{{ownershipName, Completed}}
}

// health asks, by bash alone, which no image of any release lacks, whether a master says that it serves (its RPC port
// answers seconds before that), whether every other port answers, and whatever else is asked in bash.
func health(web int, ports []int, more ...string) *Health {
	var tests []string
	if web != 0 {
		tests = append(tests, fmt.Sprintf(masterServes, web))
	}
	for _, p := range ports {
		tests = append(tests, "</dev/tcp/127.0.0.1/"+strconv.Itoa(p))
	}
	return &Health{
		Test:     []string{"CMD", "/bin/bash", "-c", strings.Join(append(tests, more...), " && ")},
		Interval: 3, Timeout: 5, Retries: 10, StartFor: 120,
	}
}

// masterServes wants 200 of a master's REST interface: 500 while it takes over, nothing before.
const masterServes = `exec 3<>/dev/tcp/127.0.0.1/%d && printf 'GET /api/v1/master/info HTTP/1.0\r\n\r\n' >&3 && ` +
	`read -r -t 4 _ code _ <&3 && [ "$code" = 200 ]`
