package engine

import (
	"fmt"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/e2e/run"
)

// Join connects engines as hosts of one network until the test ends: each gets the address of its place, <prefix>.11 for
// the first, <prefix>.12 for the second, and so on.
func Join(t testing.TB, prefix string, engines ...*Engine) {
	t.Helper()
	const space = "alluxio-e2e-switch"
	run.Try("ip", "netns", "delete", space) // of a killed run
	run.Must(t, "ip", "netns", "add", space)
	t.Cleanup(func() { run.Should(t, "ip", "netns", "delete", space) })
	run.Must(t, "ip", "-netns", space, "link", "add", "switch", "type", "bridge")
	run.Must(t, "ip", "-netns", space, "link", "set", "switch", "up")
	for i, e := range engines {
		port := fmt.Sprint("port", i)
		e.Address = fmt.Sprint(prefix, ".", 11+i)
		run.Must(t, "ip", "-netns", space, "link", "add", port, "type", "veth", "peer", "name", "lan", "netns", e.space())
		run.Must(t, "ip", "-netns", space, "link", "set", port, "master", "switch", "up")
		run.Must(t, "ip", "-netns", e.space(), "address", "add", e.Address+"/24", "dev", "lan")
		run.Must(t, "ip", "-netns", e.space(), "link", "set", "lan", "up")
	}
}

// Inside is the command line that runs another one in the engine's network, as on that host.
func (e *Engine) Inside(command ...string) []string {
	return append([]string{"nsenter", "--net=/run/netns/" + e.space()}, command...)
}
