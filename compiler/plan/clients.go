package plan

import (
	"strconv"

	"github.com/alluxio-gen/alluxio-gen/compiler/model"
)

// foreignTarget is where every Alluxio client looks for its site file, whatever image it runs in.
const foreignTarget = "/etc/alluxio/alluxio-site.properties"

func (l *layout) client(name string) Service {
	c := l.c.Clients[name]
	s := l.base(name, Client, "clients", c.Group)
	l.attach(&s, c.Hostname)
	s.IPv4 = c.IPv4
	s.open(c.Published, nil)
	s.IPC = c.IPC
	s.Mounts = l.site(&s)
	l.run(&s, c)
	l.take(&s, c)
	s.Mounts = append(s.Mounts, ownMounts(c.Mounts, "clients."+c.Group)...)
	live(&s, c.Instance)
	s.DependsOn = append(l.clientAfter(c), l.mountedFirst(Client)...)
	if c.Once == nil {
		s.DependsOn = append(s.DependsOn, l.onceFirst()...)
	}
	s.DependsOn = append(s.DependsOn, l.sidesFirst("clients")...)
	if c.Own && len(volumesOf(ownMounts(c.Mounts, ""))) > 0 {
		s.DependsOn = append(s.DependsOn, l.ownershipFirst()...)
	}
	return s
}

// run says what the container does: the image's own, the command that is given, or waiting for `docker compose exec`.
func (l *layout) run(s *Service, c model.Client) {
	if c.Image != "" {
		s.Image, s.PullNever, s.Platform = c.Image, false, c.Platform
	}
	if !c.Own {
		s.Mounts[0].Target = foreignTarget
	}
	switch {
	case c.Fuse != nil:
		l.mountFiles(s, c)
		return
	case c.Once != nil:
		runOnce(s, c)
	case c.Waits:
		s.Entrypoint = []string{"tail", "-f", "/dev/null"}
		s.StopSignal = "SIGKILL" // as PID 1, tail is deaf to SIGTERM
		s.Restart = keepRunning
	case !c.Own && len(c.Command) > 0: // an empty list would take the image's own command away
		s.Command = c.Command
	case len(c.Command) > 0:
		s.Entrypoint, s.Command = c.Command[:1], c.Command[1:]
	}
	if c.Own {
		s.tellOptions(userOptions, "clients."+c.Group+".jvm.heap", jvmOptions(c.Heap, 0, 0), through(InOptions, l.delivered[s.Name]))
	}
}

// take mounts what the worker beside the client offers, at the worker's own path: Alluxio opens blocks by that path.
func (l *layout) take(s *Service, c model.Client) {
	if c.ShortCircuit == "none" {
		return
	}
	w := l.c.Workers[c.Worker]
	if c.ShortCircuit == "socket" {
		s.Mounts = append(s.Mounts, socketMount(w))
	} else {
		s.Mounts = append(s.Mounts, tierMounts(w)...)
	}
}

func (l *layout) clientAfter(c model.Client) []Dependency {
	if w, known := l.c.Workers[c.Worker]; known && w.Host == l.name {
		return []Dependency{{c.Worker, Healthy}}
	}
	var ds []Dependency
	for _, m := range l.masters {
		ds = append(ds, Dependency{m, Healthy})
	}
	return ds
}

// jvmSize writes bytes, a whole number of MB, as a JVM takes them.
func jvmSize(bytes int64) string { return strconv.FormatInt(bytes>>20, 10) + "m" }
