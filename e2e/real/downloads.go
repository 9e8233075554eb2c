package real

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/alluxio-gen/alluxio-gen/e2e/need"
	"github.com/alluxio-gen/alluxio-gen/e2e/run"
)

// unwanted comes in as a dependency and is not in the release: an older client with the same classes, and a second logger.
const unwanted = "alluxio-shaded-client,log4j-slf4j-impl"

// Jars are the release's jars and what they depend on, in a folder; Maven keeps what it has downloaded in ~/.m2.
func Jars(t testing.TB, release string) string {
	t.Helper()
	settings := []string{"-Drelease=" + release, "-Dnetty=" + buildOf(t, release).Netty, "-DexcludeArtifactIds=" + unwanted}
	if hasFuse(release) {
		settings = append(settings, "-Pfuse")
	}
	return Dependencies(t, "the jars of Alluxio "+release, []byte(script(release, "pom.xml")), settings...)
}

// Libfuse is the folder with FUSE's library and the program that mounts for users.
func Libfuse(t testing.TB) string {
	t.Helper()
	return debian(t, "libfuse2", "bin/fusermount", "fuse", "libfuse2")
}

// Prometheus is the folder with Prometheus and its own judge of configurations, promtool.
func Prometheus(t testing.TB) string {
	t.Helper()
	return filepath.Join(debian(t, "prometheus", "usr/bin/promtool", "prometheus"), "usr", "bin")
}

// debian is a folder with what is in some of Debian's packages, kept in the user's cache: this machine itself needs none of them.
func debian(t testing.TB, name, has string, packages ...string) string {
	t.Helper()
	dir := cached(t, name)
	if _, err := os.Stat(filepath.Join(dir, has)); err != nil {
		const script = `mkdir -p "$0" && cd "$0" && { apt-get download -qq "$@" || { apt-get update -qq && apt-get download -qq "$@"; }; } && for p in *.deb; do dpkg-deb -x "$p" . && rm "$p"; done`
		fetch(t, name+" by apt", "/bin/sh", append([]string{"-c", script, dir}, packages...)...)
	}
	return dir
}

// Dependencies are what a Maven project needs to run, in a folder.
func Dependencies(t testing.TB, what string, pom []byte, settings ...string) string {
	t.Helper()
	file, dir := filepath.Join(t.TempDir(), "pom.xml"), t.TempDir()
	if err := os.WriteFile(file, pom, 0o644); err != nil {
		t.Fatal(err)
	}
	line := []string{"--batch-mode", "--quiet", "--file", file, "dependency:copy-dependencies", "-DincludeScope=runtime", "-DoutputDirectory=" + dir}
	fetch(t, what+" by Maven", "mvn", append(line, settings...)...)
	return dir
}

func fetch(t testing.TB, what, name string, args ...string) {
	t.Helper()
	slow := run.With(run.Options{Timeout: 10 * time.Minute})
	if _, err := slow.Try(name, args...); err != nil {
		need.Missing(t, what+": "+err.Error())
	}
}
