// Package model is the resolved description as Go structs; it knows nothing of the stages around it.
package model

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// Cluster is what #Resolve makes of a description. Sizes are bytes, 0 is unset; texts are "" when unset.
type Cluster struct {
	Name    string `json:"name"`
	Release string `json:"release"`
	// Engine is "compose" or "swarm".
	Engine  string `json:"engine"`
	Network string `json:"network"`
	// Subnet are the bridge network's addresses; ExtraHosts are names that containers are told the address of.
	Subnet     Subnet            `json:"subnet"`
	ExtraHosts map[string]string `json:"extraHosts"`
	Platform   string            `json:"platform"`
	Logging    Logging           `json:"logging"`
	User       User              `json:"user"`
	Row        Row               `json:"row"`
	Hosts      map[string]Host   `json:"hosts"`
	Image      Image             `json:"image"`
	// UnderStorage is what is mounted, by path in Alluxio; "/" is always there.
	UnderStorage map[string]Storage   `json:"underStorage"`
	Masters      map[string]Master    `json:"masters"`
	ZooKeeper    ZooKeeper            `json:"zookeeper"`
	Workers      map[string]Worker    `json:"workers"`
	Clients      map[string]Client    `json:"clients"`
	Proxies      map[string]Proxy     `json:"proxies"`
	LogServers   map[string]LogServer `json:"logServers"`
	// Services run beside Alluxio.
	Services   map[string]SideService `json:"services"`
	Metrics    Metrics                `json:"metrics"`
	Properties Properties             `json:"properties"`
	// Outside are properties of a client outside the cluster alone.
	Outside map[string]Derived `json:"outside"`
	// Secrets are the files of the hosts that hold the values of properties.
	Secrets  map[string]string  `json:"secrets"`
	Ramdisks map[string]HostRam `json:"ramdisks"`
	Channels Channels           `json:"channels"`
	// Needs are the bytes of memory that the instances of each host may take.
	Needs  map[string]int64 `json:"needs"`
	Floors Floors           `json:"floors"`
}

// Row is how the images of a range of releases behave; schema/releases.cue says what each field means.
type Row struct {
	Published        bool   `json:"published"`
	UID              int    `json:"uid"`
	Delivery         string `json:"delivery"`
	EnvMapping       string `json:"envMapping"`
	OptionWords      string `json:"optionWords"`
	NoFormat         bool   `json:"noFormat"`
	JobService       bool   `json:"jobService"`
	Fsadmin          bool   `json:"fsadmin"`
	Checkpoints      bool   `json:"checkpoints"`
	Socket           string `json:"socket"`
	EmbeddedJournal  bool   `json:"embeddedJournal"`
	JournalType      bool   `json:"journalType"`
	BackupDelegation bool   `json:"backupDelegation"`
	ClientJars       string `json:"clientJars"`
	ElectedURI       string `json:"electedURI"`
	Keys             struct {
		MemorySize string `json:"memorySize"`
		Root       string `json:"root"`
		S3Secure   string `json:"s3Secure"`
	} `json:"keys"`
}

// Subnet is a bridge network's, and the part of it from which Docker gives addresses.
type Subnet struct {
	All   string `json:"all"`
	Given string `json:"given"`
}

// Logging is what Docker keeps of what a container prints: files of Size bytes.
type Logging struct {
	Size  int64 `json:"size"`
	Files int   `json:"files"`
}

// User is as whom the image's processes run.
type User struct {
	UID int `json:"uid"`
	GID int `json:"gid"`
	// Asked says that the description names it.
	Asked bool `json:"asked"`
}

// Host is one machine; Dir is its folder under the output directory.
type Host struct {
	Dir     string `json:"dir"`
	Address string `json:"address"`
	// FromHost says that only the host knows what others reach it by; Address is for itself then.
	FromHost bool  `json:"fromHost"`
	Memory   int64 `json:"memory"`
}

