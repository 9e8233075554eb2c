package hostprep_test

import (
	"os/exec"
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/compiler/plan"
	"github.com/alluxio-gen/alluxio-gen/internal/require"
	"github.com/alluxio-gen/alluxio-gen/templates"
)

// apt and dnf are stand-ins: /mnt/offers has a package and its version a line. What they install is the docker of the
// sandbox, or its Compose.
const (
	aptCache = `#!/bin/bash
version=$(sed -n "s/^$2 //p" /mnt/offers)
[[ -n $version || $2 == docker-compose ]] || exit 0
printf '%s:\n  Installed: (none)\n  Candidate: %s\n  Version table:\n' "$2" "${version:-(none)}"
`
	installs = `
echo "$(basename "$0") $*" >>/mnt/scratch/installed
case ${!#} in
*compose*) echo compose=2.40.3 >/mnt/docker-is ;;
*) cp /mnt/spare /mnt/tools/docker ;;
esac
echo installed
`
	aptGet = `#!/bin/bash
[[ "$DEBIAN_FRONTEND $*" == "noninteractive install --yes --quiet "* ]] || exit 100` + installs
	dnf = `#!/bin/bash
if [[ $* == *repoquery* ]]; then sed -n "s/^${!#} //p" /mnt/offers; exit; fi
[[ "$*" == "install --assumeyes --quiet "* ]] || exit 1` + installs
)

// freshHost has neither Docker nor Compose, and a package manager that offers packages, or none.
func freshHost(t *testing.T, manager, offers string) *sandbox {
	t.Helper()
	s := newSandbox(t, plan.Prep{Cluster: "c", UID: 1000, GID: 1000, Images: images("a:1")})
	s.systemd()
	s.without("docker", "systemctl", "apt-get", "apt-cache", "dnf")
	s.must(`mv /mnt/bin/docker /mnt/spare; cp /mnt/bin/systemctl /mnt/tools; rm -f /mnt/active
echo compose= >/mnt/docker-is; echo 'cannot connect to the daemon' >/mnt/silent; rm -r /etc/systemd/system/docker.service.wants`)
	s.write("/mnt/offers", offers, 0o644)
	switch manager {
	case "apt":
		s.write("/mnt/tools/apt-cache", aptCache, 0o755)
		s.write("/mnt/tools/apt-get", aptGet, 0o755)
	case "dnf":
		s.write("/mnt/tools/dnf", dnf, 0o755)
	}
	return s
}

// TestDockerIsInstalledWhenTold: only then, by the first package that is new enough, started and enabled; undo leaves it.
func TestDockerIsInstalledWhenTold(t *testing.T) {
	for name, c := range map[string]struct{ manager, offers, cure, ran string }{
		"Debian with Docker's packages": {"apt", "docker-ce 5:28.0.1-1~debian.12~bookworm\ndocker.io 20.10.24+dfsg1-1+deb12u1\ndocker-compose-plugin 2.33.1-1\n", "docker-ce 28.0.1-1~debian.12~bookworm",
			"apt-get install --yes --quiet docker-ce\napt-get install --yes --quiet docker-compose-plugin\n"},
		"Ubuntu": {"apt", "docker.io 28.2.2-0ubuntu1\ndocker-compose-v2 2.37.1\ndocker-compose 1.29.2-6\n", "docker.io 28.2.2-0ubuntu1",
			"apt-get install --yes --quiet docker.io\napt-get install --yes --quiet docker-compose-v2\n"},
		"Fedora": {"dnf", "moby-engine 28.3.3\ndocker-compose 2.39.2\n", "moby-engine 28.3.3",
			"dnf install --assumeyes --quiet moby-engine\ndnf install --assumeyes --quiet docker-compose\n"},
	} {
		t.Run(name, func(t *testing.T) {
			s := freshHost(t, c.manager, c.offers)
			before := s.snapshot()
			for _, args := range [][]string{{"check"}, {"apply"}, {"check", "--install-docker"}} {
				s.prep(1, args...)
			}
			wants(t, s.prep(1, "check"), "FAIL Docker Engine is not installed: install 20.10 or later: apply --install-docker takes "+c.cure+" of this distribution\n", "FAIL Docker Compose v2 is not installed: install 2.20 or later: apply --install-docker takes ")
			s.prep(0, "apply", "--install-docker", "--dry-run")
			same(t, "without being told nothing is installed", before, s.snapshot())

			out := s.prep(0, "apply", "--install-docker")
			same(t, "the packages are installed", c.ran, s.read("/mnt/scratch/installed"))
			wants(t, out, "run  systemctl start docker.service", "run  systemctl enable --quiet docker.service", "run  docker pull --quiet a:1", "ok   Docker Engine 28.2.2")
			if again := runLines(s.prep(0, "apply", "--install-docker")); len(again) > 0 {
				t.Errorf("the second apply ran %q", again)
			}
			wants(t, s.prep(0, "undo"), "keep package ", "run  systemctl disable --quiet docker.service")
			s.must("test -e /mnt/tools/docker; ! systemctl is-enabled docker.service")
		})
	}
}

