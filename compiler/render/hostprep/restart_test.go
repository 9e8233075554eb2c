package hostprep_test

import "testing"

// restart is a stand-in that starts a dockerd which sees every mount there is.
const restart = `#!/bin/bash
case " $* " in *" restart "*)
	pkill -x dockerd
	/mnt/bin/dockerd 1000 >/dev/null 2>&1 &
	echo "$(basename "$0") $*" >>/mnt/scratch/restarts ;;
esac
exit 0
`

// blindSandbox is a good host whose Docker began before the ramdisk and lives in a mount name space of its own.
func blindSandbox(t *testing.T, systemd bool) *sandbox {
	t.Helper()
	s := goodSandbox(t)
	s.must("mv /mnt/bin/systemctl /mnt/systemctl; umount /mnt/a; cp /bin/sleep /mnt/bin/dockerd; ulimit -n 4096; " + private)
	s.write("/mnt/restart", restart, 0o755)
	if systemd {
		s.write("/mnt/bin/systemctl", "#!/bin/bash\n[[ \" $* \" != *' restart '* ]] || /mnt/restart \"$@\"\nexec /mnt/systemctl \"$@\"\n", 0o755)
	} else {
		s.must("rm -r /run/systemd; cp /mnt/restart /mnt/bin/service")
	}
	return s
}

func TestDockerIsRestartedOnlyWhenTold(t *testing.T) {
	for name, c := range map[string]struct {
		systemd bool
		line    string
	}{
		"systemd": {true, "run  systemctl restart docker.service\n"},
		"none":    {false, "run  service docker restart\n"},
	} {
		t.Run(name, func(t *testing.T) {
			s := blindSandbox(t, c.systemd)
			const blind = "FAIL ramdisk /mnt/a: Docker was started before it and does not see it: restart Docker, or run apply --restart-docker; that stops every container for a moment\n"
			wants(t, s.prep(1, "apply"), "run  mount -t tmpfs", blind)
			s.prep(1, "check", "--restart-docker")
			out, _ := s.asUser("1000", "check")
			wants(t, out, blind)
			s.prep(0, "apply", "--restart-docker", "--dry-run")
			same(t, "without being told nothing is restarted", "", s.read("/mnt/scratch/restarts"))

			wants(t, s.prep(0, "apply", "--restart-docker"), c.line, "ok   ramdisk /mnt/a: a tmpfs of 64MiB")
			if again := runLines(s.prep(0, "apply", "--restart-docker")); len(again) > 0 {
				t.Errorf("the second apply ran %q", again)
			}
			s.prep(0, "check")
		})
	}
}

// TestDockerIsRestartedForARamdiskMadeNow: the mount comes first.
func TestDockerIsRestartedForARamdiskMadeNow(t *testing.T) {
	s := blindSandbox(t, true)
	wants(t, s.prep(0, "apply", "--restart-docker"), "run  mount -t tmpfs", "run  systemctl restart docker.service\n", "ok   ramdisk /mnt/a: a tmpfs of 64MiB")
}
