package ci

import (
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/internal/require"
)

// Two builds of one commit in different places are the same bytes, and the tool says which commit that is.
func TestReproducible(t *testing.T) {
	require.Tool(t, "git")
	source := committed(t)
	script := "TARGETS=" + runtime.GOOS + "/" + runtime.GOARCH + " scripts/reproducible"
	code, out := shell(t, source, script)
	if code != 0 || !strings.Contains(out, "  alluxio-gen-"+runtime.GOOS+"-"+runtime.GOARCH+"\n") {
		t.Fatalf("exit code %d: %s", code, out)
	}
	code, out = shell(t, source, "git tag v1.2.3; scripts/dist d >/dev/null; d/alluxio-gen-* version; cd d; sha256sum -c --quiet SHA256SUMS",
		"TARGETS="+runtime.GOOS+"/"+runtime.GOARCH, "GOFLAGS=")
	if code != 0 || !strings.HasPrefix(out, "alluxio-gen v1.2.3 "+head(t, source)[:12]+" go") {
		t.Errorf("exit code %d: %s", code, out)
	}
}

// The image holds nothing but the tool, and the command of docs/ci.md checks a repository with it.
func TestImage(t *testing.T) {
	require.Docker(t)
	if runtime.GOOS != "linux" {
		t.Skip("not run: needs Linux, as the image does")
	}
	name := "alluxio-gen-test-image"
	context := repository(t, map[string]string{"Dockerfile": read(t, "Dockerfile"), ".dockerignore": read(t, ".dockerignore")})
	binary := "dist/alluxio-gen-linux-" + runtime.GOARCH
	build := "mkdir dist && cp " + tool(t) + " " + binary + " && chmod 755 " + binary + " && docker build -q --tag " + name + " --build-arg BINARY=" + binary + " ."
	if code, out := shell(t, context, build); code != 0 {
		t.Fatal(out)
	}
	t.Cleanup(func() { exec.Command("docker", "image", "rm", "-f", name).Run() })
	command := ""
	for _, s := range snippets(t, "bash") {
		if strings.HasPrefix(s, "docker run ") {
			command = strings.Replace(s, " alluxio-gen ", " "+name+" ", 1)
		}
	}
	for text, want := range map[string]int{good: 0, warns: 3, wrong: 3} {
		dir := repository(t, map[string]string{"eu/cluster.cue": text})
		if code, out := shell(t, filepath.Dir(dir), "chmod 755 . 001 2>/dev/null || true; cd "+dir+" && chmod -R a+rX . && "+command); code != want || want == 3 && !strings.Contains(out, "eu/cluster.cue:6:") {
			t.Errorf("exit code %d, want %d: %s", code, want, out)
		}
	}
	if code, out := shell(t, context, "docker run --rm "+name+" version"); code != 0 || !strings.HasPrefix(out, "alluxio-gen ") {
		t.Errorf("exit code %d: %s", code, out)
	}
}
