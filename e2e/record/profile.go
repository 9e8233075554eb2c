package record

// Profile is what the image of one release does before Java starts, as far as the stand-in plays it.
type Profile struct {
	Release string `json:"release"`
	// UID runs the processes and owns OwnedDirs and the installation.
	UID       int      `json:"uid"`
	Home      string   `json:"home"`
	WorkDir   string   `json:"workDir"`
	OwnedDirs []string `json:"ownedDirs"`
	// Env is the image's own environment.
	Env map[string]string `json:"env"`
	// MapsEnvironment: the entrypoint turns variables into properties of the site file.
	MapsEnvironment bool `json:"mapsEnvironment"`
	// RoleOptionsWin: ALLUXIO_<ROLE>_JAVA_OPTS come after ALLUXIO_JAVA_OPTS on the command line.
	RoleOptionsWin bool `json:"roleOptionsWin"`
	// TierPathBy is what keeps the entrypoint from using /dev/shm: "environment" (a variable) or "options" (a -D).
	TierPathBy string `json:"tierPathBy"`
	// Direct are the variables which the launcher itself turns into -D options, and their keys.
	Direct map[string][]string `json:"direct"`
	// JournalType is the default of alluxio.master.journal.type.
	JournalType string `json:"journalType"`
	// Ports are the listening ports by role and property, RaftPorts those of an embedded journal.
	Ports     map[string]map[string]int `json:"ports"`
	RaftPorts map[string]map[string]int `json:"raftPorts"`
}
