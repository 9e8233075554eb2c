package real

import (
	"regexp"
	"strings"

	"github.com/alluxio-gen/alluxio-gen/e2e/run"
	"github.com/alluxio-gen/alluxio-gen/e2e/stack"
)

// Client runs Alluxio's own command line in a service of a stack.
type Client struct {
	*stack.Stack
	Service string
}

// Alluxio is the output of a command that succeeds.
func (c Client) Alluxio(args ...string) string {
	c.Helper()
	return c.Exec(c.Service, append([]string{"/opt/alluxio/bin/alluxio"}, args...)...)
}

// TryAlluxio is what a command that may fail says.
func (c Client) TryAlluxio(args ...string) (string, error) {
	c.Helper()
	return run.Try("docker", append([]string{"exec", c.Container(c.Service).ID, "/opt/alluxio/bin/alluxio"}, args...)...)
}

// Store writes size bytes of noise through Alluxio and returns their digest.
func (c Client) Store(path, size string) string {
	c.Helper()
	sum := c.noise(size)
	c.Alluxio("fs", "copyFromLocal", "/tmp/noise", path)
	return sum
}

// Cache is Store into the workers' caches alone, so that nobody but the client moves bytes: otherwise the job workers read
// what they persist, which the metrics count too.
func (c Client) Cache(path, size string) string {
	c.Helper()
	sum := c.noise(size)
	run.Must(c, "docker", "exec", "--env", "ALLUXIO_USER_JAVA_OPTS=-Dalluxio.user.file.writetype.default=MUST_CACHE",
		c.Container(c.Service).ID, "/opt/alluxio/bin/alluxio", "fs", "copyFromLocal", "/tmp/noise", path)
	return sum
}

// noise is the digest of size bytes in /tmp/noise of the client.
func (c Client) noise(size string) string {
	c.Helper()
	return c.shell(`dd if=/dev/urandom of=/tmp/noise bs="$0" count=1 2>/dev/null && sha256sum </tmp/noise`, size)
}

// Digest is that of a file's content as Alluxio gives it.
func (c Client) Digest(path string) string {
	c.Helper()
	return c.shell(`set -o pipefail; alluxio fs cat "$0" | sha256sum`, path)
}

func (c Client) shell(script string, args ...string) string {
	c.Helper()
	return strings.TrimSpace(c.Exec(c.Service, append([]string{"/bin/bash", "-c", script}, args...)...))
}

// Metric is the value of a cluster-wide metric in the form Alluxio prints it: 64.00MB, 0B.
func (c Client) Metric(name string) string {
	c.Helper()
	value, found := c.Metrics()[name]
	if !found {
		c.Fatalf("no metric %s", name)
	}
	return value
}

var metric = regexp.MustCompile(`(?m)^(\S+)\s+\(Type: \w+, Value: ([^)]*)\)`)

// Metrics are all cluster-wide metrics by name, of one moment.
func (c Client) Metrics() map[string]string {
	c.Helper()
	all := map[string]string{}
	for _, m := range metric.FindAllStringSubmatch(c.Alluxio("fsadmin", "report", "metrics"), -1) {
		all[m[1]] = m[2]
	}
	return all
}

// Blocks are the names of the block files in a tier's folder as a service sees it.
func (c Client) Blocks(service, tier string) []string {
	c.Helper()
	return strings.Fields(c.Exec(service, "ls", tier+"/alluxioworker"))
}

// Epoll tells whether the client's Netty has its native transport, without which there are no domain sockets.
func (c Client) Epoll() bool {
	c.Helper()
	return strings.Contains(c.shell(`cat /opt/alluxio/logs/user/*.log`), "EPOLL_MODE is available")
}

// Complaints are the lines of the client's and the worker's logs that speak of a failed short circuit.
func (c Client) Complaints(worker string) string {
	c.Helper()
	const script = `grep -hiE 'short.circuit|RandomAccessFile|FileNotFoundException: .*alluxioworker' /opt/alluxio/logs/*.log /opt/alluxio/logs/user/*.log 2>/dev/null | grep -v ' INFO ' || true`
	return c.shell(script) + c.Exec(worker, "/bin/bash", "-c", script)
}
