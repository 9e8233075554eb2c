package compiler

import (
	"fmt"
	"net/netip"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/compiler/plan"
)

// A client outside is sent to a worker by the name and the port that the worker tells the master: what the host opens has
// that number, and the name leads the containers to the worker, by the network's name servers or past the host.
func TestWhatIsPublishedIsAdvertised(t *testing.T) {
	published := 0
	for name, p := range plans(t) {
		for _, h := range p.Hosts {
			for _, s := range h.Services {
				for _, port := range s.Published {
					if s.Role != plan.Worker || port.Port == number(t, h, s, "alluxio.worker.web.port", 30000) || port.Port == number(t, h, s, "alluxio.job.worker.web.port", 30003) {
						continue
					}
					published++
					if rpc := number(t, h, s, "alluxio.worker.rpc.port", 29999); port.Port != rpc {
						t.Errorf("%s/%s: %d is open at the host, and %d is told", name, s.Name, port.Port, rpc)
					}
					known := value(h.Delivered[s.Name], "alluxio.worker.hostname")
					if _, err := netip.ParseAddr(known); err != nil && !slices.Contains(s.Aliases, known) {
						t.Errorf("%s/%s: known as %s, which the containers don't resolve", name, s.Name, known)
					}
				}
			}
		}
	}
	if published == 0 {
		t.Error("no example publishes a worker: this test sees nothing")
	}
}

func number(t *testing.T, h plan.Host, s plan.Service, key string, otherwise int) int {
	t.Helper()
	text := value(h.Delivered[s.Name], key)
	if text == "" {
		return otherwise
	}
	var n int
	if _, err := fmt.Sscan(text, &n); err != nil {
		t.Fatal(key, err)
	}
	return n
}

// Two clusters on one host share no name, port, volume, directory or unit, once the second has moved its ports.
func TestTwoClustersOnOneHost(t *testing.T) {
	of := func(name, more string) map[string]bool {
		source := Source{Name: "c.cue", Content: fmt.Appendf(nil, `
			name: %q, release: "2.9.5", network: "host", %s
			underStorage: "/": local: {}
			masters: master: {}
			workers: worker: {memory: {size: "1GB", tmpfs: {}}, shortCircuit: socket: host: "/srv/domain"}
			clients: app: {}`, name, more)}
		_, p, ds, err := layOut(source)
		if err != nil || p == nil {
			t.Fatal(ds, err)
		}
		return claims(p)
	}
	first, second := of("one", ""), of("two", "ports: shift: 100")
	if len(first) < 15 {
		t.Errorf("only %d claims: %v", len(first), first)
	}
	for claim := range second {
		if first[claim] {
			t.Errorf("both have %s", claim)
		}
	}
	if same := of("three", ""); !same["port 29999"] || !first["port 29999"] {
		t.Error("without moving them, the ports are the same: this test sees nothing")
	}
}

// claims are what a cluster has of its host for itself.
func claims(p *plan.Plan) map[string]bool {
	all := map[string]bool{"project " + p.Cluster: true}
	h := p.Hosts[0]
	for _, port := range h.Prep.Ports {
		all[fmt.Sprint("port ", port.Number)] = true
	}
	for _, s := range h.Services {
		all["container "+p.Cluster+"-"+s.Name] = true
	}
	for _, v := range h.Volumes {
		if v.Name == "" {
			v.Name = p.Cluster + "_" + v.Key
		}
		all["volume "+v.Name] = true
	}
	for _, d := range h.Prep.Directories {
		all["directory "+d.Path] = !strings.HasPrefix(d.Path, "./")
	}
	for _, r := range h.Prep.Ramdisks {
		for _, tier := range r.Tiers {
			all["directory "+tier.Path] = path.Dir(path.Dir(tier.Path)) == r.Mount
		}
	}
	return all
}
