package real

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/alluxio-gen/alluxio-gen/e2e/need"
)

// TestScriptsDoWhatWasRecorded runs our entrypoint and launcher with a stand-in for java on the recorded starts.
func TestScriptsDoWhatWasRecorded(t *testing.T) {
	need.Root(t) // to run as the image's user, whom some cases ask for
	for release := range builds(t) {
		t.Run(release, func(t *testing.T) {
			all := starts(t, release)
			if len(all) < 150 {
				t.Fatalf("only %d recorded starts of %s", len(all), release)
			}
			keys := lookedUp(t, release, all)
			for _, v := range all {
				t.Run(v.Case+"/"+v.Role, func(t *testing.T) {
					t.Parallel()
					want := outcome{v.State, v.Exit, sorted(v.Processes), sorted(v.Formatted), kept(v.EnvShAfter), written(v.SiteFileAfter)}
					if diff := gocmp.Diff(want, play(t, release, v, keys)); diff != "" {
						t.Errorf("%q, environment %q (-recorded +here):\n%s", v.Args, v.Env, diff)
					}
				})
			}
		})
	}
}

// kept are the variables that a start kept, without those which tell of the machine.
func kept(lines []string) []string {
	all := slices.DeleteFunc(slices.Clone(lines), func(line string) bool {
		return strings.HasPrefix(line, "export PATH=") || strings.HasPrefix(line, "export _=")
	})
	slices.Sort(all)
	return append([]string{}, all...)
}

// written are the lines of alluxio-site.properties, in the order of letters: the shell's own is another one.
func written(text *string) []string {
	if text == nil {
		return nil
	}
	lines := strings.Split(strings.TrimSuffix(*text, "\n"), "\n")
	slices.Sort(lines)
	return lines
}

// outcome is what one start did, as far as the records tell it.
type outcome struct {
	State     string
	Exit      *int
	Processes []string
	Formatted []string
	Kept      []string
	Site      []string
}

func sorted(processes []process) []string {
	lines := []string{}
	for _, p := range processes {
		lines = append(lines, strings.Join(slices.Concat(p.JvmArgs, []string{p.MainClass}, p.Args), " "))
	}
	slices.Sort(lines)
	return lines
}

// play runs the scripts in a directory of their own, whose path is taken out of all that they say.
func play(t *testing.T, release string, v start, keys string) outcome {
	root, uid := install(t, release, v, keys), uint32(buildOf(t, release).UID)
	cmd := exec.Command(filepath.Join(root, "entrypoint.sh"), v.Args...)
	cmd.Dir = root
	cmd.Env = environment(root, buildOf(t, release).Home, v)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Credential: &syscall.Credential{Uid: uid, Gid: uid}}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	got := outcome{State: "running", Kept: []string{}}
	expected := len(v.Processes) + len(v.Formatted)
	for deadline := time.Now().Add(15 * time.Second); got.State == "running" && time.Now().Before(deadline); {
		select {
		case err := <-ended:
			got.State, got.Exit = "exited", status(err)
		case <-time.After(20 * time.Millisecond):
			if v.State == "running" && len(records(t, root)) >= expected {
				deadline = time.Now()
			}
		}
	}
	got.Processes, got.Formatted = split(records(t, root))
	if text, err := os.ReadFile(root + "/opt/alluxio/conf/alluxio-env.sh"); err == nil {
		got.Kept = kept(strings.Split(strings.TrimSuffix(string(text), "\n"), "\n"))
	}
	if text, err := os.ReadFile(root + "/opt/alluxio/conf/alluxio-site.properties"); err == nil {
		all := strings.ReplaceAll(string(text), root, "")
		got.Site = written(&all)
	}
	syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) // the group is this start's own
	if got.State == "running" {
		<-ended
	}
	return got
}

func status(err error) *int {
	code := 0
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		code = exit.ExitCode()
	}
	return &code
}

// install lays the scripts out below a directory, as they are in the image below /.
func install(t *testing.T, release string, v start, keys string) string {
	root, err := os.MkdirTemp("", "start-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(root) })
	home := root + "/opt/alluxio"
	java, err := os.ReadFile("testdata/java")
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{
		root + "/entrypoint.sh":   script(release, "entrypoint.sh"),
		home + "/bin/alluxio":     script(release, "alluxio"),
		home + "/libexec/start":   script(release, "start"),
		home + "/libexec/jvm.sh":  script(release, "jvm.sh"),
		root + "/java/bin/java":   string(java),
		root + "/records/keys":    keys,
		home + "/conf/.keep":      "",
		root + "/etc/alluxio2/.k": "",
	}
	if v.SiteFile != nil {
		files[root+cmp.Or(*v.SiteFilePath, "/opt/alluxio/conf/alluxio-site.properties")] = *v.SiteFile
	}
	syscall.ForkLock.RLock() // no other start may take a file along that is still open for writing: "text file busy"
	defer syscall.ForkLock.RUnlock()
	for path, text := range files {
		text = strings.ReplaceAll(text, "/opt/alluxio", home)
		for _, err := range []error{os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(text), 0o755)} {
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	uid := buildOf(t, release).UID
	err = filepath.Walk(root, func(path string, _ os.FileInfo, err error) error {
		return errors.Join(err, os.Chown(path, uid, uid))
	})
	if err != nil {
		t.Fatal(err)
	}
	return root
}

func environment(root, home string, v start) []string {
	env := []string{
		"HOSTNAME=c0ffee000001", "HOME=" + home, "PATH=" + os.Getenv("PATH"), "JAVA_HOME=" + root + "/java",
		"RECORD=" + root + "/records",
	}
	for _, asked := range v.GetConf {
		if asked.Answer != nil && len(asked.Args) > 0 {
			env = append(env, "ANSWER_"+strings.ReplaceAll(asked.Args[0], ".", "_")+"="+*asked.Answer)
		}
	}
	for name, value := range v.Env {
		env = append(env, name+"="+value)
	}
	return env
}

// records are the command lines that the stand-in took, without the class path, the directory's own path taken out.
func records(t *testing.T, root string) []string {
	t.Helper()
	files, err := filepath.Glob(root + "/records/[0-9]*")
	if err != nil {
		t.Fatal(err)
	}
	lines := []string{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		words := strings.Split(strings.TrimSuffix(string(text), "\x00"), "\x00")
		if len(words) < 3 || words[0] != "-cp" {
			t.Fatal(fmt.Errorf("no class path in %q", words))
		}
		lines = append(lines, strings.ReplaceAll(strings.Join(words[2:], " "), root, ""))
	}
	slices.Sort(lines)
	return lines
}

func split(lines []string) (processes, formatted []string) {
	processes, formatted = []string{}, []string{}
	for _, line := range lines {
		if strings.Contains(line, " alluxio.cli.Format ") {
			formatted = append(formatted, line)
		} else {
			processes = append(processes, line)
		}
	}
	return processes, formatted
}
