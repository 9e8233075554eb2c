package real

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/alluxio-gen/alluxio-gen/e2e/proof"
)

// A release of 1.x counts what goes through a worker's streams, and not whether that came by a domain socket or by the
// network: there the kernel's own count of the client's network interface tells.

var counted = regexp.MustCompile(`(?m)^ +(Short-circuit Read|From Remote Instances|Alluxio Write) +(\S+)$`)

// first tells whether the release is one of 1.x.
func (c Client) first() bool {
	c.Helper()
	return c.shell(`ls -d /opt/alluxio-1.* 2>/dev/null || true`) != ""
}

// streams are the bytes that clients wrote and read through workers' streams, and read past them, as a release of 1.x prints
// them.
func (c Client) streams() map[string]string {
	c.Helper()
	all := map[string]string{}
	total, _, _ := strings.Cut(c.Alluxio("fsadmin", "report", "metrics"), "Throughput")
	for _, m := range counted.FindAllStringSubmatch(total, -1) {
		all[m[1]] = m[2]
	}
	return all
}

// assertStreams is AssertAll for a release of 1.x: locally nothing goes through a stream, otherwise all does; by a domain
// socket the client's network is all but silent.
func (c Client) assertStreams(way Path) {
	c.Helper()
	var all map[string]string
	through := func(name string) bool { return all[name] != "0B" }
	c.Until("what went through the worker's streams is counted", func() bool {
		all = c.streams()
		return way == Local || through("Alluxio Write") && through("From Remote Instances")
	})
	for _, name := range []string{"Alluxio Write", "From Remote Instances"} {
		if way == Local && through(name) {
			c.Errorf("%s is %q, want 0B", name, all[name])
		}
		proof.Log(c, proof.Fact{What: string(way) + ": " + name, Value: all[name]})
	}
	if way == Local {
		return
	}
	received, sent := c.network()
	if over := received > 32 && sent > 32; over != (way == Remote) {
		c.Errorf("%d MB came and %d MB went by the client's network, of 64 written and read", received, sent)
	}
	proof.Log(c, proof.Fact{What: string(way) + ": by the client's network", Value: strconv.Itoa(received) + " MB received, " + strconv.Itoa(sent) + " MB sent"})
}

// network is what the kernel has counted on the interface of a client on a bridge network, in MB.
func (c Client) network() (received, sent int) {
	c.Helper()
	_, line, _ := strings.Cut(c.Exec(c.Service, "cat", "/proc/net/dev"), "eth0:")
	fields := strings.Fields(line)
	if len(fields) < 9 {
		c.Fatalf("no interface eth0: %q", line)
	}
	received, _ = strconv.Atoi(fields[0])
	sent, _ = strconv.Atoi(fields[8])
	return received >> 20, sent >> 20
}
