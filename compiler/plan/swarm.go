package plan

import (
	"path"
	"slices"
)

// toSwarm turns what Compose starts in order, one-shot services first, into what Swarm starts all at once and anew
// whenever it ends: each master sees to its own journal, and what containers bind lies at the same place on every host.
func (h *Host) toSwarm(cluster string) {
	h.Record.Engine = "swarm"
	h.Prep.Swarm, h.Backup = true, nil
	h.Prep.Files = nil // Swarm takes them to the nodes itself
	journals := map[string]string{}
	for _, s := range h.Services {
		if s.Role == Format {
			journals[s.Name] = s.Entrypoint[len(s.Entrypoint)-1]
		}
	}
	h.Services = slices.DeleteFunc(h.Services, func(s Service) bool { return s.Role.Ends() })
	for i := range h.Services {
		s := &h.Services[i]
		s.DependsOn = nil
		if s.Health != nil {
			s.Health.StartFor, s.Health.Retries = longestStart, silence
		}
		if journal, own := journals[formatName(s.Name)]; own && s.Role == Master {
			s.Entrypoint = []string{"/bin/sh", "-c", ownJournalScript, "sh", journal}
		}
		for j := range s.Mounts {
			s.Mounts[j].Source = secretPlace(cluster, s.Mounts[j].Source)
		}
	}
	for i, f := range h.Prep.SecretFiles {
		h.Prep.SecretFiles[i].Path = secretPlace(cluster, f.Path)
	}
}

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

// ownJournalScript starts a master of the journal $1. While another container of this host has the journal it ends, to
// be tried again: Swarm may start a task before it knows that the one before is gone. An empty journal is formatted.
const ownJournalScript = `if command -v flock >/dev/null; then
	exec 9<"$1" || exit 1
	flock -n 9 || { echo "another master has the journal $1" >&2; exit 1; }
fi
held=$(ls -A -- "$1") || exit 1
case $held in
"" | lost+found) ` + launcher + ` formatMaster || exit 1 ;;
esac
shift
exec /entrypoint.sh "$@"`
