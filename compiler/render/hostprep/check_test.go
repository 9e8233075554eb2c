package hostprep_test

import (
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/compiler/plan"
)

// whole is a host that needs one of each; good is how to make it so that check has nothing to say.
func whole() plan.Prep {
	return plan.Prep{Cluster: "c", UID: 1000, GID: 1000,
		Ramdisks:    []plan.Ramdisk{ramdisk("tmpfs", "/mnt/a", 64*mib, "/mnt/a/c/w")},
		Directories: []plan.Directory{{Path: "/mnt/data", Mode: "0755", Why: "journal of master", From: "masters.master.journal.host"}},
		Build:       &plan.ImageBuild{Tag: "alluxio:1.8.2", Context: "./docker", TarballFile: "a.tgz", Args: []plan.Variable{{Name: "ALLUXIO_TARBALL", Value: "a.tgz"}}},
		Images:      []string{"alluxio/alluxio:2.9.5"},
	}
}

const good = "mkdir /mnt/cluster/docker; cd /mnt/cluster/docker; touch Dockerfile a.tgz; /mnt/cluster/host-prep.sh apply >/dev/null; "

// faults are hosts that differ from the good one by one thing, and the line that names it.
var faults = map[string]struct{ plant, line string }{
	"directory of another user":         {"chown 0:0 /mnt/data; sed -i '/data/d' /var/lib/alluxio-gen/c/local.made", "FAIL directory, journal of master (masters.master.journal.host): user 1000, as which the containers run, may not write to /mnt/data: sudo chown 1000:1000 /mnt/data\n"},
	"directory that may not be entered": {"chmod 0600 /mnt/data; sed -i '/data/d' /var/lib/alluxio-gen/c/local.made", "FAIL directory, journal"},
	"directory on a read-only mount":    {"mount --bind /mnt/data /mnt/data; mount -o remount,bind,ro /mnt/data; sed -i '/data/d' /var/lib/alluxio-gen/c/local.made", "FAIL directory, journal"},
	"directory missing":                 {"rmdir /mnt/data", "fix  directory, journal of master (masters.master.journal.host): /mnt/data will be made\n"},
	"our directory's owner changed":     {"chown 0:0 /mnt/data", "fix  directory, journal"},
	"file for a directory":              {"rmdir /mnt/data; touch /mnt/data", "FAIL directory, journal of master (masters.master.journal.host): /mnt/data is not a directory: move it away\n"},
	"dangling link for a directory":     {"rmdir /mnt/data; ln -s nowhere /mnt/data", "FAIL directory, journal"},
	"ramdisk unmounted":                 {"umount /mnt/a", "fix  ramdisk /mnt/a: a tmpfs of 64MiB will be mounted\n"},
	"ramdisk's place has files":         {"umount /mnt/a; touch /mnt/a/file", "FAIL ramdisk /mnt/a: the directory is not empty"},
	"ramdisk's place is a file":         {"umount /mnt/a; rmdir /mnt/a; touch /mnt/a", "FAIL ramdisk /mnt/a: /mnt/a is not a directory"},
	"no ramdisk for the blocks":         {"umount /mnt/a; touch /mnt/a/file", "FAIL directory of a worker's blocks: /mnt/a/c/w needs the ramdisk first\n"},
	"ramdisk of the wrong type":         {"umount /mnt/a; mount -t ramfs x /mnt/a", "FAIL ramdisk /mnt/a: a ramfs is mounted there, not a tmpfs"},
	"no memory in the ramdisk's place":  {"umount /mnt/a; mount -t devpts x /mnt/a", "FAIL ramdisk /mnt/a: a devpts is mounted there, not a tmpfs"},
	"foreign tmpfs too small":           {"umount /mnt/a; mount -t tmpfs -o size=32M x /mnt/a; sed -i '/mount/d' /var/lib/alluxio-gen/c/local.made", "FAIL ramdisk /mnt/a: the tmpfs there has 32MiB, but 64MiB are needed: sudo mount -o remount,size=67108864 /mnt/a\n"},
	"ramdisk covered by another mount":  {"mkdir -p /mnt/top/a; umount /mnt/a; rmdir /mnt/a; mount -t tmpfs x /mnt/top/a; ln -s top/a /mnt/a; mount -t ramfs y /mnt/top; mkdir /mnt/top/a", "fix  ramdisk /mnt/a: a tmpfs of 64MiB will be mounted\n"},
	"our tmpfs was made smaller":        {"mount -o remount,size=32M /mnt/a", "fix  ramdisk /mnt/a: the tmpfs of 32MiB will grow to 64MiB\n"},
	"worker's directory missing":        {"rmdir /mnt/a/c/w", "fix  directory of a worker's blocks: /mnt/a/c/w will be made\n"},
	"worker's directory of another":     {"rmdir /mnt/a/c/w; mkdir /mnt/a/c/w; sed -i '/tier/d' /var/lib/alluxio-gen/c/local.made", "FAIL directory of a worker's blocks: user 1000"},
	"Docker does not answer":            {`printf '#!/bin/sh\necho cannot connect >&2; exit 1\n' >/mnt/bin/docker`, `FAIL Docker Engine does not answer (cannot\ connect): start it`},
	"Docker too old":                    {"sed -i s/28.2.2/20.9.99/ /mnt/bin/docker", "FAIL Docker Engine 20.9.99 is too old: install 20.10 or later\n"},
	"Compose missing":                   {"sed -i '/compose version/d' /mnt/bin/docker", "FAIL Docker Compose v2 is not installed"},
	"Compose too old":                   {"sed -i s/2.40.3/v2.19.1/ /mnt/bin/docker", "FAIL Docker Compose v2.19.1 is too old: install v2.20 or later\n"},
	"image gone, source too":            {": >/mnt/images; rm /mnt/cluster/docker/Dockerfile", "FAIL image alluxio:1.8.2: /mnt/cluster/docker holds no Dockerfile"},
	"image gone, tarball too":           {": >/mnt/images; rm /mnt/cluster/docker/a.tgz", "FAIL image alluxio:1.8.2: /mnt/cluster/docker/a.tgz is not there"},
	"image gone":                        {": >/mnt/images", "fix  image alluxio:1.8.2 will be built from /mnt/cluster/docker\n"},
	"Docker does not see the mount":     {"cp /bin/sleep /mnt/bin/dockerd; umount /mnt/a; unshare --mount --propagation private /mnt/bin/dockerd 1000 >/dev/null 2>&1 & sleep 0.3; mount -t tmpfs -o size=64M alluxio-gen /mnt/a; /mnt/cluster/host-prep.sh apply >/dev/null || true", "FAIL ramdisk /mnt/a: Docker was started before it and does not see it: restart Docker"},
}

