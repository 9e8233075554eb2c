package real

import (
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/alluxio-gen/alluxio-gen/e2e/need"
	"github.com/alluxio-gen/alluxio-gen/e2e/run"
)

// Start runs a Java program of a scenario, one source file, in the client, with Alluxio's own classes and configuration;
// what it prints goes to /tmp/<name>.log there.
func (c Client) Start(source string) {
	c.Helper()
	if _, err := exec.LookPath("javac"); err != nil {
		need.Missing(c, "javac (Debian: default-jdk-headless)")
	}
	id, dir := c.Container(c.Service).ID, c.TempDir()
	run.Must(c, "docker", "cp", id+":/opt/alluxio/assembly/.", filepath.Join(dir, "jars"))
	run.Must(c, "javac", "--release", "11", "-proc:none", "-nowarn", "-cp", filepath.Join(dir, "jars", "*"), "-d", filepath.Join(dir, "classes"), source)
	run.Must(c, "docker", "cp", filepath.Join(dir, "classes")+"/.", id+":/tmp")
	name := strings.TrimSuffix(filepath.Base(source), ".java")
	run.Must(c, "docker", "exec", "--detach", id, "sh", "-c",
		`exec "$JAVA_HOME/bin/java" -cp "/tmp:/opt/alluxio/conf:/opt/alluxio/assembly/*" -Dalluxio.logger.type=USER_LOGGER -Dalluxio.user.logs.dir=/opt/alluxio/logs/user -Dlog4j.configuration=file:/opt/alluxio/conf/log4j.properties `+name+` >/tmp/`+name+`.log 2>&1`)
}

// Signal sends a signal to a service's JVM, from inside and with the rights of its own user: kill -9 is a crash, after
// which the restart policy counts, as it does not after `docker kill`.
func Signal(c Client, service, class, name string) {
	c.Helper()
	const script = `for p in /proc/[0-9]*; do tr '\0' '\n' <$p/cmdline | grep -Eqx "alluxio[.](master|worker)[.]$0" && kill -"$1" ${p#/proc/} && exit; done; exit 1`
	c.Exec(service, "sh", "-c", script, class, name)
}