// TestDockerIsNotInstalledFromWhatIsTooOld: nor where the distribution has none or no package manager is known; the cure is said.
func TestDockerIsNotInstalledFromWhatIsTooOld(t *testing.T) {
	const engine = "FAIL Docker Engine is not installed: install 20.10 or later (https://docs.docker.com/engine/install/); this distribution offers none\n"
	const compose = "FAIL Docker Compose v2 is not installed: install 2.20 or later (https://docs.docker.com/engine/install/); this distribution offers none\n"
	for name, c := range map[string]struct{ manager, offers string }{
		"too old":             {"apt", "docker.io 18.09.1+dfsg1-7.1\ndocker-compose 1.29.2-3\n"},
		"no candidate":        {"apt", "docker.io (none)\n"},
		"unknown to dnf":      {"dnf", ""},
		"no package manager":  {"", ""},
		"a package of Podman": {"dnf", "podman-docker 5.4.0\npodman-compose 1.3.0\n"},
	} {
		t.Run(name, func(t *testing.T) {
			s := freshHost(t, c.manager, c.offers)
			before := s.snapshot()
			for _, args := range [][]string{{"check"}, {"check", "--install-docker"}, {"apply", "--install-docker"}} {
				wants(t, s.prep(1, args...), engine, compose)
			}
			same(t, "nothing is installed", before, s.snapshot())
		})
	}
}

// TestAFailedInstallationCanBeRepeated: the package manager says why, and the next apply begins where it stopped.
func TestAFailedInstallationCanBeRepeated(t *testing.T) {
	s := freshHost(t, "apt", "docker.io 28.2.2\ndocker-compose-v2 2.37.1\n")
	before := s.snapshot()
	s.must("mv /mnt/tools/apt-get /mnt/apt-get; printf '#!/bin/sh\necho no network >&2; exit 100\n' >/mnt/tools/apt-get; chmod +x /mnt/tools/apt-get")
	wants(t, s.prep(1, "apply", "--install-docker"), "no network", "this command failed: env DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet docker.io")
	s.must("mv /mnt/apt-get /mnt/tools/apt-get")
	s.prep(0, "apply", "--install-docker")
	s.prep(0, "undo")
	s.must("rm /mnt/tools/docker; echo compose= >/mnt/docker-is; echo 'cannot connect to the daemon' >/mnt/silent; rm /mnt/active")
	same(t, "undo leaves the packages alone", before, s.snapshot())
}

// TestTheRealAptIsUnderstood: what it would install of a package that every Debian has.
func TestTheRealAptIsUnderstood(t *testing.T) {
	require.Tool(t, "apt-cache")
	show, err := exec.Command("apt-cache", "show", "--no-all-versions", "bash").Output()
	if err != nil {
		t.Fatal(err)
	}
	_, after, _ := strings.Cut(string(show), "\nVersion: ")
	want, _, _ := strings.Cut(after, "\n")
	if _, rest, epoch := strings.Cut(want, ":"); epoch {
		want = rest
	}
	part, err := templates.FS.ReadFile("host-prep/install.sh")
	if err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("bash", "-euc", string(part)+"\noffered_version bash; offered_version no-such-package-anywhere").Output()
	if err != nil {
		t.Fatal(err)
	}
	same(t, "the candidate's version is read", want, string(out))
}
