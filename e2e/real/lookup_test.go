package real

import (
	"maps"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/e2e/need"
	"github.com/alluxio-gen/alluxio-gen/e2e/run"
)

// lookedUp are lines NAME=KEY of what the release's own look-up, on its own Java, makes of all names that are in the starts;
// "" for a release that looks nothing up.
func lookedUp(t *testing.T, release string, all []start) string {
	t.Helper()
	if !strings.Contains(script(release, "entrypoint.sh"), "GetConfKey") {
		return ""
	}
	if _, err := exec.LookPath("javac"); err != nil {
		need.Missing(t, "javac (Debian: default-jdk-headless)")
	}
	reference, dir := Image(t, release), t.TempDir()
	run.Must(t, "javac", "--release", "8", "-nowarn", "-Xlint:-options", "-d", dir, "testdata/Keys.java")
	const class = `exec "$JAVA_HOME/bin/java" -cp "/keys:/opt/alluxio/assembly/*" Keys "$@"`
	line := []string{"run", "--rm", "--volume", dir + ":/keys:ro", "--entrypoint", "/bin/sh", reference, "-c", class, "sh"}
	return run.Must(t, "docker", append(line, names(all)...)...)
}

// names are what stands before the first = of each word in the variables of the starts.
func names(all []start) []string {
	found := map[string]bool{}
	for _, v := range all {
		for name, value := range v.Env {
			for _, word := range strings.Fields(name + "=" + value) {
				before, _, _ := strings.Cut(word, "=")
				found[before] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(found))
}
