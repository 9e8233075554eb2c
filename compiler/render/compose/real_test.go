package compose_test

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/alluxio-gen/alluxio-gen/compiler/plan"
	"github.com/alluxio-gen/alluxio-gen/internal/require"
)

// TestHostileTextInRealCompose asks the installed Compose what it would give the service.
func TestHostileTextInRealCompose(t *testing.T) {
	require.Docker(t)
	h, p := small()
	master := &h.Services[1]
	master.Command, master.Environment = nil, nil
	random := rand.New(rand.NewPCG(1, 2))
	texts := hostile
	for range 2000 {
		texts = append(texts, randomText(random))
	}
	for _, s := range texts {
		if !refused(s) {
			master.Command = append(master.Command, s)
		}
	}
	got := realConfig(t, render(t, h, p))
	if diff := cmp.Diff(doubled(master.Command), got.Services["master"].Command); diff != "" {
		t.Errorf("(-planned +read):\n%s", diff)
	}
}

// TestRealComposeTakesTheFile is the near-miss: plain text in every field.
func TestRealComposeTakesTheFile(t *testing.T) {
	require.Docker(t)
	h, p := everywhere("text")
	h.Services[2].Environment = []plan.Variable{{Name: "A", Value: "$x"}}
	got := realConfig(t, render(t, h, p)).Services["worker"].Environment
	want := map[string]string{"A": "$$x", "ALLUXIO_WORKER_HOSTNAME": "10.0.0.11", "ALLUXIO_WORKER_JAVA_OPTS": "-Da=$$b -Dhost=10.0.0.11"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-planned +read):\n%s", diff)
	}
}

// TestRealComposeWantsTheAddress: without it nothing is started, and Compose says what to do.
func TestRealComposeWantsTheAddress(t *testing.T) {
	require.Docker(t)
	h, p := small()
	file := filepath.Join(t.TempDir(), "docker-compose.yml")
	if err := os.WriteFile(file, render(t, h, p), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("docker", "compose", "-f", file, "config").CombinedOutput()
	if err == nil || !strings.Contains(string(out), "run ./host-prep.sh apply") {
		t.Errorf("%v\n%s", err, out)
	}
}

type config struct {
	Services map[string]struct {
		Command     []string
		Environment map[string]string
	}
}

func realConfig(t *testing.T, content []byte) config {
	t.Helper()
	file := filepath.Join(t.TempDir(), "docker-compose.yml")
	if err := os.WriteFile(file, content, 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("docker", "compose", "-f", file, "--profile", "*", "config", "--format", "json")
	cmd.Env = append(os.Environ(), "ALLUXIO_HOST=10.0.0.11")
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var read config
	if err := json.Unmarshal(out, &read); err != nil {
		t.Fatal(err)
	}
	return read
}

// doubled is how `config` prints a text: as a Compose file again, with each $ escaped.
func doubled(ss []string) []string {
	var all []string
	for _, s := range ss {
		all = append(all, strings.ReplaceAll(s, "$", "$$"))
	}
	return all
}

func randomText(random *rand.Rand) string {
	alphabet := []rune(" \t\n\r$${}:?-#'\"\\|>&*![],%@`ax1.~\u0001\u007f\u0085\u2028é\uFEFF\U0001F600")
	var b strings.Builder
	for range random.IntN(12) {
		b.WriteRune(alphabet[random.IntN(len(alphabet))])
	}
	return b.String()
}
