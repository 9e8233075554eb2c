package plan

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/alluxio-gen/alluxio-gen/compiler/model"
)

// logging are the variables by which a process learns of the log server: the site file refuses these keys, and the start
// scripts send logs only when they see both.
func (l *layout) logging() []Delivery {
	to := l.c.Properties.LogServer
	if to.Port == 0 {
		return nil
	}
	return []Delivery{
		{Property{Key: "alluxio.logserver.hostname", Value: to.Hostname, From: to.From}, InVariable, "ALLUXIO_LOGSERVER_HOSTNAME"},
		{Property{Key: "alluxio.logserver.port", Value: strconv.Itoa(to.Port), From: to.From}, InVariable, "ALLUXIO_LOGSERVER_PORT"},
	}
}

// loggedFirst makes servers wait for the log server of this host: what is logged before it listens is not sent.
func (l *layout) loggedFirst() (ds []Dependency) {
	for _, n := range l.logServers {
		ds = append(ds, Dependency{n, Healthy})
	}
	return ds
}

func (l *layout) proxy(name string) Service {
	p := l.c.Proxies[name]
	s := l.base(name, Proxy, "proxies", p.Group)
	l.attach(&s, name)
	s.answer(p.Instance, p.Server)
	s.Command = []string{"proxy"}
	l.tellServer(&s, "proxies."+p.Group+".jvm", l.delivered[name], jvm{"PROXY", p.Heap, p.Direct, p.Processors, nil})
	s.Mounts = append(l.site(&s), logsMount(p.Logs, "proxies."+p.Group)...)
	s.Health = health(0, p.Health)
	s.Restart = keepRunning
	live(&s, p.Instance)
	s.DependsOn = append(l.loggedFirst(), l.mastersFirst()...)
	return s
}

const logsVariable = "ALLUXIO_LOGSERVER_LOGS_DIR"

func (l *layout) logServer(name string) Service {
	p := l.c.LogServers[name]
	s := l.base(name, LogServer, "logServers", p.Group)
	l.attach(&s, name)
	s.answer(p.Instance, p.Server)
	s.Command = []string{"logserver"}
	l.tellServer(&s, "logServers."+p.Group+".jvm", l.delivered[name], jvm{"LOGSERVER", p.Heap, p.Direct, p.Processors, nil})
	s.Environment = append(s.Environment, Variable{logsVariable, p.Received.Path, "logServers." + p.Group + ".received"})
	s.Mounts = append(l.site(&s), receivedMount(p))
	s.Health = listens(p.Health[0])
	s.Restart = keepRunning
	live(&s, p.Instance)
	s.DependsOn = l.ownershipFirst()
	return s
}

func receivedMount(p model.LogServer) Mount {
	return place(p.Received.Host, p.Received.Volume, p.Received.Path, "logServers."+p.Group+".received")
}

// listens looks for a listening socket in the kernel's table: a log server takes every connection for a sender, and
// complains of one that says nothing.
func listens(port int) *Health {
	return health(0, nil, fmt.Sprintf(`while read -r _ local _ state _; do [[ $local != *:%04X || $state != 0A ]] || exit 0; done < <(cat /proc/net/tcp /proc/net/tcp6); exit 1`, port))
}

func jobName(server string) string { return server + "-job" }

// jobMaster is the job process of a master in a container of its own. It reads what its master reads.
func (l *layout) jobMaster(name string) Service {
	m := l.c.Masters[name]
	s := l.job(name, "MASTER", "masters", m.Instance, m.Server)
	s.Mounts = append(s.Mounts, kept(m)...)
	l.reach(&s)
	l.reachJournal(&s, m)
	s.DependsOn = append(l.loggedFirst(), Dependency{name, Healthy})
	return s
}

// jobWorker is that of a worker, with what its worker opens: under storages, tiers and the socket.
func (l *layout) jobWorker(name string) Service {
	w := l.c.Workers[name]
	s := l.job(name, "WORKER", "workers", w.Instance, w.Server)
	l.reach(&s)
	s.Mounts = append(s.Mounts, tierMounts(w)...)
	if w.ShortCircuit.Kind == "socket" {
		s.Mounts = append(s.Mounts, socketMount(w))
	}
	s.DependsOn = append(l.loggedFirst(), Dependency{name, Healthy})
	for _, m := range l.masters {
		if l.c.Masters[m].Job.Separate {
			s.DependsOn = append(s.DependsOn, Dependency{jobName(m), Healthy})
		}
	}
	return s
}

func (l *layout) job(server, role, kind string, i model.Instance, m model.Server) Service {
	name := jobName(server)
	s := l.base(name, Job, kind, i.Group, "job")
	l.attach(&s, name)
	s.Command = []string{"job-" + strings.ToLower(role)}
	s.open(m.Job.Published, nil)
	l.tellServer(&s, kind+"."+i.Group+".job", l.delivered[name], jvm{"JOB_" + role, m.JobHeap, m.JobDirect, 0, trustOptions(l.c)})
	s.Mounts = l.site(&s)
	s.Memory, s.CPUs, s.OpenFiles, s.StopGrace = m.Job.Limit, m.Job.CPUs, m.Job.OpenFiles, i.StopGrace
	s.Health = health(0, m.Job.Health)
	s.Restart = keepRunning
	return s
}
