package hostprep_test

import (
	"slices"
	"strings"
	"testing"
)

// forget takes the lines of a thing out of the record, so that it is someone else's.
func forget(thing string) string { return "; sed -i '/" + thing + "/d' /var/lib/alluxio-gen/c/n1.made" }

// docker settings of the stand-in.
func dockerIs(setting string) string { return "echo '" + setting + "' >/mnt/docker-is" }

const (
	private  = "unshare --mount --propagation private /mnt/bin/dockerd 1000 >/dev/null 2>&1 & sleep 0.3; "
	unlooked = "cp /bin/sleep /mnt/bin/dockerd; umount /mnt/a; " + private + "mount -t tmpfs -o size=64M alluxio-gen /mnt/a; /mnt/cluster/host-prep.sh apply >/dev/null || true"
)

// faults are hosts that differ from the good one by one thing, and the line that names it.
var faults = map[string]struct{ plant, line string }{
	"directory of another user":         {"chown 0:0 /mnt/data" + forget("data"), "FAIL directory, journal of master (masters.master.journal.host): user 1000, as which the containers run, may not write to /mnt/data: sudo chown 1000:1000 /mnt/data\n"},
	"directory that may not be entered": {"chmod 0600 /mnt/data" + forget("data"), "FAIL directory, journal"},
	"directory on a read-only mount":    {"mount --bind /mnt/data /mnt/data; mount -o remount,bind,ro /mnt/data" + forget("data"), "FAIL directory, journal"},
	"directory missing":                 {"rmdir /mnt/data", "fix  directory, journal of master (masters.master.journal.host): /mnt/data will be made\n"},
	"our directory's owner changed":     {"chown 0:0 /mnt/data", "fix  directory, journal"},
	"file for a directory":              {"rmdir /mnt/data; touch /mnt/data", "FAIL directory, journal of master (masters.master.journal.host): /mnt/data is not a directory: move it away\n"},
	"dangling link for a directory":     {"rmdir /mnt/data; ln -s nowhere /mnt/data", "FAIL directory, journal"},
	"no credentials":                    {"rm /mnt/keys/aws", "FAIL credentials (s3): /mnt/keys/aws is missing: put it there\n"},
	"credentials of another user":       {"chown 0:0 /mnt/keys/aws", "FAIL credentials (s3): user 1000, as which the containers run, may not read /mnt/keys/aws: sudo chown 1000 /mnt/keys/aws, or"},
	"empty credentials":                 {": >/mnt/keys/aws", "FAIL credentials (s3): /mnt/keys/aws is empty"},
	"a directory for credentials":       {"rm /mnt/keys/aws; mkdir /mnt/keys/aws", "FAIL credentials (s3): /mnt/keys/aws is not a file"},
	"no configuration":                  {"rm /mnt/cluster/hdfs-site.xml", "FAIL Hadoop's configuration (hdfs): /mnt/cluster/hdfs-site.xml is missing"},
	"no files of a side service":        {"rmdir /mnt/metrics", "FAIL what prometheus mounts: /mnt/metrics is missing: put it there\n"},
	"no variables of a side service":    {"rm /mnt/keys/minio.env", "FAIL variables of minio: /mnt/keys/minio.env is missing or no file: put it there, NAME=value on each line\n"},
	"directory to read missing":         {"rmdir /mnt/scans", "FAIL directory, under storage of /scans: /mnt/scans is missing: put it there\n"},
	"directory to read locked":          {"chmod 0700 /mnt/scans", "FAIL directory, under storage of /scans: user 1000, as which the containers run, may not read in /mnt/scans: sudo chmod a+rx /mnt/scans\n"},
	"no disk for the journal":           {"mount -t tmpfs -o size=16M,mode=0777 x /mnt/data", "FAIL disk, journal of master: 16MiB left at /mnt/data, and it starts with 1GiB: free some"},
	"no disk for an image":              {"mkdir /var/lib/docker; mount -t tmpfs -o size=16M x /var/lib/docker; rm /mnt/images/*", "FAIL image alluxio/alluxio:2.9.5: Docker has 16MiB of disk left below /var/lib/docker and may need 4GiB: free some"},
	"no disk for a build":               {"mkdir /var/lib/docker; mount -t tmpfs -o size=16M x /var/lib/docker; rm /mnt/images/*", "FAIL image alluxio:1.8.2: Docker has 16MiB"},
	"stale socket":                      {"systemd-socket-activate -l /mnt/socket/d cat & sleep 0.3; kill $!", "fix  domain socket of w: what an earlier worker left in /mnt/socket will be removed\n"},
	"directory in the socket's place":   {"mkdir /mnt/socket/d", "FAIL domain socket of w: /mnt/socket/d is in its place and is no socket: move it away\n"},
	"socket directory missing":          {"rmdir /mnt/socket", "fix  directory, domain socket of w: /mnt/socket will be made\n"},
	"ramdisk unmounted":                 {"umount /mnt/a", "fix  ramdisk /mnt/a: a tmpfs of 64MiB will be mounted\n"},
	"ramdisk's place has files":         {"umount /mnt/a; touch /mnt/a/file", "FAIL ramdisk /mnt/a: the directory is not empty"},
	"ramdisk's place is a file":         {"umount /mnt/a; rmdir /mnt/a; touch /mnt/a", "FAIL ramdisk /mnt/a: /mnt/a is not a directory"},
	"no ramdisk for the blocks":         {"umount /mnt/a; touch /mnt/a/file", "FAIL directory of a worker's blocks: /mnt/a/c/w needs the ramdisk first"},
	"no ramdisk for the unit":           {"umount /mnt/a; touch /mnt/a/file", "FAIL after a reboot: the ramdisk /mnt/a must be there first"},
	"ramdisk of the wrong type":         {"umount /mnt/a; mount -t ramfs x /mnt/a", "FAIL ramdisk /mnt/a: a ramfs is mounted there, not a tmpfs"},
	"no memory in the ramdisk's place":  {"umount /mnt/a; mount -t devpts x /mnt/a", "FAIL ramdisk /mnt/a: a devpts is mounted there, not a tmpfs"},
	"foreign tmpfs too small":           {"umount /mnt/a; mount -t tmpfs -o size=32M x /mnt/a" + forget("mount"), "FAIL ramdisk /mnt/a: the tmpfs there has 32MiB, but 64MiB are needed: sudo mount -o remount,size=67108864 /mnt/a\n"},
	"ramdisk covered by another mount":  {"mkdir -p /mnt/top/a; umount /mnt/a; rmdir /mnt/a; mount -t tmpfs x /mnt/top/a; ln -s top/a /mnt/a; mount -t ramfs y /mnt/top; mkdir /mnt/top/a", "fix  ramdisk /mnt/a: a tmpfs of 64MiB will be mounted\n"},
	"our tmpfs was made smaller":        {"mount -o remount,size=32M /mnt/a", "fix  ramdisk /mnt/a: the tmpfs of 32MiB will grow to 64MiB\n"},
	"Docker does not see the mount":     {unlooked, "FAIL ramdisk /mnt/a: Docker was started before it and does not see it: restart Docker, or run apply --restart-docker"},
	"worker's directory missing":        {"rmdir /mnt/a/c/w", "fix  directory of a worker's blocks: /mnt/a/c/w will be made\n"},
	"worker's directory of another":     {"rmdir /mnt/a/c/w; mkdir /mnt/a/c/w" + forget("tier"), "FAIL directory of a worker's blocks: user 1000"},
	"blocks of another cluster":         {"touch /mnt/a/c/w/1" + forget("tier"), "FAIL directory of a worker's blocks: /mnt/a/c/w holds files that are not of this cluster"},
	"more blocks than the quota":        {"mount -o remount,size=1G /mnt/a; head -c 70M /dev/zero >/mnt/a/c/w/1", "FAIL directory of a worker's blocks: /mnt/a/c/w holds 70MiB, and its worker, which may keep 64MiB, would not start"},
	"the unit is gone":                  {"rm /etc/systemd/system/alluxio-gen*", "fix  after a reboot: alluxio-gen-c-mnt-a.service will make /mnt/a before Docker starts\n"},
	"no systemd":                        {"rm -r /run/systemd", "warn after a reboot: there is no systemd here, and the ramdisk /mnt/a will be gone"},
	"no systemd, Docker":                {"rm -r /run/systemd", "warn Docker at boot: there is no systemd here"},
	"Docker is not started at boot":     {"systemctl disable docker.service", "fix  Docker at boot: docker.service will be enabled\n"},
	"Docker of no unit":                 {"rm /etc/systemd/system/docker.service", "warn Docker at boot: systemd knows no docker.service"},
	"Docker does not run":               {"echo cannot connect >/mnt/silent; rm /mnt/active", "fix  Docker Engine does not run: docker.service will be started\n"},
	"Docker does not answer":            {"echo cannot connect >/mnt/silent", `FAIL Docker Engine does not answer (cannot\ connect): start it`},
	"Docker refuses the user":           {"echo permission denied >/mnt/silent", "FAIL user root may not use Docker: run sudo usermod -aG docker root and log in anew"},
	"Docker too old":                    {dockerIs("engine=20.9.99"), "FAIL Docker Engine 20.9.99 is too old: install 20.10 or later\n"},
	"Podman":                            {dockerIs(`engine="5.0.0 Podman"`), "FAIL the docker command here is Podman's"},
	"Docker Desktop":                    {dockerIs(`system="Docker Desktop"`), "FAIL this is Docker Desktop, whose containers live in a virtual machine, and the containers need this host's network, ramdisks, directories: use Docker Engine"},
	"rootless Docker":                   {dockerIs(`security="name=seccomp name=rootless"`), "FAIL this is rootless Docker"},
	"userns-remap":                      {dockerIs("security=name=userns"), "FAIL this is Docker with userns-remap"},
	"Docker of another machine":         {dockerIs("endpoint=tcp://10.1.1.1:2375"), "FAIL docker speaks to another machine (tcp://10.1.1.1:2375): run this script there"},
	"Compose missing":                   {dockerIs("compose="), "FAIL Docker Compose v2 is not installed: install 2.20 or later"},
	"Compose too old":                   {dockerIs("compose=v2.19.1"), "FAIL Docker Compose v2.19.1 is too old: install v2.20 or later\n"},
	"Compose of no version":             {dockerIs("compose=dev"), "warn Docker Compose does not say its version (dev): v2.20 or later is needed\n"},
	"image gone, source too":            {"rm /mnt/images/* /mnt/cluster/docker/Dockerfile", "FAIL image alluxio:1.8.2: /mnt/cluster/docker holds no Dockerfile: check out the release's source (git clone --branch v1.8.2 "},
	"image gone, tarball too":           {"rm /mnt/images/* /mnt/cluster/docker/a.tgz", "FAIL image alluxio:1.8.2: /mnt/cluster/docker/a.tgz is not there"},
	"built image gone":                  {"rm /mnt/images/*", "fix  image alluxio:1.8.2 will be built from /mnt/cluster/docker\n"},
	"pulled image gone":                 {"rm /mnt/images/*", "fix  image alluxio/alluxio:2.9.5 will be pulled\n"},
	"image of another processor":        {dockerIs("platform=linux/riscv64"), "FAIL image alluxio/alluxio:2.9.5 is for linux/riscv64, and this host is linux/"},
	"no image for this processor":       {"rm /mnt/images/*; printf '#!/bin/sh\necho riscv64\n' >/mnt/bin/uname; chmod +x /mnt/bin/uname", "FAIL image alluxio/alluxio:2.9.5 exists for linux/amd64 alone, and this host is linux/riscv64: build one"},
	"too little memory":                 {"echo 'MemTotal: 1048575 kB' >/proc/meminfo", "FAIL memory: the cluster may take 1GiB here, but this host has 1023.99MiB"},
	"too little memory left":            {scarce, "warn memory: the cluster may take 1GiB here, but only 1023.99MiB of 32GiB are available now"},
	"swap":                              {"echo '/dev/sda2 partition 2097152 0 -2' >>/proc/swaps", "warn swap: the kernel may move cached blocks to its 2GiB of swap"},
	"few open files":                    {"cp /bin/sleep /mnt/bin/containerd; (ulimit -n 1024; exec /mnt/bin/containerd 1000) >/dev/null 2>&1 & sleep 0.3", "warn open files: Docker gives containers 1024, and a busy master or worker may need 4096"},
	"port taken":                        {"systemd-socket-activate -l 19998 cat >/dev/null 2>&1 & sleep 0.3", "FAIL port 19998, master: another process listens there"},
	"port taken, IPv6":                  {"systemd-socket-activate -l '[::1]:19998' cat >/dev/null 2>&1 & sleep 0.3", "FAIL port 19998, master: another process listens there"},
	"this host's name unknown":          {"echo 10.0.0.12 n2.example.com >/etc/hosts", "FAIL this host's own name: "},
	"unknown name":                      {"echo 127.0.1.1 $(uname -n) >/etc/hosts", "FAIL host n2: n2.example.com has no IPv4 address here"},
	"name means this host":              {"echo 127.0.1.1 n2.example.com $(uname -n) >/etc/hosts", "FAIL host n2: n2.example.com means this host itself here (127.0.1.1)"},
	"folder of another host":            {"ip address del 10.0.0.11/32 dev lo", "FAIL host n1: 10.0.0.11 is no address of this host: copy this folder to n1"},
	"site file missing":                 {"rm alluxio-site.properties", "FAIL file /mnt/cluster/alluxio-site.properties is missing"},
	"directory for the site file":       {"rm alluxio-site.properties; mkdir alluxio-site.properties", "FAIL file /mnt/cluster/alluxio-site.properties is a directory"},
	"site file that nobody may read":    {"chmod 0600 alluxio-site.properties", "FAIL file /mnt/cluster/alluxio-site.properties: user 1000, as which the containers run, may not read it: sudo chmod a+r"},
	"SELinux, site file":                {enforcing, "FAIL file /mnt/cluster/alluxio-site.properties: SELinux keeps containers from it: sudo chcon -t container_file_t /mnt/cluster/alluxio-site.properties\n"},
	"SELinux, directory of another":     {enforcing + forget("data"), "FAIL directory, journal of master (masters.master.journal.host): SELinux keeps containers from /mnt/data: sudo chcon"},
}

