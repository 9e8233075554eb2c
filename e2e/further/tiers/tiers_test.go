// Package tiers has a worker with memory and a disk, which is a loop device of its own.
package tiers

import (
	"path/filepath"
	"slices"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/e2e/host"
	"github.com/alluxio-gen/alluxio-gen/e2e/proof"
	"github.com/alluxio-gen/alluxio-gen/e2e/real"
	"github.com/alluxio-gen/alluxio-gen/e2e/stack"
)

const disk = "/mnt/alluxio-e2e-ssd"

// TestTiers fills memory: blocks that were there are on the disk afterwards, and read the same.
func TestTiers(t *testing.T) {
	host.Disk(t, disk, "900M")
	source := real.Image(t, "2.9.6")
	s := stack.Files(t, "tiers", "cluster.cue")
	s.Borrow(source)
	s.Build()
	s.Apply()
	s.Up()
	s.Smoke() // which claims the capacity of both
	c := real.Client{Stack: s, Service: "app"}
	sum := c.Cache("/a", "64M")
	first := c.Blocks("worker", "/opt/ramdisk")
	if len(first) != 1 {
		t.Fatalf("in memory: %q", first)
	}
	for _, file := range []string{"/b", "/c", "/d"} {
		c.Cache(file, "64M")
	}
	var moved []string
	s.Until("the block of /a moves from memory to the disk", func() bool {
		moved = slices.DeleteFunc(c.Blocks("worker", "/opt/ssd0"), func(name string) bool { return !slices.Contains(first, name) })
		return len(moved) > 0
	})
	if found, _ := filepath.Glob(disk + "/*/*/*/" + moved[0]); len(found) != 1 {
		t.Errorf("block %s on the host's disk: %q", moved[0], found)
	}
	c.AssertReads("/a", sum)
	c.AssertQuiet("worker")
	proof.Log(t, proof.Fact{What: "movement between tiers", Value: "the first file's block went from memory to the disk as memory filled, and read the same there"})
}
