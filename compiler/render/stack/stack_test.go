package stack_test

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v4"

	"github.com/alluxio-gen/alluxio-gen/compiler/plan"
	"github.com/alluxio-gen/alluxio-gen/compiler/render/stack"
	"github.com/alluxio-gen/alluxio-gen/compiler/verify"
	"github.com/alluxio-gen/alluxio-gen/compiler/verify/verifytest"
	"github.com/alluxio-gen/alluxio-gen/internal/require"
)

// TestRealDockerTakesTheFile asks `docker stack config`, which reads as `docker stack deploy` does, what it understands of
// texts that look like something else.
func TestRealDockerTakesTheFile(t *testing.T) {
	require.Docker(t)
	p := verifytest.Swarm()
	master := &p.Hosts[0].Services[0]
	master.Command = nil
	random := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		s := randomText(random)
		// These Docker reads, but prints so that nobody can.
		if first := strings.TrimLeft(s, "\n\r\u0085\u2028\u2029"); !strings.Contains(s, "\n") || first == s && first[0] != ' ' && first[0] != '\t' {
			master.Command = append(master.Command, s)
		}
	}
	content, err := stack.Render(p)
	if err != nil {
		t.Fatal(err)
	}
	if err := verify.Stack(content, p); err != nil {
		t.Error(err)
	}
	got := realConfig(t, content).Services["master"]
	if diff := cmp.Diff(master.Command, got.Command); diff != "" {
		t.Errorf("(-planned +read):\n%s", diff)
	}
	if diff := cmp.Diff(master.Entrypoint, got.Entrypoint); diff != "" {
		t.Errorf("(-planned +read):\n%s", diff)
	}
}

// What Swarm has no key for is refused, whatever the rules let through.
func TestRenderRefuses(t *testing.T) {
	for what, change := range map[string]func(*plan.Service){
		"network":    func(s *plan.Service) { s.NetworkMode = "" },
		"IPC":        func(s *plan.Service) { s.IPC = "shareable" },
		"build":      func(s *plan.Service) { s.PullNever = true },
		"platform":   func(s *plan.Service) { s.Platform = "linux/amd64" },
		"port":       func(s *plan.Service) { s.Published = []plan.Published{{Address: "127.0.0.1", Port: 1, Target: 1}} },
		"order":      func(s *plan.Service) { s.DependsOn = []plan.Dependency{{Service: "worker"}} },
		"asked":      func(s *plan.Service) { s.Asked = []plan.Asked{{Name: "A"}} },
		"other file": func(s *plan.Service) { s.Mounts[0].Source = "./files" },
		"device":     func(s *plan.Service) { s.Devices = []string{"/dev/fuse"} },
		"shared":     func(s *plan.Service) { s.Mounts[1].Shared = true },
		"key twice":  func(s *plan.Service) { s.Extra = map[string]any{"user": "root"} },
		"NUL":        func(s *plan.Service) { s.Command = []string{"a\x00b"} },
		"UTF-8":      func(s *plan.Service) { s.Command = []string{"a\xffb"} },
	} {
		p := verifytest.Swarm()
		change(&p.Hosts[0].Services[0])
		if content, err := stack.Render(p); err == nil {
			t.Errorf("%s passed:\n%s", what, content)
		}
	}
}

// Names of configs are within Swarm's 64 signs, and differ where clusters, services or contents do.
func TestConfigNames(t *testing.T) {
	long := strings.Repeat("a", 40)
	seen := map[string]string{}
	for _, c := range [][3]string{{long + "1", long, "aa"}, {long + "2", long, "aa"}, {long + "1", long + "2", "aa"}, {long + "1", long, "bb"}} {
		p := verifytest.Swarm()
		p.Cluster, p.Hosts[0].Services[0].Name = c[0], c[1]
		p.Hosts[0].Record.Files["alluxio-site.properties"] = c[2]
		content, err := stack.Render(p)
		if err != nil {
			t.Fatal(err)
		}
		var f struct {
			Configs map[string]struct{ Name string }
		}
		if err := yaml.Unmarshal(content, &f); err != nil {
			t.Fatal(err)
		}
		name := f.Configs[c[1]+"-site"].Name
		if len(name) == 0 || len(name) > 64 || seen[name] != "" {
			t.Errorf("%q is the name for %v, and for %s", name, c, seen[name])
		}
		seen[name] = strings.Join(c[:], " ")
	}
}

type config struct {
	Services map[string]struct{ Entrypoint, Command []string }
}

func realConfig(t *testing.T, content []byte) config {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string][]byte{"docker-stack.yml": content, "tool.env": []byte("A=b\n")} {
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command("docker", "stack", "config", "--compose-file", "docker-stack.yml")
	cmd.Dir, cmd.Stderr = dir, os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var any map[string]any
	if err := yaml.Unmarshal(out, &any); err != nil {
		t.Fatal(err)
	}
	var read config
	if text, err := json.Marshal(any); err != nil || json.Unmarshal(text, &read) != nil {
		t.Fatal(err)
	}
	return read
}

func randomText(random *rand.Rand) string {
	alphabet := []rune(" \t\n\r$${}:?-#'\"\\|>&*![],%@`ax1.~\u0001\u007f\u0085\u2028é\uFEFF\U0001F600")
	var b strings.Builder
	for range random.IntN(12) {
		b.WriteRune(alphabet[random.IntN(len(alphabet))])
	}
	return b.String()
}
