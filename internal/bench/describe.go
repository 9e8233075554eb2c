//go:build linux

package main

import (
	"fmt"
	"strings"
)

// form is how a description comes to its workers.
type form string

const (
	written       form = "written out"
	comprehension form = "comprehension"
	group         form = "group"
)

// benchCase is one description to measure.
type benchCase struct {
	Workers, Hosts, Faults int
	Form                   form
}

func (c benchCase) String() string {
	return fmt.Sprintf("%d workers, %d hosts, %d faults, %s", c.Workers, c.Hosts, c.Faults, c.Form)
}

// takesLong says that a run takes many seconds, and no goal wants more than a third of the others' runs.
func (c benchCase) takesLong() bool {
	return c.Workers > 1000 || c.Workers == 1000 && (c.Form != written || c.Faults > 0)
}

// cases are the sizes in each form on one host, those of several hosts, and those with faults. A group makes one worker a
// host, so its workers are on as many hosts.
func cases(largest int) (all []benchCase) {
	for _, n := range []int{1, 10, 100, 1000, 10_000} {
		if n > largest {
			break
		}
		all = append(all, benchCase{n, 1, 0, written}, benchCase{n, 1, 0, comprehension})
	}
	for _, c := range []benchCase{{10, 10, 0, group}, {100, 100, 0, group}, {1000, 100, 0, group}, {10_000, 100, 0, group}} {
		if c.Workers <= largest {
			all = append(all, c)
		}
	}
	for _, faults := range []int{1, 50, 1000} {
		if faults <= largest {
			all = append(all, benchCase{max(100, faults), 1, faults, written})
		}
	}
	return all
}

// text is the description. Its faults are sizes that are none.
func (c benchCase) text() string {
	var b strings.Builder
	b.WriteString("name: \"bench\"\nrelease: \"2.9.5\"\nmasters: master: {on}\n")
	if c.Hosts > 1 && c.Workers > c.Hosts { // workers of one address: a client can't tell whose memory a block is in
		b.WriteString("clients: app: {on: \"h0\", shortCircuit: none: {}}\n")
	} else {
		b.WriteString("clients: app: {on}\n")
	}
	b.WriteString("waive: \"hosts/too-many-containers\": \"measured with a Compose that has no such bound\"\n")
	on, storage := "", "local: {}"
	if c.Hosts > 1 {
		on, storage = "on: \"h0\"", `s3: {uri: "s3://bench/data", credentials: file: "/etc/alluxio/aws"}`
		b.WriteString("network: \"host\"\n")
		for i := range c.Hosts {
			fmt.Fprintf(&b, "hosts: h%d: address: \"10.0.%d.%d\"\n", i, i/250, i%250+1)
		}
	}
	fmt.Fprintf(&b, "underStorage: \"/\": %s\n", storage)
	c.describeWorkers(&b)
	return strings.ReplaceAll(b.String(), "{on}", "{"+on+"}")
}

func (c benchCase) describeWorkers(b *strings.Builder) {
	switch c.Form {
	case written:
		for i := range c.Workers {
			size := "1GB"
			if i < c.Faults {
				size = "1XB"
			}
			fmt.Fprintf(b, "workers: w%d: memory: {size: %q, volume: {}}\n", i, size)
		}
	case comprehension:
		fmt.Fprintf(b, "import \"list\"\nworkers: {for i in list.Range(0, %d, 1) {\"w\\(i)\": memory: {size: \"1GB\", volume: {}}}}\n", c.Workers)
	case group:
		for i := range c.Workers / c.Hosts {
			fmt.Fprintf(b, "workers: w%d: {on: \"all\", memory: {size: \"1GB\", volume: {}}, properties: {\"alluxio.worker.rpc.port\": %d, \"alluxio.worker.web.port\": %d, \"alluxio.job.worker.rpc.port\": %d, \"alluxio.job.worker.data.port\": %d, \"alluxio.job.worker.web.port\": %d}}\n",
				i, 21000+i, 22000+i, 23000+i, 24000+i, 25000+i)
		}
	}
}
