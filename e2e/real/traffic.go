package real

import "github.com/alluxio-gen/alluxio-gen/e2e/proof"

// Path is a way that bytes take between a client and a worker, as Alluxio's metrics call it.
type Path string

// Local is through block files that both see, Domain through a domain socket, Remote through the network.
const (
	Local  Path = "Local"
	Domain Path = "Domain"
	Remote Path = "Remote"
)

// AssertAll fails unless every byte that clients wrote and read took one path: that one has been taken, and no byte took
// another. What was counted is kept; workers report it in their own time, and not the last of a stream that a reader closes.
func (c Client) AssertAll(way Path) {
	c.Helper()
	if c.first() {
		c.assertStreams(way)
		return
	}
	written, read := "Cluster.BytesWritten", "Cluster.BytesRead"
	var all map[string]string
	c.Until("bytes are counted both ways", func() bool {
		all = c.Metrics()
		return all[written+string(way)] != "0B" && all[read+string(way)] != "0B"
	})
	for _, p := range []Path{Local, Domain, Remote} {
		for _, name := range []string{written + string(p), read + string(p)} {
			switch {
			case p == way:
				proof.Log(c, proof.Fact{What: name, Value: all[name]})
			case all[name] != "0B":
				c.Errorf("%s is %q, want 0B", name, all[name])
			}
		}
	}
}

// AssertQuiet fails when a log of the client or of a worker speaks of a failed short circuit.
func (c Client) AssertQuiet(worker string) {
	c.Helper()
	if got := c.Complaints(worker); got != "" {
		c.Errorf("the logs say\n%s", got)
	}
}

// AssertReads fails unless a file is what was written.
func (c Client) AssertReads(path, sum string) {
	c.Helper()
	if got := c.Digest(path); got != sum {
		c.Errorf("read %s of %s, written %s", got, path, sum)
	}
}

// Remotely tells whether a client read by the network: one of its own in 1.x, any of the cluster's later.
func (c Client) Remotely() bool {
	c.Helper()
	if c.first() {
		received, _ := c.network()
		return received > 32
	}
	return c.Metric("Cluster.BytesReadRemote") != "0B"
}
