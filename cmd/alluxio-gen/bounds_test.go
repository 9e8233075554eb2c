//go:build linux

package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// wellFormed is a description that compiles, for what is added to it.
const wellFormed = `name: "a"
release: "2.9.5"
masters: master: {}
underStorage: "/": local: {}
clients: app: {}
`

// A description built to hurt ends with an error at its own place, and takes no more than its bounds.
func TestHurtfulDescriptions(t *testing.T) {
	worker := "workers: w: memory: {size: \"1GB\", volume: {}}\n"
	for _, c := range []struct {
		name, text, rule string
		megabytes        int64
	}{
		{"nested.cue", "a: " + strings.Repeat("{", 200_000), "syntax/error", 200},
		{"chain.cue", strings.Repeat("a: ", 200_000) + "1", "syntax/error", 200},
		{"nested.json", strings.Repeat(`{"a":`, 200_000) + "1" + strings.Repeat("}", 200_000), "syntax/error", 400},
		{"nested.yaml", "a: " + strings.Repeat("[", 200_000) + strings.Repeat("]", 200_000), "syntax/error", 400},
		{"aliases.yaml", laughs("a0: &a0 [x]\n", "a%d: &a%[1]d [%s]\n", "*a%d"), "syntax/error", 400},
		{"large.cue", wellFormed + worker + strings.Repeat("// x\n", 20_000_000), "syntax/error", 400},
		{"large.yaml", "a: b\n" + strings.Repeat("# x\n", 25_000_000), "syntax/error", 400},
		{"large.json", "{" + strings.Repeat(" ", 100_000_000) + "}", "syntax/error", 400},
		{"shift.cue", "import \"math/bits\"\n" + wellFormed + worker + "x: bits.Lsh(1, 1000000000000)\n", "syntax/import", 200},
		{"repeat.cue", "import \"strings\"\n" + wellFormed + worker + "clients: app: command: [strings.Repeat(\"x\", 1000000000000)]\n", "schema/type", 400},
		{"power.cue", "import \"math\"\n" + wellFormed + worker + "clients: app: command: [\"\\(math.Pow(10, 1000000000))\"]\n", "schema/type", 400},
		// What grows step by step is stopped at the bound; a single text of ten gigabytes is there before anybody can look.
		{"endless.cue", "import \"list\"\n" + wellFormed + worker + "clients: app: command: [for i in list.Range(0, 1000000000, 1) {\"\\(i)\"}]\n", "schema/evaluation", 7000},
	} {
		t.Run(c.name, func(t *testing.T) {
			said, code, megabytes := process(t, c.name, c.text)
			if code != exitWrong || !strings.Contains(said, c.rule) || !strings.Contains(said, " "+c.name+":") {
				t.Errorf("exit code %d:\n%.2000s", code, said)
			}
			if megabytes > c.megabytes {
				t.Errorf("took %d MB", megabytes)
			}
		})
	}
}

// laughs says twelve times that a thing is the one before it ten times.
func laughs(first, line, one string) string {
	text := first
	for i := 1; i <= 11; i++ {
		sep := ""
		if strings.HasPrefix(one, "*") {
			sep = ", "
		}
		ten := strings.TrimSuffix(strings.Repeat(fmt.Sprintf(one, i-1)+sep, 10), sep)
		text += fmt.Sprintf(line, i, ten)
	}
	return text
}

// process checks a description in a process of its own, and gives what it said and the most memory that it had, in MB.
func process(t *testing.T, name, text string) (said string, code int, megabytes int64) {
	t.Helper()
	dir := t.TempDir()
	put(t, filepath.Join(dir, name), []byte(text))
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for _, command := range []string{"alluxio-gen", "peak"} { // the names that this binary goes by, in TestMain
		if err := os.Symlink(self, filepath.Join(dir, command)); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command(filepath.Join(dir, "peak"), filepath.Join(dir, "alluxio-gen"), "vet", name)
	cmd.Dir = dir
	out, err := cmd.Output()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	said, last, _ := strings.Cut(string(out), "\x00")
	if _, err := fmt.Sscan(last, &code, &megabytes); err != nil {
		t.Fatalf("%v in %.2000s", err, out)
	}
	t.Logf("%d MB", megabytes)
	return said, code, megabytes
}

// peak runs a command and tells its exit code and the most memory that it had. It is a process between, since a process
// is said to have had what its parent had when it was forked, and this one has little.
func peak() {
	cmd := exec.Command(os.Args[1], os.Args[2:]...)
	out, _ := cmd.CombinedOutput()
	fmt.Printf("%.10000s\x00%d %d\n", out, cmd.ProcessState.ExitCode(), cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss>>10)
}

func init() { commands["peak"] = peak }
