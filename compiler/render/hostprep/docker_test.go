package hostprep_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/compiler/plan"
	"github.com/alluxio-gen/alluxio-gen/internal/require"
)

const tag = "alluxio-gen-test/hostprep:build"

// realHost is a folder with the script of a host that only builds an image, from nothing, by the real Docker.
func realHost(t *testing.T) string {
	t.Helper()
	require.Docker(t)
	dir := t.TempDir()
	p := plan.Prep{Cluster: "built", Floors: plan.Floors{Engine: "20.10", Compose: "2.20"}, Build: &plan.ImageBuild{Tag: tag, Context: "./the context", TarballFile: "a.tgz",
		Args: []plan.Variable{{Name: "ALLUXIO_TARBALL", Value: "a.tgz"}}}}
	files := map[string]string{
		"host-prep.sh":           string(render(t, p)),
		"the context/Dockerfile": "FROM scratch\nARG ALLUXIO_TARBALL\nCOPY ${ALLUXIO_TARBALL} /opt/\nCMD [\"/x\"]\n",
		"the context/a.tgz":      "x",
	}
	for name, content := range files {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(content), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() { _ = exec.Command("docker", "image", "rm", "--force", tag).Run() })
	return dir
}

func prepAt(t *testing.T, dir string, code int, args ...string) string {
	t.Helper()
	cmd := exec.Command(filepath.Join(dir, "host-prep.sh"), args...)
	cmd.Env = append(os.Environ(), "ALLUXIO_GEN_STATE="+filepath.Join(dir, "state"))
	out, _ := cmd.CombinedOutput()
	if got := cmd.ProcessState.ExitCode(); got != code {
		t.Fatalf("host-prep.sh %s: exit %d, not %d\n%s", strings.Join(args, " "), got, code, out)
	}
	return string(out)
}

func hasImage() bool { return exec.Command("docker", "image", "inspect", tag).Run() == nil }

func TestTheRealDockerBuildsAndForgets(t *testing.T) {
	dir := realHost(t)
	wants(t, prepAt(t, dir, 1, "check"), "fix  image "+tag)
	prepAt(t, dir, 0, "apply")
	wants(t, prepAt(t, dir, 0, "check"), "ok   image "+tag+" is here")
	if again := runLines(prepAt(t, dir, 0, "apply")); len(again) > 0 {
		t.Errorf("the second apply ran %q", again)
	}
	prepAt(t, dir, 0, "undo")
	if hasImage() {
		t.Error("undo left the image")
	}
}

func TestUndoLeavesAnImageThatReplacedOurs(t *testing.T) {
	dir := realHost(t)
	prepAt(t, dir, 0, "apply")
	build := exec.Command("docker", "build", "--tag", tag, "--build-arg", "ALLUXIO_TARBALL=a.tgz", filepath.Join(dir, "the context"))
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	prepAt(t, dir, 0, "undo")
	if !hasImage() {
		t.Error("undo removed an image that apply did not build")
	}
}