// Image is what the servers run, and how it is built when the host builds it.
type Image struct {
	Ref         string `json:"ref"`
	Built       bool   `json:"built"`
	Context     string `json:"context"`
	TarballFile string `json:"tarballFile"`
	TarballURL  string `json:"tarballURL"`
	// Vendor says that it is the vendor's own.
	Vendor bool `json:"vendor"`
}

// Floors are the least that is asked of a host; schema/floors.cue says what each field means.
type Floors struct {
	Engine      string `json:"engine"`
	Compose     string `json:"compose"`
	ImageRoom   int64  `json:"imageRoom"`
	JournalRoom int64  `json:"journalRoom"`
	OpenFiles   int    `json:"openFiles"`
}

// Instance is what masters, workers and clients share.
type Instance struct {
	Group     string `json:"group"`
	Host      string `json:"host"`
	Hostname  string `json:"hostname"`
	IPv4      string `json:"ipv4"`
	Limit     int64  `json:"limit"`
	CPUs      string `json:"cpus"`
	OpenFiles int    `json:"openFiles"`
	Heap      int64  `json:"heap"`
	// StopGrace is seconds, 0 for Docker's own; Restart is Compose's word, "" where the compiler chooses.
	StopGrace int    `json:"stopGrace"`
	Restart   string `json:"restart"`
	Init      bool   `json:"init"`
	// Compose are keys of the service that the description adds.
	Compose    map[string]any    `json:"compose"`
	Properties map[string]string `json:"properties"`
}

// Server is what masters and workers add to that: the memory of their processes, and the ports that answer when they serve.
type Server struct {
	Direct int64 `json:"direct"`
	// Processors is what the JVMs are told to have; 0 is nothing.
	Processors int   `json:"processors"`
	Logs       Logs  `json:"logs"`
	JobHeap    int64 `json:"jobHeap"`
	JobDirect  int64 `json:"jobDirect"`
	// Ports are what the processes open, by what for.
	Ports  map[string]int `json:"ports"`
	Health []int          `json:"health"`
	// Alias is another name of the container on the bridge network; Published are the ports that the host opens.
	Alias     string      `json:"alias"`
	Published []Published `json:"published"`
	Job       Job         `json:"job"`
}

// Logs is where Alluxio's own log files are: a host directory or a volume, or in the container when both are "".
type Logs struct {
	Host   string `json:"host"`
	Volume string `json:"volume"`
}

// Published is a port, and the host's address at which it is open.
type Published struct {
	Name string `json:"name"`
	Port int    `json:"port"`
	// Target is the container's own number, 0 where that is Port.
	Target  int    `json:"target"`
	Address string `json:"address"`
}

// Master is one master process and its journal.
type Master struct {
	Instance
	Server
	Journal   Journal   `json:"journal"`
	Metastore Metastore `json:"metastore"`
	// Web is the port that says whether the master serves; 0 for one of several.
	Web int `json:"web"`
	// Outside is where clients outside the bridge network find it.
	Outside string `json:"outside"`
}

// Worker is one worker process, its tiers and what it offers to clients.
type Worker struct {
	Instance
	Server
	Memory       Memory       `json:"memory"`
	Disks        []Disk       `json:"disks"`
	FirstTier    FirstTier    `json:"firstTier"`
	ShortCircuit ShortCircuit `json:"shortCircuit"`
	// Fuse is nil for a worker that mounts nothing.
	Fuse *Fuse `json:"fuse"`
}

// FirstTier is the path of a worker's first tier, and the variable that stands for it, if any.
type FirstTier struct {
	Variable string `json:"variable"`
	Path     string `json:"path"`
}

// Disk is a tier's directory on a disk: a host directory or a volume.
type Disk struct {
	Tier   string `json:"tier"`
	From   string `json:"from"`
	Size   int64  `json:"size"`
	Path   string `json:"path"`
	Host   string `json:"host"`
	Volume string `json:"volume"`
}

// Memory is a worker's directory in memory, of kind "" where it has none. Backing is Size and the room above it.
type Memory struct {
	Kind      string `json:"kind"`
	From      string `json:"from"`
	Size      int64  `json:"size"`
	Backing   int64  `json:"backing"`
	Path      string `json:"path"`
	Mount     string `json:"mount"`
	Directory string `json:"directory"`
	Volume    string `json:"volume"`
}

