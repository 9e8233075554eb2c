package ci

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"sync"
	"testing"

	"go.yaml.in/yaml/v4"

	"github.com/alluxio-gen/alluxio-gen/internal/require"
)

const root = "../.."

// The descriptions of a repository that uses the tool.
const (
	good  = "name: \"lake\"\nrelease: \"2.9.5\"\nunderStorage: \"/\": local: {}\nmasters: master: {}\nworkers: worker: memory: {size: \"1GB\", volume: {}}\n"
	warns = good + "properties: \"alluxio.worker.port\": 29990\n"
	wrong = good + "nmae: \"x\"\n"
)

// binary builds the tool as a release does, once for all tests, for Linux in containers too.
var binary = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "alluxio-gen-ci")
	if err != nil {
		return "", err
	}
	built = dir
	dist := exec.Command("bash", root+"/scripts/dist", dir)
	dist.Env = append(os.Environ(), "TARGETS="+runtime.GOOS+"/"+runtime.GOARCH)
	if out, err := dist.CombinedOutput(); err != nil {
		return "", errors.Join(err, errors.New(string(out)))
	}
	from := filepath.Join(dir, "alluxio-gen-"+runtime.GOOS+"-"+runtime.GOARCH)
	return filepath.Join(dir, "alluxio-gen"), os.Link(from, filepath.Join(dir, "alluxio-gen"))
})

// built is the folder that binary made.
var built string

func TestMain(m *testing.M) {
	code := m.Run()
	if built != "" {
		os.RemoveAll(built)
	}
	os.Exit(code)
}

func tool(t *testing.T) string {
	t.Helper()
	require.Tool(t, "go")
	require.Tool(t, "bash")
	path, err := binary()
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// repository is a folder with files by path.
func repository(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// shell runs bash as a CI system does, with the tool on the path.
func shell(t *testing.T, dir, script string, env ...string) (code int, out string) {
	t.Helper()
	cmd := exec.Command(require.Tool(t, "bash"), "--noprofile", "--norc", "-eo", "pipefail", "-c", script)
	cmd.Dir = dir
	cmd.Env = append(append(os.Environ(), "PATH="+filepath.Dir(tool(t))+":"+os.Getenv("PATH")), env...)
	var both bytes.Buffer
	cmd.Stdout, cmd.Stderr = &both, &both
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return cmd.ProcessState.ExitCode(), both.String()
}

func read(t *testing.T, file string) string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(root, file))
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

func decode(t *testing.T, text string, into any) {
	t.Helper()
	if err := yaml.Unmarshal([]byte(text), into); err != nil {
		t.Fatalf("%v:\n%s", err, text)
	}
}

var fenced = regexp.MustCompile("(?ms)^```(\\w+)\n(.*?)^```$")

// snippets are the blocks of docs/ci.md in a language.
func snippets(t *testing.T, language string) (found []string) {
	t.Helper()
	for _, m := range fenced.FindAllStringSubmatch(read(t, "docs/ci.md"), -1) {
		if m[1] == language {
			found = append(found, m[2])
		}
	}
	return found
}

// snippet is the block of docs/ci.md whose first line names a file.
func snippet(t *testing.T, file string) string {
	t.Helper()
	for _, s := range snippets(t, "yaml") {
		if strings.HasPrefix(s, "# "+file+"\n") {
			return s
		}
	}
	t.Fatalf("docs/ci.md has no %s", file)
	return ""
}
