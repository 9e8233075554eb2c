package hostprep_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

// deadly stands before each command that changes the host: it writes the command down, counts down, and at zero kills
// the script that called it, before or after the command did its work.
const deadly = `#!/bin/bash
PATH=${PATH#/mnt/deadly:}
name=${0##*/}
case "$name $*" in
systemctl*is-*) exec "$name" "$@" ;;
docker\ pull* | docker\ build* | docker\ image\ rm* | docker\ volume\ create* | docker\ volume\ rm* | systemctl\ *able* | systemctl\ daemon-reload* | systemctl\ *start* | find*-delete | sed\ -i*) ;;
docker* | systemctl* | find* | sed*) exec "$name" "$@" ;;
esac
word=$1
[[ $word == /* ]] && word=
echo "$name $word" >>/mnt/scratch/commands
read -r left when </mnt/scratch/deadly || left=0
((left > 0)) && echo $((left - 1)) $when >/mnt/scratch/deadly
[[ $left != 1 || $when != before ]] || { kill -KILL $PPID; exit; }
"$name" "$@"
code=$?
[[ $left != 1 ]] || kill -KILL $PPID
exit $code
`

// moved are places of the compiled scripts that a sandbox does not have for itself.
var moved = strings.NewReplacer("/etc/alluxio/", "/mnt/keys/", "/etc/alluxio-gen/", "/mnt/alluxio-gen/", "/srv/", "/mnt/srv/", " /data/", " /mnt/data/", " /var/log/", " /mnt/log/")

