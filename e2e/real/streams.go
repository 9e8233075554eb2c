package real

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/alluxio-gen/alluxio-gen/e2e/proof"
)

// A release of 1.x counts what goes through a worker's streams, and not whether that came by a domain socket or by the
// network: there the kernel's own count of the client's network interface tells.

// first tells whether the release is one of 1.x.
func (c Client) first() bool {
	c.Helper()
	return c.shell(`ls -d /opt/alluxio-1.* 2>/dev/null || true`) != ""
}

var counted = regexp.MustCompile(`"Worker\.[^"]*\.Bytes(Read|Written)Alluxio":{"count":(\d+)`)

// streams are the MB that clients read and wrote through the worker's streams, as it counts them itself.
func (c Client) streams() (read, written int) {
	c.Helper()
	const ask = `exec 3<>/dev/tcp/127.0.0.1/30000 && printf 'GET /metrics/json/ HTTP/1.0\r\n\r\n' >&3 && cat <&3`
	for _, m := range counted.FindAllStringSubmatch(c.Exec("worker", "/bin/bash", "-c", ask), -1) {
		bytes, _ := strconv.Atoi(m[2])
		if m[1] == "Read" {
			read = bytes >> 20
		} else {
			written = bytes >> 20
		}
	}
	return read, written
}

// assertStreams is AssertAll for a release of 1.x, of the 64 MB that a scenario writes and reads: locally nothing goes through
// a stream, otherwise all does; by a domain socket the client's network is all but silent.
func (c Client) assertStreams(way Path) {
	c.Helper()
	fact := func(what string, read, written int) {
		proof.Log(c, proof.Fact{What: string(way) + ": " + what, Value: strconv.Itoa(read) + " MB read, " + strconv.Itoa(written) + " MB written"})
	}
	read, written := c.streams()
	fact("through the worker's streams", read, written)
	if all, none := read >= 64 && written >= 64, read == 0 && written == 0; way == Local && !none || way != Local && !all {
		c.Errorf("%d MB were read and %d MB written through the worker's streams, of 64", read, written)
	}
	if way == Local {
		return
	}
	received, sent := c.network()
	fact("by the client's network", received, sent)
	if loud, silent := received >= 64 && sent >= 64, received < 8 && sent < 8; way == Remote && !loud || way == Domain && !silent {
		c.Errorf("%d MB came and %d MB went by the client's network, of 64 read and written", received, sent)
	}
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
