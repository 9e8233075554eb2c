package model

// Storage is one mount: its address and options for Alluxio, and what the servers' containers need for it.
type Storage struct {
	// Name is what its files and its volume are named after.
	Name string `json:"name"`
	Kind string `json:"kind"`
	URI  string `json:"uri"`
	// Place is a directory that the containers see; Path is "" where there is none.
	Place    StoragePlace `json:"place"`
	ReadOnly bool         `json:"readOnly"`
	// Shared is Alluxio's word: every user may use the mount.
	Shared      bool              `json:"shared"`
	Files       []HostFile        `json:"files"`
	Environment map[string]string `json:"environment"`
	Options     map[string]string `json:"options"`
	// Authorities is a file of certificates, in the form PEM, that the servers trust as well; "" where Java's own do.
	Authorities string `json:"authorities"`
	Principal   string `json:"principal"`
	Keytab      string `json:"keytab"`
}

// StoragePlace is a directory of the host or a volume, and where the containers see it.
type StoragePlace struct {
	Path   string `json:"path"`
	Host   string `json:"host"`
	Volume string `json:"volume"`
	// Shared is true for a directory that every host sees.
	Shared bool `json:"shared"`
}

// HostFile is a file of the host that containers read at Path.
type HostFile struct {
	Host   string `json:"host"`
	Path   string `json:"path"`
	Why    string `json:"why"`
	Secret bool   `json:"secret"`
	From   string `json:"from"`
}
