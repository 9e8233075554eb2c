package plan

// Backup is what a host's masters need to back up what they know, to begin anew with it, and to shorten their journal.
type Backup struct {
	Masters []string
	// Journals are those that this host restores: none where another host does it.
	Journals []BackupJournal
	// Folder is where the masters see their journal, "" where it is not in a directory.
	Folder   string
	Launcher string
	// Option is one of `fsadmin backup`, "" for none.
	Option string
	// Checkpoints says whether the release's masters make a checkpoint when they are told.
	Checkpoints bool
	// Seen is where masters with Compose find the backup that they begin with, and Begins the variable that tells them.
	Seen   string
	Begins Variable
	// Elsewhere says that other hosts have masters too.
	Elsewhere bool
	// Beside is nil with Compose, whose services do what a stack's can't.
	Beside *Beside
}

// BackupJournal is a master that sees a journal, and the service that formats it while it is empty.
type BackupJournal struct{ Master, Format string }

// backup is nil where the release makes none, or the host has no master.
func (l *layout) backup() *Backup {
	if !l.c.Row.Fsadmin || len(l.masters) == 0 {
		return nil
	}
	first := l.c.Masters[l.masters[0]]
	b := &Backup{Masters: l.masters, Folder: first.Journal.Path, Launcher: launcher, Seen: backupSeen, Checkpoints: l.c.Row.Checkpoints, Elsewhere: len(l.masters) < len(l.c.Masters)}
	b.Begins = l.begins()
	if l.c.Row.BackupDelegation {
		b.Option = "--bypass-delegation"
	}
	for _, n := range l.masters {
		if !first.Journal.Common {
			b.Journals = append(b.Journals, BackupJournal{n, formatName(n)})
		}
	}
	// Where all masters see one journal, one host restores it.
	if first.Journal.Common && l.formatsHere() {
		b.Journals = []BackupJournal{{l.masters[0], commonFormat}}
	}
	return b
}

const backupSeen = "/tmp/journal-restore.gz"

// begins is a variable that nothing else sets, so that the masters' site files, which may hold secrets, stay as they are. Old
// start scripts put no blank between a role's options and these.
func (l *layout) begins() Variable {
	const key = "alluxio.master.journal.init.from.backup"
	if l.c.Row.Delivery == "environment" {
		return Variable{Name: "ALLUXIO_MASTER_JOURNAL_INIT_FROM_BACKUP", Value: backupSeen}
	}
	return Variable{Name: "ALLUXIO_JAVA_OPTS", Value: " -D" + key + "=" + backupSeen}
}
