package plan

import (
	"cmp"
	_ "embed" // waiting.sh
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/alluxio-gen/alluxio-gen/compiler/model"
)

// Beside is what journal.sh needs to do by containers of its own what Swarm has no services for: those that run once.
type Beside struct {
	// Services are the masters of the whole cluster, as the swarm calls them.
	Services []string
	// Tasks are the one-shots that format the journals which this host restores, by master.
	Tasks map[string]Service
	// ByHand says that the masters have the journal in common, and that nobody else formats it.
	ByHand bool
	// Seed is the file of a journal with which its master begins.
	Seed string
}

// toSwarm turns what Compose starts in order, one-shot services first, into what Swarm starts all at once and anew
// whenever it ends: each master sees to its own journal, and what containers bind lies at the same place on every host.
func (h *Host) toSwarm(c *model.Cluster) {
	h.Record.Engine = "swarm"
	h.Prep.Swarm = true
	h.Prep.Files = nil // Swarm takes them to the nodes itself
	for i := range h.Services {
		h.Services[i].toSwarm(c)
	}
	h.leaveToManager()
	once := h.takeOnce()
	h.nameVolumes(c.Name, once[ownershipName].Mounts)
	if h.Backup != nil {
		h.Backup.Beside = beside(c, h.Backup, once)
	}
	for i, f := range h.Prep.SecretFiles {
		h.Prep.SecretFiles[i].Path = secretPlace(c.Name, f.Path)
	}
}

// toSwarm takes from a service what Swarm does not heed, and gives it what it needs to live without.
func (s *Service) toSwarm(c *model.Cluster) {
	s.DependsOn = nil
	for i, m := range s.Mounts {
		s.Mounts[i].Source = secretPlace(c.Name, m.Source)
	}
	if s.Health != nil {
		s.Health.StartFor, s.Health.Retries = longestStart, silence
	}
	switch s.Role {
	case Master:
		s.Entrypoint = trusting(c, ownStart(c, s.Name))
	case Client:
		s.Restart = cmp.Or(s.Restart, again)
	case Once:
		s.Restart = cmp.Or(s.Restart, again)
		s.wait(c)
	case Mounting:
		s.Restart = again
		s.Entrypoint[len(s.Entrypoint)-1] = fmt.Sprintf("docker service update --force %s_%s, on a manager", c.Name, s.Name)
	}
}

// again is how often a service starts whose end may only mean that the others do not serve yet.
const again = "on-failure"

// leaveToManager takes from a host the files that docker stack deploy reads, where it is run.
func (h *Host) leaveToManager() {
	h.Prep.Outside = slices.DeleteFunc(h.Prep.Outside, func(f File) bool {
		read := strings.HasSuffix(f.From, ".env_file")
		if read {
			h.OnManager = append(h.OnManager, f.Path)
		}
		return read
	})
}

// OnManager are the files that docker stack deploy reads, sorted.
func (p Plan) OnManager() (files []string) {
	for _, h := range p.Hosts {
		files = append(files, h.OnManager...)
	}
	slices.Sort(files)
	return slices.Compact(files)
}

// RunsOnce says whether some container is there to do one thing and end.
func (p Plan) RunsOnce() bool {
	return slices.ContainsFunc(p.Hosts, func(h Host) bool {
		return slices.ContainsFunc(h.Services, func(s Service) bool { return s.Role == Once || s.Role == SideOnce })
	})
}

// takeOnce takes away the services that run once before others, and gives them by name; nobody waits for those that may
// come when they like.
func (h *Host) takeOnce() map[string]Service {
	once := map[string]Service{}
	h.Services = slices.DeleteFunc(h.Services, func(s Service) bool {
		switch s.Role {
		case Volumes, Format, Formatted:
			once[s.Name] = s
			return true
		}
		return s.Role == Keeper
	})
	return once
}

// nameVolumes gives volumes the names that they would have anyway, since the host makes those that are to be its user's.
func (h *Host) nameVolumes(cluster string, owned []Mount) {
	for i, v := range h.Volumes {
		if v.Name == "" {
			h.Volumes[i].Name = cluster + "_" + v.Key
		}
	}
	for _, m := range owned {
		h.Prep.Volumes = append(h.Prep.Volumes, OwnedVolume{cluster + "_" + m.Source, m.From})
	}
}

