package plan

import (
	"strings"

	"github.com/alluxio-gen/alluxio-gen/compiler/model"
)

// Channel is how a property reaches a process.
type Channel string

// The channels, in the order of preference of releases that have a site file.
const (
	InSiteFile Channel = "site file"
	InOptions  Channel = "JVM options"
	InVariable Channel = "environment variable"
)

// Delivery is one property of one service: what it shall be, and which channel carries it. Carrier is the site file's
// path or the variable's name.
type Delivery struct {
	Property
	Channel Channel
	Carrier string
}

// deliver chooses one channel for each property of a server. What the site file refuses is a JVM option in every
// release; the rest goes by the release's own channel. The rules have refused what its channel can't carry.
func (l *layout) deliver(ps []Property, role, file string) []Delivery {
	ds := make([]Delivery, 0, len(ps))
	for _, p := range ps {
		switch {
		case l.c.Channels.Options[p.Key]:
			ds = append(ds, Delivery{p, InOptions, optionsOf(role)})
		case l.c.Row.Delivery == "environment":
			ds = append(ds, Delivery{p, InVariable, l.c.Channels.Names[p.Key]})
		default:
			ds = append(ds, Delivery{p, InSiteFile, file})
		}
	}
	return ds
}

func optionsOf(role string) string { return "ALLUXIO_" + role + "_JAVA_OPTS" }

// through are the properties that go by a channel.
func through(c Channel, ds []Delivery) []Property {
	var ps []Property
	for _, d := range ds {
		if d.Channel == c {
			ps = append(ps, d.Property)
		}
	}
	return ps
}

// environment is what a server is told by variables: JVM options always, properties where the release maps them.
func (l *layout) environment(i model.Instance, s model.Server, role string, ds []Delivery) []Variable {
	from := strings.ToLower(role) + "s." + i.Group + ".jvm"
	var keys []string
	for _, p := range through(InOptions, ds) {
		keys = append(keys, "-D"+p.Key+"="+p.Value)
	}
	vars := []Variable{{optionsOf(role), options(i.Heap, s.Direct, keys), from}}
	if l.c.Row.JobService {
		vars = append(vars, Variable{optionsOf("JOB_" + role), options(s.JobHeap, s.JobDirect, keys), from})
	}
	for _, d := range ds {
		if d.Channel == InVariable {
			vars = append(vars, Variable{d.Carrier, propertiesText(d.Value), d.From})
		}
	}
	return vars
}

// options are JVM options, one blank between them.
func options(heap, direct int64, more []string) string {
	words := []string{"-Xmx" + jvmSize(heap)}
	if direct > 0 {
		words = append(words, "-XX:MaxDirectMemorySize="+jvmSize(direct))
	}
	return strings.Join(append(words, more...), " ")
}
