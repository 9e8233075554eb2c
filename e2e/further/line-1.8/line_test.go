// Package line has the four ways in which a client comes to a worker's memory on a release of another line: 1.8, whose image
// takes properties by variables, runs as root and is made for Java 8.
package line

import (
	"testing"

	"github.com/alluxio-gen/alluxio-gen/e2e/ways"
)

// release is the one of the line whose servers are on Maven; 1.8.2 differs in how its scripts cut options.
const release = "1.8.1"

// TestLine1_8 has them one after the other, each a cluster of its own.
func TestLine1_8(t *testing.T) {
	t.Run("quickstart", func(t *testing.T) { ways.Quickstart(t, release) })
	t.Run("guide-ramdisk", func(t *testing.T) { ways.Ramdisk(t, release) })
	t.Run("shm", func(t *testing.T) { ways.Shm(t, release) })
	t.Run("socket", func(t *testing.T) { ways.Socket(t, release) })
}
