package real

import (
	"fmt"

	"github.com/alluxio-gen/alluxio-gen/e2e/proof"
)

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
	for _, p := range []Path{Local, Domain, Remote} {
		for _, verb := range []string{"Written", "Read"} {
			name := fmt.Sprintf("Cluster.Bytes%s%s", verb, p)
			switch {
			case p == way:
				c.counted(name)
			case c.Metric(name) != "0B":
				c.Errorf("%s is %s, want 0B", name, c.Metric(name))
			}
		}
	}
}

// counted waits until a metric is more than zero, and keeps it.
func (c Client) counted(name string) {
	c.Helper()
	value := "0B"
	c.Until(name+" is more than 0B", func() bool { value = c.Metric(name); return value != "0B" })
	proof.Log(c, proof.Fact{What: name, Value: value})
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
