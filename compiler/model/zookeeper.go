package model

// ZooKeeper elects the master that serves, if Elects says so.
type ZooKeeper struct {
	Elects bool `json:"elects"`
	// Servers are the cluster's own, by name.
	Servers map[string]ZooKeeperServer `json:"servers"`
	// Members are the own servers as each of them is told, Address is all servers as Alluxio is told.
	Members string `json:"members"`
	Address string `json:"address"`
	// Root is the folder in ZooKeeper where this cluster's masters meet.
	Root string `json:"root"`
}

// ZooKeeperServer is one server of the cluster's own; ID is its number among them.
type ZooKeeperServer struct {
	Group    string `json:"group"`
	Host     string `json:"host"`
	Hostname string `json:"hostname"`
	Image    string `json:"image"`
	ID       int    `json:"id"`
	Data     struct {
		Host   string `json:"host"`
		Volume string `json:"volume"`
	} `json:"data"`
	Heap  int64          `json:"heap"`
	Ports map[string]int `json:"ports"`
}

// Place is the host that a server runs on.
func (z ZooKeeperServer) Place() string { return z.Host }

// Journal is where a master keeps its journal: a host directory, a volume, or with Path "" a place elsewhere.
type Journal struct {
	Kind string `json:"kind"`
	// Common says that all masters have one journal.
	Common bool `json:"common"`
	// Path is where the containers see it, Folder what Alluxio calls it.
	Path   string `json:"path"`
	Folder string `json:"folder"`
	Host   string `json:"host"`
	Volume string `json:"volume"`
	// Files of the host are read to reach it, Environment is what the process must be told, Options are its properties.
	Files       []HostFile        `json:"files"`
	Environment map[string]string `json:"environment"`
	Options     map[string]string `json:"options"`
}

// Metastore is what holds the names of files: Kind is Alluxio's word, "" is the release's own.
type Metastore struct {
	Kind   string `json:"kind"`
	Path   string `json:"path"`
	Host   string `json:"host"`
	Volume string `json:"volume"`
}