const scarce = "printf '%s kB\\n' 'MemTotal: 33554432' 'MemAvailable: 1048575' >/proc/meminfo"

// enforcing makes it seem that SELinux confines containers; no file here has a label.
const enforcing = "printf '#!/bin/sh\necho Enforcing\n' >/mnt/bin/getenforce; chmod +x /mnt/bin/getenforce; echo security=name=selinux >/mnt/docker-is"

// harmless are hosts that differ from the good one in what does not matter.
var harmless = map[string]string{
	"nothing": ":",
	"directory of another user that all may write": "chown 0:0 /mnt/data; chmod 0777 /mnt/data",
	"directory of the containers' group":           "chown 0:1000 /mnt/data; chmod 0770 /mnt/data",
	"link to a directory":                          "mv /mnt/data /mnt/data2; ln -s data2 /mnt/data",
	"directory with files":                         "touch /mnt/data/file",
	"blocks in the ramdisk":                        "touch /mnt/a/c/w/1",
	"Docker at its floor":                          dockerIs("engine=20.10.0"),
	"Docker of a distribution":                     dockerIs("engine=20.10.24+dfsg1"),
	"Compose at its floor":                         dockerIs("compose=v2.20.0-desktop.1"),
	"the master runs":                              "systemd-socket-activate -l 19998 cat >/dev/null 2>&1 & sleep 0.3; echo id >/mnt/running",
	"the next port is taken":                       "systemd-socket-activate -l 19999 cat >/dev/null 2>&1 & sleep 0.3",
	"the worker's socket":                          "systemd-socket-activate -l /mnt/socket/d cat >/dev/null 2>&1 & sleep 0.3; echo id >/mnt/running",
	"blocks of the worker that runs":               "touch /mnt/a/c/w/1; echo id >/mnt/running" + forget("tier"),
	"memory taken by the cluster":                  scarce + "; echo id >/mnt/running",
	"just enough memory":                           "echo 'MemTotal: 1048576 kB' >/proc/meminfo; echo 'MemAvailable: 1048576 kB' >>/proc/meminfo",
	"site file of the containers' user":            "chmod 0400 alluxio-site.properties; chown 1000 alluxio-site.properties",
	"SELinux that only warns":                      enforcing + "; sed -i s/Enforcing/Permissive/ /mnt/bin/getenforce",
	"many open files":                              "cp /bin/sleep /mnt/bin/containerd; (ulimit -n 4096; exec /mnt/bin/containerd 1000) >/dev/null 2>&1 & sleep 0.3",
	"ramdisk reached by a link":                    "umount /mnt/a; rmdir /mnt/a; mkdir /mnt/real; ln -s real /mnt/a; mount -t tmpfs -o size=64M alluxio-gen /mnt/real; install -d -m 1777 -o 1000 -g 1000 /mnt/a/c/w",
	"Docker sees the mount":                        "ulimit -n 4096; cp /bin/sleep /mnt/bin/dockerd; unshare --mount --propagation private /mnt/bin/dockerd 1000 >/dev/null 2>&1 & sleep 0.3",
	"Docker in our name space":                     "ulimit -n 4096; cp /bin/sleep /mnt/bin/dockerd; /mnt/bin/dockerd 1000 >/dev/null 2>&1 &",
}

