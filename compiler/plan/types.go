// Package plan lays a cluster out on its hosts: services, files, mounts and what the host must offer, each with the
// path of the description it came from. It is target-neutral: no syntax of any artifact is known here.
package plan

// Plan is everything that the renderers need, in the order in which it is written.
type Plan struct {
	Cluster string
	Release string
	// Swarm says that one stack file runs the services of all hosts, each on the node of its host's name.
	Swarm bool
	// Hosts has one element a host, sorted by name; one alone has Dir "".
	Hosts []Host
	// Client is the site file for a client that the description does not declare.
	Client SiteFile
	// Access is what a program of Hadoop's world is told besides.
	Access Access
	// Metrics is nil where nobody asked for them.
	Metrics *Metrics
}

// Host is one machine: one Compose project, or the part of a stack that Swarm runs on it; one preparation script.
type Host struct {
	Name string
	// Dir is the host's folder under the output directory; "" when the cluster has one host.
	Dir      string
	Address  string // "" where only the host itself knows
	Services []Service
	Volumes  []Volume
	Network  Network
	// Delivered says, by service, which channel carries which property.
	Delivered map[string][]Delivery
	// SiteFiles are the property files of this host's services, by path, sorted.
	SiteFiles []SiteFile
	Prep      Prep
	// OnManager are the files that docker stack deploy reads for services of this host, where it is run.
	OnManager []string
	Smoke     Smoke
	// Backup is nil on a host without masters, and in releases that make none.
	Backup *Backup
	Record Record
	// Metrics says that a service reads the file for Prometheus in this host's folder.
	Metrics bool
}

// Service is one container. All text is as the process shall see it; renderers escape.
type Service struct {
	Name string
	// Path is where the description says so, for example ["workers", "worker"].
	Path        []string
	Role        Role
	Image       string
	PullNever   bool // the image is built on the host, never pulled
	User        string
	Entrypoint  []string
	Command     []string
	Environment []Variable
	Asked       []Asked
	// Delivered says which channel carries which property; renderers need it not, as files and variables hold it.
	Delivered []Delivery
	Mounts    []Mount
	// Platform is such as "linux/amd64"; "" is the host's own.
	Platform    string
	Hostname    string
	NetworkMode string
	// Aliases are other names on the project's network, IPv4 a fixed address there; ExtraHosts are "name=address".
	Aliases    []string
	IPv4       string
	ExtraHosts []string
	Published  []Published
	IPC        string
	StopSignal string
	// Devices are of the host, under their own names; Capabilities and Security are in Docker's words.
	Devices, Capabilities, Security []string
	// ShmSize and Memory are bytes; 0 is unset.
	ShmSize int64
	Memory  int64
	CPUs    string
	// Restart is Compose's word; "" is "no".
	Restart string
	// StopGrace is in seconds; 0 is Compose's default.
	StopGrace int
	Init      bool
	// OpenFiles is a limit; 0 is Docker's own.
	OpenFiles int
	Logging   Logging
	// Extra are keys of Compose that the description adds.
	Extra     map[string]any
	DependsOn []Dependency
	// Profiles name what asks for the service; without one `up` starts it.
	Profiles []string
	Health   *Health
	// Reads are the paths, in the host's folder, of the files that the process reads; their digest is the service's label.
	Reads []string
}

// Logging is what Docker keeps of what a container prints: the newest Files files of Size bytes.
type Logging struct {
	Size  int64
	Files int
}

// Role says what a service is for.
type Role string

