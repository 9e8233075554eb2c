package model

// Job is a job process in a container of its own; a joined one is not Separate, and says nothing.
type Job struct {
	Separate bool `json:"separate"`
	// Hostname is the name that it goes by.
	Hostname  string `json:"hostname"`
	Limit     int64  `json:"limit"`
	CPUs      string `json:"cpus"`
	OpenFiles int    `json:"openFiles"`
	Health    []int  `json:"health"`
	// Published are its ports among those of its server that the host opens.
	Published []Published `json:"published"`
}

// Proxy is one process that serves S3 and REST.
type Proxy struct {
	Instance
	Server
}

// LogServer is one process that writes what others log.
type LogServer struct {
	Instance
	Server
	// Received is where it keeps what it is sent.
	Received Place `json:"received"`
}

// Place is where a container sees a host directory or a volume.
type Place struct {
	Path   string `json:"path"`
	Host   string `json:"host"`
	Volume string `json:"volume"`
}

// LogTarget is where logs are sent; Port is 0 where they are not.
type LogTarget struct {
	Hostname string `json:"hostname"`
	Port     int    `json:"port"`
	From     string `json:"from"`
}

// Metrics is where Prometheus finds those of each process, if it is asked for.
type Metrics struct {
	Asked bool `json:"asked"`
	// Interval is in seconds; 0 is Prometheus's own.
	Interval int `json:"interval"`
	// From is from where it asks: "hosts", "network" or "outside" of it.
	From string `json:"from"`
	// Standby is what masters that stand by do, "tell" or "silent"; "none" where there is one master.
	Standby string         `json:"standby"`
	Targets []MetricTarget `json:"targets"`
}

// MetricTarget is one process's: Name is its container.
type MetricTarget struct {
	Role    string   `json:"role"`
	Name    string   `json:"name"`
	Host    string   `json:"host"`
	Group   []string `json:"group"`
	Address string   `json:"address"`
	Port    int      `json:"port"`
}