// compiledSandbox has the files of a golden case, each command that changes something made deadly, and what the host of
// any of them must bring along.
func compiledSandbox(t *testing.T, want string) *sandbox {
	t.Helper()
	s := bareSandbox(t)
	s.systemd()
	s.must("mkdir /mnt/deadly /mnt/keys /mnt/lake; mkdir -p /mnt/cluster/alluxio/integration/docker; touch /mnt/cluster/alluxio/integration/docker/{Dockerfile,alluxio-1.8.2-bin.tar.gz}; echo key >/mnt/keys/oss-id; echo secret | tee /mnt/keys/{oss-secret,access-key,secret-key} >/mnt/keys/all")
	s.search = "/mnt/deadly:" + s.search
	s.write("/mnt/scratch/deadly", "0\n", 0o644)
	for _, command := range []string{"mkdir", "install", "mount", "umount", "rmdir", "rm", "mv", "cp", "sed", "find", "chown", "docker", "systemctl"} {
		s.write("/mnt/deadly/"+command, deadly, 0o755)
	}
	dir := filepath.Join("../../../golden/ok", want)
	if err := os.CopyFS(s.path("/mnt/cluster"), os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	script, err := os.ReadFile(filepath.Join(dir, "host-prep.sh"))
	if err != nil {
		t.Fatal(err)
	}
	head, program, _ := strings.Cut(string(script), "\n# ---- The program.")
	s.write("/mnt/cluster/host-prep.sh", moved.Replace(head)+"\n# ---- The program."+program, 0o755)
	return s
}

// commands are those that a verb runs undisturbed, in their order.
func (s *sandbox) commands(verb string) []string {
	s.t.Helper()
	s.write("/mnt/scratch/commands", "", 0o644)
	if out, _ := s.exec("/mnt/cluster/host-prep.sh", verb); strings.Contains(out, "this command failed") {
		s.t.Fatal(out)
	}
	return strings.Split(strings.TrimSuffix(s.read("/mnt/scratch/commands"), "\n"), "\n")
}

// killed runs the script until its n-th command, before or after it; false when it ends by itself.
func (s *sandbox) killed(n int, when, verb string) bool {
	s.write("/mnt/scratch/deadly", fmt.Sprintln(n, when), 0o644)
	_, code := s.exec("/mnt/cluster/host-prep.sh", verb)
	s.write("/mnt/scratch/deadly", "0\n", 0o644)
	return code != 0 && code != 1 // by a signal
}

// everyPosition has examples whose scripts are killed at each command, before and after it.
var everyPosition = []string{"guide-ramdisk/want", "four-hosts/want/n1", "mounts/want"}

// TestAKilledScriptLeavesWhatCanBeMended: wherever it is killed, apply then comes to where it would have come, and undo to
// where it began. ALLUXIO_GEN_MANY=1 asks for each position of three examples, and for each kind of command of every other
// golden host; otherwise each kind of command is met once.
func TestAKilledScriptLeavesWhatCanBeMended(t *testing.T) {
	var kills atomic.Int64
	t.Run("hosts", func(t *testing.T) {
		if !many {
			var met sync.Map
			once := func(verb string, commands []string, i int, when string) bool {
				if (when == "before") != (i%2 == 0) {
					return false
				}
				_, before := met.LoadOrStore(verb+commands[i], true)
				return !before
			}
			for _, want := range []string{"guide-ramdisk/want", "from-host/want/n2", "guide-domain-socket-file/want", "swarm-volumes/want"} {
				t.Run(want, func(t *testing.T) { killEach(t, want, &kills, once) })
			}
			return
		}
		for _, want := range goldenHosts(t) {
			here := firstOfKind
			if slices.Contains(everyPosition, want) {
				here = nil
			}
			t.Run(want, func(t *testing.T) { killEach(t, want, &kills, here) })
		}
	})
	t.Logf("killed %d times", kills.Load())
	if kills.Load() < 15 && !t.Failed() && !t.Skipped() {
		t.Errorf("killed only %d times", kills.Load())
	}
}

// goldenHosts are the folders of all scripts in golden/ok.
func goldenHosts(t *testing.T) []string {
	t.Helper()
	one, _ := filepath.Glob("../../../golden/ok/*/want/host-prep.sh")
	several, _ := filepath.Glob("../../../golden/ok/*/want/*/host-prep.sh")
	var hosts []string
	for _, script := range append(one, several...) {
		host, err := filepath.Rel("../../../golden/ok", filepath.Dir(script))
		if err != nil {
			t.Fatal(err)
		}
		hosts = append(hosts, host)
	}
	return hosts
}

func firstOfKind(_ string, commands []string, i int, _ string) bool {
	return !slices.Contains(commands[:i], commands[i])
}

// killEach kills the script of a golden host at each command that here picks, or at all.
func killEach(t *testing.T, want string, kills *atomic.Int64, here func(verb string, commands []string, i int, when string) bool) {
	s := compiledSandbox(t, want)
	before := s.snapshot()
	makes := s.commands("apply")
	applied := s.snapshot()
	if applied == before {
		t.Fatal("apply makes nothing here")
	}
	same(t, "the second apply runs nothing", []string{""}, s.commands("apply"))
	undoes := s.commands("undo")
	same(t, "undo leaves nothing", before, s.snapshot())

	each := func(verb string, commands []string, scene, after func(claim string)) {
		for i := range commands {
			for _, when := range []string{"before", "after"} {
				if here != nil && !here(verb, commands, i, when) {
					continue
				}
				scene("")
				claim := fmt.Sprintf("%s, killed %s its command %d (%s), leaves what can be mended", verb, when, i+1, commands[i])
				if !s.killed(i+1, when, verb) {
					t.Fatalf("not killed: %s", claim)
				}
				kills.Add(1)
				after(claim)
			}
		}
	}
	nothing := func(string) {}
	apply := func(string) { s.killed(0, "", "apply") }
	undo := func(claim string) {
		s.prep(0, "undo")
		same(t, claim, before, s.snapshot())
	}
	if here == nil {
		each("apply", makes, nothing, undo)
	}
	each("apply", makes, nothing, func(claim string) {
		apply("")
		same(t, claim, withoutRecord(applied), withoutRecord(s.snapshot()))
		undo(claim)
	})
	each("undo", undoes, apply, undo)
}

// withoutRecord leaves out what the record holds: an intent of a killed run stays in it until undo.
func withoutRecord(snapshot string) string {
	return record.ReplaceAllString(snapshot, "$1")
}

var record = regexp.MustCompile(`(?m)^[0-9a-f]{64}(  var/lib/alluxio-gen/.*)$`)
