package plan

// Prep is what a host must offer before the first container starts.
type Prep struct {
	Cluster string
	Host    string
	Release string
	// UID and GID own what the script makes; 0 for releases whose image runs as root.
	UID, GID int
	Floors   Floors
	// Memory is the bytes that all containers of the host may take, ramdisks included.
	Memory int64
	// Swappable says that blocks lie in memory which the kernel may move to its swap: in all but a ramfs.
	Swappable bool
	// HostNetwork says that containers open their ports on the host itself: Ports, and Names by which hosts find each other.
	HostNetwork bool
	// Swarm says that the host is a node of a swarm, by its own name.
	Swarm bool
	// AsksAddress says that containers are told the host's address, for which Compose looks into .env.
	AsksAddress bool
	Ports       []Port
	Names       []Name
	// Files are paths in the host's folder that containers read.
	Files []string
	// SecretFiles are site files that the host writes, with secrets of its own.
	SecretFiles []SecretFile
	// Outside are files that containers read and that somebody else made.
	Outside     []File
	Ramdisks    []Ramdisk
	Directories []Directory
	// Volumes are Docker's, which the host makes and gives to the containers' user: with Swarm, where no service does it.
	Volumes []OwnedVolume
	// Fuse is what the containers ask for that mount Alluxio as a file system; nil where none does.
	Fuse   *Fuse
	Build  *ImageBuild
	Images []Image // images that must be there or can be pulled; not the built one
}

// Floors are the least that is asked of a host whatever the description: versions, bytes and a number of open files.
type Floors struct {
	Engine, Compose        string
	ImageRoom, JournalRoom int64
	OpenFiles              int
}

// Port is one that a service listens at.
type Port struct {
	Number  int
	Service string
}

// Name is how the hosts of a cluster reach one of them.
type Name struct {
	Address, Host string
}

// Image is one to pull. Platform is such as "linux/amd64", "" where only the image itself knows it; Asked says that the
// description wants that one, emulated if need be.
type Image struct {
	Ref, Platform string
	Asked         bool
}

// Ramdisk is one memory mount of the host and the directories inside it, one a worker.
type Ramdisk struct {
	// Type is "ramfs" or "tmpfs".
	Type string
	// Mount is the absolute mount point, for example /mnt/ramdisk.
	Mount string
	// Size is bytes: enforced for tmpfs, only what is needed for ramfs (which has no limit).
	Size  int64
	Tiers []Tier
	From  string
}

// Tier is a worker's directory inside a ramdisk, an absolute path, and the bytes that the worker may keep there.
type Tier struct {
	Path string
	Size int64
}

// Directory is a host directory that a container binds. Mode is octal text, for example "0755".
type Directory struct {
	// Path is absolute, or relative to the host's folder with a leading "./".
	Path string
	Mode string
	Why  string // what it is for, in a few words
	// Shared is a file system that every host mounts; it is looked at, never made.
	Shared bool
	// ReadOnly is a directory that nothing is written to; it is never made either.
	ReadOnly bool
	// Room is the bytes of disk to start with; 0 asks for none.
	Room int64
	// Quota is the bytes of blocks that a worker may keep there; 0 for what holds no blocks.
	Quota int64
	// Worker is whose domain socket lies there, "" for another directory; Socket is its name, "" where the worker invents one.
	Worker, Socket string
	From           string
}

// OwnedVolume is a volume by the name that Docker knows.
type OwnedVolume struct{ Name, From string }

// Fuse is a host on which containers mount Alluxio as a file system.
type Fuse struct {
	// UID is the user of the processes that mount; it must be able to open /dev/fuse.
	UID int
	// Conf says that containers read the host's /etc/fuse.conf, which must let users show others what they mount.
	Conf   bool
	Mounts []FuseMount
}

// FuseMount is a host directory that a container binds with the propagation "rshared", to mount Alluxio in it or at a
// directory of it.
type FuseMount struct {
	// Path is absolute, or relative to the host's folder with a leading "./".
	Path string
	Why  string
	// Service is whose container mounts there.
	Service string
	From    string
}

// SecretFile is a site file that the host makes of the compiled one at Base and of secrets, for the containers' user alone.
// Paths are relative to the host's folder with a leading "./".
type SecretFile struct {
	Path, Base string
	Secrets    []Secret
}

// Secret is a property whose value a file of the host holds, on one line.
type Secret struct {
	Key, File string
}

// File is a file of the host that containers read; it is looked at, never made.
type File struct {
	// Path is absolute, or relative to the host's folder with a leading "./".
	Path string
	Why  string
	// Secret is a file that not everyone on the host should read.
	Secret bool
	// Any says that it may be a directory too, and that it is not the containers' user who reads it.
	Any  bool
	From string
}

// ImageBuild is an image made on the host from a source checkout's integration/docker folder.
type ImageBuild struct {
	Tag string
	// Context is absolute, or relative to the host's folder with a leading "./".
	Context string
	// Args are build arguments, for example ALLUXIO_TARBALL.
	Args []Variable
	// TarballFile is the tarball inside Context that must be there; "" when none or a URL.
	TarballFile string
	From        string
}