// TestCheckNamesEachFault: and apply meets what check says it will fix, and touches no thing that it cannot fix.
func TestCheckNamesEachFault(t *testing.T) {
	for name, fault := range faults {
		t.Run(name, func(t *testing.T) {
			s := goodSandbox(t)
			s.must("cd /mnt/cluster; " + fault.plant)
			before := s.snapshot()
			if out := s.prep(exitOf(strings.HasPrefix(fault.line, "warn ")), "check"); !strings.Contains("\n"+out, "\n"+fault.line) {
				t.Errorf("no line %q in\n%s", fault.line, out)
			}
			same(t, "check changes nothing", before, s.snapshot())
			switch {
			case strings.HasPrefix(fault.line, "fix "):
				s.prep(0, "apply") // and checks by itself
			case slices.Contains(untouchable, name):
				s.prep(1, "apply")
				same(t, "apply changes nothing", before, s.snapshot())
			}
		})
	}
}

// untouchable are faults at which apply finds what somebody else made.
var untouchable = []string{"directory of another user", "file for a directory", "dangling link for a directory",
	"ramdisk's place has files", "ramdisk's place is a file", "ramdisk of the wrong type"}

func TestCheckSaysNothingOfAGoodHost(t *testing.T) {
	for name, plant := range harmless {
		t.Run(name, func(t *testing.T) {
			s := goodSandbox(t)
			s.must("cd /mnt/cluster; " + plant)
			for _, line := range strings.Split(strings.TrimSpace(s.prep(0, "check")), "\n") {
				if !strings.HasPrefix(line, "ok   ") {
					t.Error(line)
				}
			}
		})
	}
}

func TestDockerMissing(t *testing.T) {
	s := goodSandbox(t)
	s.without("docker", "systemctl")
	s.must("rm /mnt/bin/docker; cp /mnt/bin/systemctl /mnt/tools")
	out := s.prep(1, "apply")
	wants(t, out, "FAIL Docker Engine is not installed: install 20.10 or later", "FAIL Docker Compose v2 is not installed", "ok   ramdisk /mnt/a")
}

func TestMoreMemoryThanTheHostHas(t *testing.T) {
	p := kernelSamples()["ramfs"]
	p.Memory = 1 << 50
	s := newSandbox(t, p)
	wants(t, s.prep(1, "check"), "FAIL memory: the cluster may take 1PiB here, but this host has 32GiB")
}
