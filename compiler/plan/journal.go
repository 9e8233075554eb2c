package plan

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/alluxio-gen/alluxio-gen/compiler/model"
)

// The services of a journal that all masters have in common: one checks before they start that it is formatted, one
// formats it when it is asked to by its name, which is its profile's too.
const (
	commonFormat    = "format"
	commonFormatted = "formatted"
)

func formatName(master string) string { return master + "-format" }

// journals are the services that see to the journals of the host's masters before they start; none where each start of
// a master formats.
func (l *layout) journals() []Service {
	if !l.c.Row.NoFormat || len(l.masters) == 0 {
		return nil
	}
	first := l.masters[0]
	m := l.c.Masters[first]
	if !m.Journal.Common {
		var ss []Service
		for _, n := range l.masters {
			ss = append(ss, l.format(formatName(n), n))
		}
		return ss
	}
	var ss []Service
	if l.formatsHere() {
		ss = append(ss, l.formatByHand(first))
	}
	if m.Journal.Path != "" {
		s := l.base(commonFormatted, Formatted, "masters", m.Group)
		s.Entrypoint = []string{"/bin/sh", "-c", fmt.Sprintf(formattedScript, formatCommand), "sh", m.Journal.Path}
		s.Mounts = journalMounts(m)
		s.NetworkMode = "none"
		s.DependsOn = l.ownershipFirst()
		ss = append(ss, s)
	}
	return ss
}

// journalFirst is what a master's journal needs before it starts.
func (l *layout) journalFirst(master string) []Dependency {
	j := l.c.Masters[master].Journal
	switch {
	case !l.c.Row.NoFormat || j.Common && j.Path == "":
		return nil
	case j.Common:
		return []Dependency{{commonFormatted, Completed}}
	default:
		return []Dependency{{formatName(master), Completed}}
	}
}

// formatsHere says whether this is the host whose containers format a common journal: the first with a master.
func (l *layout) formatsHere() bool {
	for _, host := range slices.Sorted(maps.Keys(l.c.Hosts)) {
		if len(on(host, l.c.Masters)) > 0 {
			return host == l.name
		}
	}
	return false
}

// format is the one-shot that formats a master's journal, only while it is empty.
func (l *layout) format(name, master string) Service {
	m := l.c.Masters[master]
	s := l.base(name, Format, "masters", m.Group)
	s.Entrypoint = []string{"/bin/sh", "-c", formatScript, "sh", m.Journal.Path}
	s.Mounts = append(l.siteOf(&s, master), journalMounts(m)...)
	if l.c.Row.Delivery == "environment" {
		s.Environment = []Variable{{"ALLUXIO_JAVA_OPTS", journalOptions(l.c, master), "masters." + m.Group + ".journal"}}
	}
	l.attach(&s, s.Name)
	s.DependsOn = l.ownershipFirst()
	return s
}

// formatByHand formats a common journal when it is asked to. What lies elsewhere can't be looked at first, so it wants a
// word more.
func (l *layout) formatByHand(master string) Service {
	m := l.c.Masters[master]
	s := l.format(commonFormat, master)
	s.Profiles = []string{commonFormat}
	if m.Journal.Path == "" {
		s.Entrypoint = []string{"/bin/sh", "-c", fmt.Sprintf(eraseScript, formatCommand), m.Journal.Folder}
		l.reachJournal(&s, m)
	}
	return s
}

// FormatCommand is what formats a common journal, once, before the masters first start; "" where the services do it. It is
// safe to give again: it formats nothing that holds a journal, or asks before.
func (h Host) FormatCommand() string {
	switch {
	case slices.ContainsFunc(h.Services, func(s Service) bool { return slices.Contains(s.Profiles, commonFormat) }):
		return formatCommand
	case h.Backup != nil && h.Backup.Beside != nil && h.Backup.Beside.ByHand:
		return formatInSwarm
	}
	return ""
}

// formatCommand asks for the service by its name.
const formatCommand = "docker compose run --rm " + commonFormat

// formatScript formats the folder $1 unless it holds something. A folder that cannot be listed is never formatted; a
// disk's own lost+found does not count.
const formatScript = `held=$(ls -A -- "$1") || exit 1
case $held in
"" | lost+found) exec ` + launcher + ` formatMaster ;;
*) echo "$1 holds a journal: nothing to format" ;;
esac`

// formattedScript wants the folder $1 to hold something, and names the command that formats it.
const formattedScript = `held=$(ls -A -- "$1") || exit 1
case $held in
"" | lost+found)
	echo "the journal is not formatted yet: %s, once" >&2
	exit 1 ;;
esac`

// eraseScript formats the place $0 when its first argument says so; it names its own command.
const eraseScript = `case ${1-} in
erase) exec ` + launcher + ` formatMaster ;;
*)
	echo "this erases the journal in $0, if there is one; to do it: %s erase" >&2
	exit 1 ;;
esac`

// journalOptions tells the format command what the entrypoint, which it does not pass through, would have mapped.
func journalOptions(c *model.Cluster, master string) string {
	var words []string
	for _, p := range layered(masterLayers(c, master)) {
		if strings.HasPrefix(p.Key, "alluxio.master.journal.") {
			words = append(words, "-D"+p.Key+"="+p.Value)
		}
	}
	return strings.Join(words, " ")
}

// journalMounts is the place of a master's journal, if it is a directory.
func journalMounts(m model.Master) []Mount {
	if m.Journal.Path == "" {
		return nil
	}
	return []Mount{place(m.Journal.Host, m.Journal.Volume, m.Journal.Path, "masters."+m.Group+".journal")}
}

// kept are the directories of what a master keeps.
func kept(m model.Master) []Mount {
	ms := journalMounts(m)
	if s := m.Metastore; s.Path != "" {
		ms = append(ms, place(s.Host, s.Volume, s.Path, "masters."+m.Group+".metastore"))
	}
	return ms
}

// reachJournal gives a master what it needs to open a journal that lies elsewhere.
func (l *layout) reachJournal(s *Service, m model.Master) {
	from := "masters." + m.Group + ".journal"
	for _, f := range m.Journal.Files {
		s.mount(Mount{Type: Bind, Source: f.Host, Target: f.Path, ReadOnly: true, From: f.From})
	}
	for _, name := range slices.Sorted(maps.Keys(m.Journal.Environment)) {
		s.tell(Variable{name, m.Journal.Environment[name], from})
	}
}

// journalDirectory is made for a master alone, and looked at where other hosts must see the same.
func (l *layout) journalDirectory(name string, m model.Master) Directory {
	d := Directory{
		Path: m.Journal.Host, Mode: "0755", Why: "journal of " + name,
		Room: l.c.Floors.JournalRoom, From: "masters." + m.Group + ".journal",
	}
	if m.Journal.Common {
		d.Why, d.Shared = "journal of the masters", len(l.c.Hosts) > 1
	}
	return d
}

// journalPlace is where a journal is, for the next build to compare.
func journalPlace(j model.Journal) string {
	if j.Path == "" {
		return j.Folder
	}
	return placeOf(j.Host, j.Volume)
}
