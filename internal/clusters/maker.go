package clusters

import (
	"fmt"
	"math/rand/v2"
)

// maker makes one description: its parts agree with each other, and with what the release can do.
type maker struct {
	*rand.Rand
	release release
	d       Description
	// hosts are the described machines; nil where the description has none.
	hosts []string
	// network is "bridge" or "host".
	network string
	// swarm says that Swarm runs it, on hosts that are all named.
	swarm bool
	// servers are the instances of workers that there are, by host.
	servers map[string][]worker
	ports   int
	// block is the size of a block in MB, which the smallest tier must hold.
	block int
}

// worker is what clients must know of a worker.
type worker struct {
	name, memory, shortCircuit string
}

// Valid makes a description that compiles without a word. One seed gives one description; seeds that follow each other go
// through all releases.
func Valid(seed uint64) Description {
	return newMaker(seed, releases()).describe()
}

func newMaker(seed uint64, all []release) *maker {
	return &maker{
		Rand:    rand.New(rand.NewPCG(seed, 20)),
		release: all[int(seed%uint64(len(all)))],
		d:       Description{},
		servers: map[string][]worker{},
		ports:   31000,
		block:   512,
	}
}

func (m *maker) describe() Description {
	m.d["name"] = m.word()
	m.d["release"] = m.release.name
	m.properties()
	m.placing()
	m.image()
	m.storage()
	m.masters()
	m.workers()
	m.clients()
	m.services()
	m.sides()
	m.addresses()
	m.life()
	m.secrets()
	m.waivers()
	m.metrics()
	m.serviceLife()
	return m.d
}

func pick[T any](m *maker, from ...T) T { return from[m.IntN(len(from))] }

// chance is true once in so many times.
func (m *maker) chance(of int) bool { return m.IntN(of) == 0 }

// word is a name as the language takes it.
func (m *maker) word() string {
	return pick(m, "lake", "quickstart", "a", "n0", "test-cluster", "data-1") + pick(m, "", fmt.Sprintf("-%d", m.IntN(1000)))
}

// size is a size of some megabytes in one of its spellings.
func (m *maker) size(least, most int) string {
	mb := least + m.IntN(most-least+1)
	if mb >= 1024 && m.chance(2) {
		return fmt.Sprintf("%d%s", mb/1024, pick(m, "GB", "G", "gb"))
	}
	return fmt.Sprintf("%d%s", mb, pick(m, "MB", "M", "mb"))
}

// port is one that nothing else of the description has.
func (m *maker) port() int {
	m.ports++
	return m.ports
}

// image is the vendor's where it has one, else one of somebody's own, or one that the host builds.
func (m *maker) image() {
	switch own := !m.release.row.Published || m.chance(8); {
	case own && !m.swarm && m.chance(3):
		build := object{"context": pick(m, "./alluxio/integration/docker", "/src/alluxio/integration/docker")}
		if m.chance(2) {
			build["tarball"] = pick(m, object{"file": "alluxio-" + m.release.name + "-bin.tar.gz"}, object{"url": "https://downloads.example.com/alluxio-" + m.release.name + "-bin.tar.gz"})
		}
		m.d["build"] = build
	case own:
		m.d["image"] = pick(m, "registry.example.com/alluxio:", "registry.example.com:5000/team/alluxio:") + m.release.name + pick(m, "", "-1")
	}
}

// properties are some that every release has, and no field stands for.
func (m *maker) properties() {
	some := object{}
	for key, value := range map[string]any{
		"alluxio.user.block.size.bytes.default":             "64MB",
		"alluxio.user.file.writetype.default":               pick(m, "MUST_CACHE", "CACHE_THROUGH", "THROUGH"),
		"alluxio.security.login.username":                   pick(m, "alluxio", "some one"),
		"alluxio.user.file.readtype.default":                "CACHE",
		"alluxio.security.authorization.permission.enabled": pick[any](m, true, "false"),
	} {
		if m.chance(4) {
			some[key] = value
		}
	}
	if len(some) > 0 {
		m.d["properties"] = some
	}
}

// secrets are properties whose values only the hosts know.
func (m *maker) secrets() {
	if m.release.row.Delivery == "siteFile" && m.chance(6) {
		m.d["secrets"] = object{"fs.oss.accessKeySecret": "/etc/alluxio/oss-secret"}
	}
}

// waivers are of warnings that can't be helped.
func (m *maker) waivers() {
	if !m.release.row.NoFormat {
		m.d["waive"] = object{"journal/formats-at-every-start": "a cluster that may forget"}
	}
}
