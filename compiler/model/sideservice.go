package model

// SideService is a container that runs beside Alluxio's own, in Compose's words.
type SideService struct {
	Group string `json:"group"`
	Host  string `json:"host"`
	Image string `json:"image"`
	// Before is the kind whose containers on its host wait for it, "" for none.
	Before string `json:"before"`
	// Once says that it does one thing and ends.
	Once    bool   `json:"once"`
	Restart string `json:"restart"`
	// Asked says that Docker is told how to ask whether it is healthy.
	Asked bool `json:"asked"`
	// Limit is the most bytes of memory that it may take, 0 for no limit.
	Limit int64 `json:"limit"`
	// Shm is the bytes of its /dev/shm, 0 for Docker's own.
	Shm  int64  `json:"shm"`
	CPUs string `json:"cpus"`
	// Memory are its own places in memory, where the engine mounts them as it does others.
	Memory []SideMemory `json:"memory"`
	Mounts []OwnMount   `json:"mounts"`
	// EnvFiles are files of the host with variables.
	EnvFiles []string   `json:"envFiles"`
	Ports    []SidePort `json:"ports"`
	// After is whom it waits for, each with Compose's condition.
	After map[string]string `json:"after"`
	// Compose is the rest of the service, as it is written.
	Compose map[string]any `json:"compose"`
}

// Place is the host that it runs on.
func (s SideService) Place() string { return s.Host }

// SideMemory is a mount in memory of so many bytes, 0 for Docker's own size.
type SideMemory struct {
	Path string `json:"path"`
	Size int64  `json:"size"`
}

// OwnMount is a place of the host or a volume, and where the container sees it.
type OwnMount struct {
	Host     string `json:"host"`
	Volume   string `json:"volume"`
	Path     string `json:"path"`
	ReadOnly bool   `json:"readOnly"`
}

// SidePort is what the host opens: Port, which leads to the container's Target.
type SidePort struct {
	Address  string `json:"address"`
	Port     int    `json:"port"`
	Target   int    `json:"target"`
	Protocol string `json:"protocol"`
}
