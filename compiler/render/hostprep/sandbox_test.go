package hostprep_test

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/compiler/plan"
	"github.com/alluxio-gen/alluxio-gen/internal/require"
)

// sandbox is a mount, network and PID name space of its own on the real kernel: whatever is mounted or made below /mnt, /run,
// /tmp, /var/lib and /etc/systemd/system is gone with it, and nothing else of this machine can be written to. The script is
// /mnt/cluster/host-prep.sh.
type sandbox struct {
	t   *testing.T
	pid string // a process inside, by its number outside
	// search is the PATH inside.
	search string
}

// inside prepares the name space and then waits to be killed.
const inside = `set -e
for d in /mnt /run /tmp /var/lib /etc/systemd/system; do mount -t tmpfs -o mode=0755,size=9G sandbox "$d"; done
chmod 1777 /tmp
mkdir /mnt/cluster /mnt/bin
mkdir -m 1777 /mnt/scratch
echo 'Filename Type Size Used Priority' >/mnt/scratch/swaps
printf '%s\n' 'MemTotal: 33554432 kB' 'MemAvailable: 33554432 kB' >/mnt/scratch/meminfo
printf '%s\n' "127.0.1.1 $(uname -n)" '10.0.0.12 n2.example.com' >/mnt/scratch/hosts
for f in proc/swaps proc/meminfo etc/hosts; do mount --bind "/mnt/scratch/${f#*/}" "/$f"; done
ip link set lo up
ip address add 10.0.0.11/32 dev lo
mount -o remount,bind,ro /
cut -d' ' -f1,5 /proc/self/mountinfo >/mnt/scratch/mounts
echo ready
exec sleep 1000`

// newSandbox has the plan's script.
func newSandbox(t *testing.T, p plan.Prep) *sandbox {
	t.Helper()
	s := bareSandbox(t)
	s.script(p)
	return s
}

func bareSandbox(t *testing.T) *sandbox {
	t.Helper()
	t.Parallel()
	require.Root(t)
	for _, tool := range []string{"bash", "unshare", "nsenter", "setpriv", "ip"} {
		require.Tool(t, tool)
	}
	cmd := exec.Command("unshare", "--mount", "--propagation", "private", "--net", "--pid", "--fork", "--kill-child", "--mount-proc", "sh", "-c", inside)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	if line, err := bufio.NewReader(out).ReadString('\n'); line != "ready\n" {
		t.Fatalf("the sandbox said %q, %v", line, err)
	}
	s := &sandbox{t: t, pid: onlyChild(t, cmd.Process.Pid), search: "/mnt/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"}
	s.write("/mnt/bin/docker", docker, 0o755)
	s.must("mkdir -m 0777 /mnt/images")
	if bash := os.Getenv("ALLUXIO_GEN_BASH"); bash != "" { // the oldest supported one, say, runs the scripts
		content, err := os.ReadFile(bash)
		if err != nil {
			t.Fatal(err)
		}
		s.write("/mnt/bin/bash", string(content), 0o755)
	}
	return s
}

// systemd makes it seem that systemd runs, with a Docker that runs and starts at boot.
func (s *sandbox) systemd() {
	s.t.Helper()
	s.write("/mnt/bin/systemctl", systemctl, 0o755)
	s.must("mkdir -p /run/systemd/system; touch /etc/systemd/system/docker.service /mnt/active; systemctl enable docker.service")
}

// without takes commands from PATH, which is /mnt/tools then.
func (s *sandbox) without(commands ...string) {
	s.t.Helper()
	s.must("mkdir /mnt/tools; ln -s /usr/sbin/* /usr/bin/* /mnt/tools 2>/dev/null || true; cd /mnt/tools; rm -f " + strings.Join(commands, " "))
	s.search = "/mnt/tools"
}

func onlyChild(t *testing.T, pid int) string {
	t.Helper()
	children, err := os.ReadFile(fmt.Sprintf("/proc/%d/task/%d/children", pid, pid))
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(children))
}

// script puts the plan's script in place.
func (s *sandbox) script(p plan.Prep) {
	s.t.Helper()
	s.write("/mnt/cluster/host-prep.sh", string(render(s.t, p)), 0o755)
}

// path is where a path of the sandbox is to be found from outside.
func (s *sandbox) path(inside string) string { return filepath.Join("/proc", s.pid, "root", inside) }

func (s *sandbox) write(file, content string, mode os.FileMode) {
	s.t.Helper()
	if err := os.WriteFile(s.path(file), []byte(content), mode); err != nil {
		s.t.Fatal(err)
	}
}

func (s *sandbox) read(file string) string {
	s.t.Helper()
	content, err := os.ReadFile(s.path(file))
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		s.t.Fatal(err)
	}
	return string(content)
}

// exec runs a command in the sandbox and gives its output and exit code.
func (s *sandbox) exec(words ...string) (string, int) {
	s.t.Helper()
	cmd := exec.Command("nsenter", append([]string{"--target", s.pid, "--mount", "--net", "--pid", "--wd=/", "env", "--chdir=/mnt/scratch"}, words...)...)
	cmd.Env = []string{"PATH=" + s.search, "LANG=C.UTF-8"}
	out, err := cmd.CombinedOutput()
	if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
		s.t.Fatal(err)
	}
	return string(out), cmd.ProcessState.ExitCode()
}

