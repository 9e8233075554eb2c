package plan

import "github.com/alluxio-gen/alluxio-gen/compiler/model"

// runOnce makes a client of a service that ends. In Alluxio's own image it looks first whether there is anything to do.
func runOnce(s *Service, c model.Client) {
	s.Role = Once
	if len(c.Command) > 0 { // an empty list would take the image's own command away
		s.Command = c.Command
	}
	if c.Own {
		s.Entrypoint = []string{"/bin/sh", "-c", onceScript, launcher, c.Once.Creates}
	}
}

// onceScript is named like the launcher, and given a path of Alluxio, or nothing, and the command.
const onceScript = `PATH=$PATH:${0%/*}
if [ -n "$1" ] && "$0" fs stat "$1" >/dev/null 2>&1; then
	echo "$1 is there: nothing to do"
	exit
fi
shift
exec "$@"`

// onceFirst are the clients of this host that end.
func (l *layout) onceFirst() (ds []Dependency) {
	for _, n := range l.clients {
		if l.c.Clients[n].Once != nil {
			ds = append(ds, Dependency{n, Completed})
		}
	}
	return ds
}

const keeperName = "once"

// keeper waits for those that end and that nobody waits for: Compose takes a service that ends for a failure unless another one
// waits for its end. So `up --wait` tells how they ended, and nothing else waits with it.
func (l *layout) keeper(services []Service) (Service, bool) {
	awaited := map[string]bool{}
	for _, s := range services {
		for _, d := range s.DependsOn {
			awaited[d.Service] = awaited[d.Service] || d.Condition == Completed
		}
	}
	s := l.base(keeperName, Keeper)
	s.NetworkMode = "none"
	s.Entrypoint, s.StopSignal, s.Restart = []string{"tail", "-f", "/dev/null"}, "SIGKILL", keepRunning
	for _, other := range services {
		if (other.Role == Once || other.Role == SideOnce) && !awaited[other.Name] {
			s.DependsOn = append(s.DependsOn, Dependency{other.Name, Completed})
		}
	}
	return s, len(s.DependsOn) > 0
}
