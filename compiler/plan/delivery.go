package plan

import (
	"strconv"
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
		case p.FromHost && l.c.Row.Delivery != "environment", l.c.Channels.Options[p.Key]:
			ds = append(ds, Delivery{p, InOptions, optionsOf(role)})
		case l.c.Row.Delivery == "environment":
			ds = append(ds, Delivery{p, InVariable, l.c.Channels.Names[p.Key]})
		default:
			ds = append(ds, Delivery{p, InSiteFile, file})
		}
	}
	return ds
}

// toClient delivers a property to a client: by its site file, and by a JVM option what only the host knows.
func toClient(p Property, name string) Delivery {
	if p.FromHost {
		return Delivery{p, InOptions, userOptions}
	}
	return Delivery{p, InSiteFile, ownFile(name)}
}

// userOptions are what the command line of a client's container gives to its JVMs.
const userOptions = "ALLUXIO_USER_JAVA_OPTS"

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

// jvm is one process of a container: its role, as the variable of its options has it, its memory in bytes, the
// processors that it is told of, and options besides.
type jvm struct {
	role         string
	heap, direct int64
	processors   int
	more         []string
}

// joined are the processes of a server's container: its own, and the job process that shares it.
func (l *layout) joined(role string, i model.Instance, s model.Server) []jvm {
	trust := trustOptions(l.c)
	jvms := []jvm{{role, i.Heap, s.Direct, s.Processors, trust}}
	if l.c.Row.JobService && !s.Job.Separate {
		jvms = append(jvms, jvm{"JOB_" + role, s.JobHeap, s.JobDirect, s.Processors, trust})
	}
	return jvms
}

// tellServer gives a server its variables: JVM options always, properties where the release maps them. from is the field
// that says how much memory it has.
func (l *layout) tellServer(s *Service, from string, ds []Delivery, jvms ...jvm) {
	for _, j := range jvms {
		s.tellOptions(optionsOf(j.role), from, append(jvmOptions(j.heap, j.direct, j.processors), j.more...), through(InOptions, ds))
	}
	for _, d := range ds {
		switch {
		case d.Channel == InVariable && d.FromHost:
			s.Asked = append(s.Asked, Asked{d.Carrier, "", d.From})
		case d.Channel == InVariable:
			s.Environment = append(s.Environment, Variable{d.Carrier, propertiesText(d.Value), d.From})
		}
	}
}

// tellOptions sets a variable of JVM options, one blank between them; what only the host knows comes last.
func (s *Service) tellOptions(name, from string, words []string, ps []Property) {
	asked := ""
	for _, p := range ps {
		if p.FromHost {
			asked = "-D" + p.Key + "="
		} else {
			words = append(words, "-D"+p.Key+"="+p.Value)
		}
	}
	switch {
	case asked != "":
		s.Asked = append(s.Asked, Asked{name, strings.Join(append(words, asked), " "), from})
	case len(words) > 0:
		s.Environment = append(s.Environment, Variable{name, strings.Join(words, " "), from})
	}
}

// jvmOptions are a JVM's options of memory, and the processors that it is told to have; 0 leaves one out.
func jvmOptions(heap, direct int64, processors int) []string {
	var words []string
	if heap > 0 {
		words = append(words, "-Xmx"+jvmSize(heap))
	}
	if direct > 0 {
		words = append(words, "-XX:MaxDirectMemorySize="+jvmSize(direct))
	}
	if processors > 0 {
		words = append(words, "-XX:ActiveProcessorCount="+strconv.Itoa(processors))
	}
	return words
}
