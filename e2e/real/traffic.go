package real

import (
	"fmt"
	"strings"

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

// AssertAll fails unless every byte that clients wrote, and every byte that they read from caches, took one path; sizes are
// as Alluxio prints them, such as 64.00MB. The proof keeps what was counted.
func (c Client) AssertAll(way Path, written, read string) {
	c.Helper()
	var counted []string
	for _, p := range []Path{Local, Domain, Remote} {
		for verb, size := range map[string]string{"Written": written, "Read": read} {
			want := "0B"
			if p == way {
				want = size
			}
			name := fmt.Sprintf("Cluster.Bytes%s%s", verb, p)
			if got := c.Metric(name); got != want {
				c.Errorf("%s is %s, want %s", name, got, want)
			} else if p == way {
				counted = append(counted, name+" "+got)
			}
		}
	}
	proof.Log(c, proof.Fact{What: "bytes by Alluxio's metrics", Value: strings.Join(counted, ", ") + ", by the other ways 0"})
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