// must runs shell commands that set the scene.
func (s *sandbox) must(script string) string {
	s.t.Helper()
	out, code := s.exec("bash", "-euc", script)
	if code != 0 {
		s.t.Fatalf("%s: exit %d\n%s", script, code, out)
	}
	return out
}

// prep runs host-prep.sh and wants that exit code.
func (s *sandbox) prep(code int, args ...string) string {
	s.t.Helper()
	out, got := s.exec(append([]string{"/mnt/cluster/host-prep.sh"}, args...)...)
	if got != code {
		s.t.Fatalf("host-prep.sh %s: exit %d, not %d\n%s", strings.Join(args, " "), got, code, out)
	}
	return out
}

// runLines are the commands that the script says it runs.
func runLines(out string) []string {
	return slices.DeleteFunc(strings.Split(out, "\n"), func(l string) bool { return !strings.HasPrefix(l, "run ") })
}

var mountIDs = regexp.MustCompile(`(?m)^\d+ \d+ \d+:\d+ `)

// snapshot is all that the script could change: files with owner, mode and content, and the mount table.
func (s *sandbox) snapshot() string {
	s.t.Helper()
	files := s.must(`cd /; find mnt run var/lib etc/systemd/system ! -path 'mnt/scratch*' -printf '%p %y %m %U:%G\n' | LC_ALL=C sort
find mnt run var/lib etc/systemd/system -type f ! -path 'mnt/scratch*' -exec sha256sum {} + | LC_ALL=C sort -k2`)
	// What was mounted when the sandbox began is the machine's own, and may go when Docker runs beside the tests; its
	// number is then free for another.
	mounts := s.must(`awk 'NR == FNR {old[$1, $2]; next} !(($1, $5) in old)' /mnt/scratch/mounts /proc/self/mountinfo`)
	return files + mountIDs.ReplaceAllString(mounts, "")
}

// docker is a stand-in that keeps images as files of their labels, named by their letters and length, volumes as folders,
// and the arguments of the last build in /mnt/scratch/docker. It answers while /mnt/silent is not there.
const docker = `#!/bin/bash
engine=28.2.2 compose=2.40.3 system=Debian security=name=seccomp platform=linux/amd64 endpoint=unix:///run/docker.sock volumes=/var/lib/docker/volumes
image() { file=/mnt/images/${1//[!A-Za-z0-9]/_} && file=${file:0:100}.${#1}; }
image "${!#}"
[[ ! -e /mnt/docker-is ]] || . /mnt/docker-is
[[ $1 == compose || ! -e /mnt/silent ]] || { cat /mnt/silent >&2; exit 1; }
case "$1 $2" in
version\ *) echo "$engine Engine containerd runc " ;;
--version\ *) echo "Docker version $engine" ;;
info\ *)
	case $* in
	*Swarm*) echo "active;$(sed -n 's/^host=//p' /mnt/cluster/host-prep.sh)" ;;
	*) echo "$system;/var/lib/docker;$security " ;;
	esac ;;
"context inspect") echo "$endpoint" ;;
"compose version") [[ -n $compose ]] && echo "$compose" ;;
"image inspect")
	[[ -e $file ]] || exit 1
	case $4 in *Os*) echo "$platform" ;; *) echo "$(<"$file")" ;; esac ;;
"image rm") rm "$file" ;;
pull\ *) touch "$file"; echo "docker.io/${!#}" ;;
"volume inspect") echo "$volumes/${!#}/_data"; [[ -d $volumes/${!#} ]] ;;
"volume create") mkdir -p "$volumes/${!#}/_data"; echo "${!#}" ;;
"volume rm") rm -r "$volumes/${!#}"; rmdir --ignore-fail-on-non-empty "$volumes" "${volumes%/*}" ;;
build\ *) echo 'Successfully built'; printf '%s\0' "$@" >/mnt/scratch/docker; image "$3"; echo "${5#*=}" >"$file" ;;
ps\ *) cat /mnt/running 2>/dev/null || true ;;
*) exit 125 ;;
esac
`

// systemctl is a stand-in that enables units as systemd does, by links; a unit is a file in its directory.
const systemctl = `#!/bin/bash
dir=/etc/systemd/system
for unit; do :; done
case " $* " in
*" cat "*) [[ -e $dir/$unit ]] ;;
*" is-active "*) [[ -e /mnt/active ]] ;;
*" is-enabled "*) [[ -L $dir/docker.service.wants/$unit ]] ;;
*" start "* | *" restart "*) rm -f /mnt/silent; echo "$*" >>/mnt/scratch/systemctl; touch /mnt/active ;;
*" enable "*) mkdir -p $dir/docker.service.wants && ln -sf ../$unit $dir/docker.service.wants ;;
*" disable "*) rm $dir/docker.service.wants/$unit; rmdir --ignore-fail-on-non-empty $dir/docker.service.wants ;;
*" daemon-reload "*) ;;
*) exit 1 ;;
esac
`