// ShortCircuit is how clients beside a worker may read past the network.
type ShortCircuit struct {
	Kind    string `json:"kind"`
	UUID    bool   `json:"uuid"`
	Path    string `json:"path"`
	Address string `json:"address"`
	Host    string `json:"host"`
	Volume  string `json:"volume"`
}

// Client is one container that reads and writes through Alluxio.
type Client struct {
	Instance
	Worker       string `json:"worker"`
	ShortCircuit string `json:"shortCircuit"`
	UserHostname string `json:"userHostname"`
	// AsksHost says that UserHostname is the host's address, which only the host knows.
	AsksHost bool `json:"asksHost"`
	Own      bool `json:"own"`
	// Waits says that it does nothing by itself.
	Waits    bool     `json:"waits"`
	Image    string   `json:"image"`
	Command  []string `json:"command"`
	IPC      string   `json:"ipc"`
	Platform string   `json:"platform"`
	// Mounts are places of its own, and EnvFiles files of the host with variables.
	Mounts   []OwnMount `json:"mounts"`
	EnvFiles []string   `json:"envFiles"`
	// Published are ports of the program that the container runs.
	Published []Published `json:"published"`
	// Once is nil for a client that keeps running.
	Once *Once `json:"once"`
	// Fuse is nil for a client that mounts nothing.
	Fuse *Fuse `json:"fuse"`
}

// Once is what runs when the cluster serves, unless the path Creates of Alluxio is there; "" for always.
type Once struct {
	Creates string `json:"creates"`
}

// Fuse is how a client or a worker mounts Alluxio as a file system: at Point, a directory in the host's directory Host.
type Fuse struct {
	Host  string `json:"host"`
	Point string `json:"point"`
	// Shows says that others than the mount's own user see it.
	Shows bool `json:"shows"`
	// Command and Variables tell a client's entrypoint; a worker has properties.
	Command   []string          `json:"command"`
	Variables map[string]string `json:"variables"`
}

// Derived is a property that stands for a typed field.
type Derived struct {
	Value string `json:"value"`
	From  string `json:"from"`
	// FromHost says that the value is the host's address, which only the host knows.
	FromHost bool `json:"fromHost"`
}

// Properties are layers; a process reads common, then its role's, then its own.
type Properties struct {
	Described map[string]string             `json:"described"`
	Common    map[string]Derived            `json:"common"`
	Server    map[string]Derived            `json:"server"`
	Masters   map[string]map[string]Derived `json:"masters"`
	Workers   map[string]map[string]Derived `json:"workers"`
	Proxies   map[string]map[string]Derived `json:"proxies"`
	// LogServers are what each log server is told, LogServer is what those who send to it are told.
	LogServers map[string]map[string]Derived `json:"logServers"`
	LogServer  LogTarget                     `json:"logServer"`
}

// HostRam is what the memory tiers of one host ask of its mounts, by mount point.
type HostRam map[string]Ramdisk

// Ramdisk is one mount and the bytes that it needs.
type Ramdisk struct {
	Type string `json:"type"`
	Size int64  `json:"size"`
}

// Channels says, for the keys in use, what each channel of the release can name.
type Channels struct {
	// Names are the environment names of the keys that the entrypoint maps.
	Names map[string]string `json:"names"`
	// Options are the keys that the site file refuses.
	Options map[string]bool `json:"options"`
}

// Decode reads the resolved description. A field that this package does not know is an error, so that no part of the
// schema is silently left out.
func Decode(resolved []byte) (*Cluster, error) {
	d := json.NewDecoder(bytes.NewReader(resolved))
	d.DisallowUnknownFields()
	var c Cluster
	if err := d.Decode(&c); err != nil {
		return nil, fmt.Errorf("the resolved description and the model differ: %w", err)
	}
	c.Row.UID = c.User.UID // an image of one's own may have another user than the release's
	return &c, nil
}

// Place is the host that an instance runs on.
func (i Instance) Place() string { return i.Host }