// The roles of services.
const (
	Master Role = "master"
	// ZooKeeper elects masters.
	ZooKeeper Role = "zookeeper"
	Worker    Role = "worker"
	Client    Role = "client"
	Format    Role = "format"
	// Formatted looks whether a journal is there.
	Formatted Role = "formatted"
	Volumes   Role = "volumes" // gives fresh named volumes to the release's user
	Proxy     Role = "proxy"
	// LogServer writes what the others log.
	LogServer Role = "log server"
	// Job is the job process of a master or a worker, where it has a container of its own.
	Job Role = "job"
	// Mounting makes the mounts below the root.
	Mounting Role = "mounting"
	// Once is a client that ends; Keeper waits for what ends, where nobody else does.
	Once   Role = "client, ends"
	Keeper Role = "waits for what ends"
	// Side is a service that is none of Alluxio's; SideOnce one that ends.
	Side     Role = "side service"
	SideOnce Role = "side service, ends"
)

// Variable is one environment variable and the path it came from.
type Variable struct {
	Name, Value string
	From        string
}

// Asked is a variable that ends with the host's address, for which Compose asks when the container is made.
type Asked struct {
	Name string
	// Before is what stands before the address.
	Before string
	From   string
}

// Mount is one long-form mount. A bind's Source is a host path (absolute, or relative to the host's folder with a
// leading "./"); a volume's Source is the key of the Compose volume.
type Mount struct {
	Type     MountType
	Source   string
	Target   string
	ReadOnly bool
	// Shared says that what is mounted in a bind inside or outside of the container is seen on both sides.
	Shared bool
	// Size is the bytes of a mount in memory, 0 for Docker's own size.
	Size int64
	From string
}

// MountType is Compose's word for the kind of a mount.
type MountType string

// The kinds of mounts.
const (
	Bind        MountType = "bind"
	NamedVolume MountType = "volume"
	// InMemory has no Source.
	InMemory MountType = "tmpfs"
)

// Volume is a named volume of the project. With Options it is of driver local.
type Volume struct {
	Key     string
	Name    string // "" is Compose's default, <project>_<key>
	Options map[string]string
	From    string
}

// Network is the project's own, where its addresses are not Docker's to choose: all, and those for who has none written.
type Network struct {
	Subnet, Given string
}

// Published is a port of the host, at one of its addresses, and the container's port behind it.
type Published struct {
	Address      string
	Port, Target int
}

// Dependency is an edge of the start order.
type Dependency struct {
	Service   string
	Condition Condition
}

// Condition is Compose's word for when a dependency counts as met.
type Condition string

// The conditions of a dependency.
const (
	Healthy   Condition = "service_healthy"
	Completed Condition = "service_completed_successfully"
	Started   Condition = "service_started"
)

// Health is a check that runs in the container. Times are seconds.
type Health struct {
	Test                                 []string
	Interval, Timeout, Retries, StartFor int
}

// SiteFile is one alluxio-site.properties. Path is relative to the host's folder (the output directory for the
// undeclared client's).
type SiteFile struct {
	Path       string
	For        string // whom it is for, in words for its head
	Properties []Property
}

// Property is one key, its value as Alluxio shall read it, and the path it came from.
type Property struct {
	Key, Value, From string
	// FromHost says that the value is the host's address, which only the host knows; Value is "" then.
	FromHost bool
}

// Ends says whether a service does one thing and ends.
func (r Role) Ends() bool {
	return r == Format || r == Formatted || r == Volumes || r == Mounting || r == SideOnce || r == Once
}

// Smoke is what smoke-test.sh claims.
type Smoke struct {
	// Shell is the service in which the Alluxio command line runs: a client, else a master.
	Shell string
	// Launcher is the alluxio command inside that service.
	Launcher string
	Masters  []string
	Workers  []string
	// WriteAt is a path of Alluxio where a file may be written; "" when all is read-only.
	WriteAt string
	// Storage is what is mounted below the root, address by path in Alluxio.
	Storage map[string]string
	// Published are the ports that the host opens.
	Published []Published
	// Files are where this host sees what is in Alluxio.
	Files []Seen
	// Capacity is the bytes that the workers of this host offer together.
	Capacity int64
	// Report says whether the release has `fsadmin report`.
	Report bool
}

// Seen is a mount point of the host, and the service whose container mounts Alluxio there.
type Seen struct{ Point, Service string }