// harmless are hosts that differ from the good one in what does not matter.
var harmless = map[string]string{
	"nothing": ":",
	"directory of another user that all may write": "chown 0:0 /mnt/data; chmod 0777 /mnt/data",
	"directory of the containers' group":           "chown 0:1000 /mnt/data; chmod 0770 /mnt/data",
	"link to a directory":                          "mv /mnt/data /mnt/data2; ln -s data2 /mnt/data",
	"directory with files":                         "touch /mnt/data/file",
	"blocks in the ramdisk":                        "touch /mnt/a/c/w/1",
	"Docker at its floor":                          "sed -i s/28.2.2/20.10.0/ /mnt/bin/docker",
	"Docker of a distribution":                     "sed -i s/28.2.2/20.10.24+dfsg1/ /mnt/bin/docker",
	"Compose at its floor":                         "sed -i s/2.40.3/v2.20.0-desktop.1/ /mnt/bin/docker",
	"ramdisk reached by a link":                    "umount /mnt/a; rmdir /mnt/a; mkdir /mnt/real; ln -s real /mnt/a; mount -t tmpfs -o size=64M alluxio-gen /mnt/real; install -d -m 1777 -o 1000 -g 1000 /mnt/a/c/w",
	"Docker sees the mount":                        "cp /bin/sleep /mnt/bin/dockerd; unshare --mount --propagation private /mnt/bin/dockerd 1000 >/dev/null 2>&1 & sleep 0.3",
	"Docker in our name space":                     "cp /bin/sleep /mnt/bin/dockerd; /mnt/bin/dockerd 1000 >/dev/null 2>&1 &",
}

func TestCheckNamesEachFault(t *testing.T) {
	for name, fault := range faults {
		t.Run(name, func(t *testing.T) {
			s := newSandbox(t, whole())
			s.must(good + fault.plant)
			before := s.snapshot()
			if out := s.prep(1, "check"); !strings.Contains("\n"+out, "\n"+fault.line) {
				t.Errorf("no line %q in\n%s", fault.line, out)
			}
			same(t, "check changes nothing", before, s.snapshot())
		})
	}
}

func TestApplyMeetsWhatItSaysItWillFix(t *testing.T) {
	for name, fault := range faults {
		if !strings.HasPrefix(fault.line, "fix ") {
			continue
		}
		t.Run(name, func(t *testing.T) {
			s := newSandbox(t, whole())
			s.must(good + fault.plant)
			s.prep(0, "apply")
			s.prep(0, "check")
		})
	}
}

func TestApplyTouchesNothingThatItCannotFix(t *testing.T) {
	for _, name := range []string{"directory of another user", "file for a directory", "dangling link for a directory",
		"ramdisk's place has files", "ramdisk's place is a file", "ramdisk of the wrong type"} {
		t.Run(name, func(t *testing.T) {
			s := newSandbox(t, whole())
			s.must(good + faults[name].plant)
			before := s.snapshot()
			s.prep(1, "apply")
			same(t, "apply changes nothing", before, s.snapshot())
		})
	}
}

func TestCheckSaysNothingOfAGoodHost(t *testing.T) {
	for name, plant := range harmless {
		t.Run(name, func(t *testing.T) {
			s := newSandbox(t, whole())
			s.must(good + plant)
			for _, line := range strings.Split(strings.TrimSpace(s.prep(0, "check")), "\n") {
				if !strings.HasPrefix(line, "ok   ") {
					t.Error(line)
				}
			}
		})
	}
}

func TestDockerMissing(t *testing.T) {
	s := newSandbox(t, whole())
	s.must("mkdir /mnt/tools; ln -s /usr/sbin/* /usr/bin/* /mnt/tools 2>/dev/null || true; rm -f /mnt/tools/docker; rm /mnt/bin/docker")
	s.search = "/mnt/tools"
	out := s.prep(1, "apply")
	wants(t, out, "FAIL Docker Engine is not installed: install 20.10 or later", "FAIL Docker Compose v2 is not installed", "ok   ramdisk /mnt/a")
}

func TestMoreMemoryThanTheHostHas(t *testing.T) {
	p := kernelSamples()["ramfs"]
	p.Ramdisks[0].Size = 1 << 50
	s := newSandbox(t, p)
	wants(t, s.prep(1, "check"), "FAIL memory: the ramdisks need 1PiB")
}