// beside gives journal.sh the services that Compose would run.
func beside(c *model.Cluster, b *Backup, once map[string]Service) *Beside {
	all := Beside{Tasks: map[string]Service{}, Seed: seed}
	for _, n := range slices.Sorted(maps.Keys(c.Masters)) {
		all.Services = append(all.Services, c.Name+"_"+n)
	}
	for _, j := range b.Journals {
		s := once[j.Format]
		s.Profiles = nil
		for i, m := range s.Mounts {
			if m.Type == NamedVolume {
				s.Mounts[i].Source = c.Name + "_" + m.Source
			}
		}
		if j.Format == commonFormat {
			all.ByHand = true
			if b.Folder == "" {
				s.Entrypoint = []string{"/bin/sh", "-c", fmt.Sprintf(eraseScript, formatInSwarm), c.Masters[j.Master].Journal.Folder}
			}
		}
		all.Tasks[j.Master] = s
	}
	return &all
}

// formatInSwarm formats a common journal, on the first host that has a master.
const formatInSwarm = "./journal.sh format"

// wait makes what Alluxio's own image does once wait for workers and mounts; what another image does is tried again.
func (s *Service) wait(c *model.Cluster) {
	if len(s.Entrypoint) > 4 && s.Entrypoint[2] == onceScript {
		paths := slices.Sorted(maps.Keys(c.UnderStorage))[1:]
		s.Entrypoint = []string{"/bin/bash", "-c", waitScript + onceScript, s.Entrypoint[3], strings.Join(paths, " "), s.Entrypoint[4]}
	}
}

// waitScript is named like the launcher, and given the paths below the root at which something is to be mounted.
//
//go:embed waiting.sh
var waitScript string

// seed is in a journal from which a master begins with a backup. A master whose journal holds more does not look at it.
const seed = "alluxio-gen-restore.gz"

// Swarm kills what is not healthy, which Compose leaves alone: a master that reads a long journal again would never come to its
// end. Within longestStart seconds no failed check counts, then this many in a row do.
const (
	longestStart = 3600
	silence      = 40
)

// secretPlace is where every host keeps a site file with secrets, whatever folder it was prepared from.
func secretPlace(cluster, source string) string {
	if path.Dir(source) != "secret" {
		return source
	}
	return path.Join("/etc/alluxio-gen", cluster, path.Base(source))
}

// ownStart is how a master starts that nobody sees to: nil where it opens a journal that lies elsewhere.
func ownStart(c *model.Cluster, master string) []string {
	j := c.Masters[master].Journal
	switch {
	case j.Path == "":
		return nil
	case !j.Common:
		return []string{"/bin/sh", "-c", lockScript + ownJournalScript + seedScript, "sh", j.Path}
	case len(c.Masters) == 1:
		return []string{"/bin/sh", "-c", lockScript + commonJournalScript + seedScript, "sh", j.Path}
	}
	return []string{"/bin/sh", "-c", commonJournalScript + seedScript, "sh", j.Path}
}

// lockScript is for the one master of the journal $1. While another container of this host has it this one ends, to be
// tried again: Swarm may start a task before it knows that the one before is gone.
const lockScript = `if command -v flock >/dev/null; then
	exec 9<"$1" || exit 1
	flock -n 9 || { echo "another master has the journal $1" >&2; exit 1; }
fi
`

// ownJournalScript formats the journal $1 while it is empty.
const ownJournalScript = `held=$(ls -A -- "$1") || exit 1
case $held in
"" | lost+found) ` + launcher + ` formatMaster || exit 1 ;;
esac
`

// commonJournalScript wants the journal $1 formatted: it may be another host's, and this one's empty directory not it.
const commonJournalScript = `held=$(ls -A -- "$1") || exit 1
case $held in
"" | lost+found) echo "the journal is not formatted yet: ` + formatInSwarm + `, once, on one host" >&2; exit 1 ;;
esac
`

// seedScript starts the master of the journal $1, with the backup in it if there is one.
const seedScript = `if [ -f "$1/` + seed + `" ]; then
	export ALLUXIO_MASTER_JAVA_OPTS="${ALLUXIO_MASTER_JAVA_OPTS-} -Dalluxio.master.journal.init.from.backup=$1/` + seed + `"
fi
shift
exec /entrypoint.sh "$@"`
