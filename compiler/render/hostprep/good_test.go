package hostprep_test

import (
	"sync"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/compiler/plan"
	"github.com/alluxio-gen/alluxio-gen/internal/require"
)

// whole is a host that needs one of each thing.
func whole() plan.Prep {
	return plan.Prep{Cluster: "c", Host: "n1", Release: "1.8.2", UID: 1000, GID: 1000, Floors: floors,
		Memory: 1 << 30, Swappable: true, HostNetwork: true,
		Ports: []plan.Port{{Number: 19998, Service: "master"}},
		Names: []plan.Name{{Address: "10.0.0.11", Host: "n1"}, {Address: "n2.example.com", Host: "n2"}},
		Files: []string{"./alluxio-site.properties"},
		Outside: []plan.File{{Path: "/mnt/keys/aws", Why: "credentials", Secret: true, From: "s3"}, {Path: "./hdfs-site.xml", Why: "Hadoop's configuration", From: "hdfs"},
			{Path: "/mnt/metrics", Why: "what prometheus mounts", Any: true}, {Path: "/mnt/keys/minio.env", Why: "variables of minio", Any: true, Secret: true}},
		Ramdisks: []plan.Ramdisk{ramdisk("tmpfs", "/mnt/a", 64*mib, "/mnt/a/c/w")},
		Directories: []plan.Directory{
			{Path: "/mnt/data", Mode: "0755", Why: "journal of master", Room: 1 << 30, From: "masters.master.journal.host"},
			{Path: "/mnt/scans", Mode: "0755", Why: "under storage of /scans", ReadOnly: true},
			{Path: "/mnt/socket", Mode: "0755", Why: "domain socket of w", Worker: "w", Socket: "d"}},
		Build:  &plan.ImageBuild{Tag: "alluxio:1.8.2", Context: "./docker", TarballFile: "a.tgz", Args: []plan.Variable{{Name: "ALLUXIO_TARBALL", Value: "a.tgz"}}},
		Images: images("alluxio/alluxio:2.9.5"),
	}
}

// theirs are the files and directories that apply never makes.
const theirs = "mkdir /mnt/keys /mnt/metrics; echo A=b >/mnt/keys/minio.env; chmod 0400 /mnt/keys/minio.env; mkdir -m 0555 /mnt/scans; echo k >/mnt/keys/aws; chown 1000 /mnt/keys/aws; chmod 0400 /mnt/keys/aws; echo x >/mnt/cluster/hdfs-site.xml; "

const scene = theirs + "mkdir /mnt/cluster/docker; cd /mnt/cluster; touch alluxio-site.properties docker/Dockerfile docker/a.tgz; "

// goodHost is what apply made of the first good sandbox; the others get the same without running it again.
var goodHost struct {
	sync.Once
	files, state string
}

const (
	pack   = "tar --create --file /mnt/scratch/good.tar --one-file-system --exclude ./mnt/scratch -C / ./mnt ./run ./var/lib ./etc/systemd/system"
	unpack = "tar --extract --file /mnt/scratch/good.tar --same-permissions --numeric-owner -C /; mount -t tmpfs -o size=64M,mode=0755,nosuid,nodev alluxio-gen /mnt/a; install -d /mnt/a/c; install -d -o 1000 -g 1000 -m 1777 /mnt/a/c/w"
)

// goodSandbox is a whole host with which check has no fault to find.
func goodSandbox(t *testing.T) *sandbox {
	t.Helper()
	require.Tool(t, "systemd-socket-activate")
	s := newSandbox(t, whole())
	made := false
	goodHost.Do(func() {
		s.systemd()
		s.must(scene)
		s.prep(0, "apply")
		s.must(pack)
		goodHost.files, goodHost.state, made = s.read("/mnt/scratch/good.tar"), s.snapshot(), true
	})
	if !made {
		s.write("/mnt/scratch/good.tar", goodHost.files, 0o644)
		s.must(unpack)
	}
	return s
}

func TestAGoodHostIsAsApplyMadeIt(t *testing.T) {
	for _, name := range []string{"one", "another"} {
		t.Run(name, func(t *testing.T) {
			s := goodSandbox(t)
			same(t, "what is unpacked is what apply made", goodHost.state, s.snapshot())
		})
	}
}
