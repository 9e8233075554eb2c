package plan

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/alluxio-gen/alluxio-gen/compiler/model"
)

// Access is what Spark, Hadoop and Trino are told of a cluster beside the properties of its undeclared client.
type Access struct {
	// URI is the address of Alluxio's root.
	URI string
	// FaultTolerant says that its scheme is one that asks ZooKeeper who serves.
	FaultTolerant bool
	// Image holds the client's jars, by engine, at these places.
	Image string
	Jars  map[string]string
	// Declared are the clients of other images, which read a site file of their own.
	Declared []string
	// Asks says that only the master's host knows its address.
	Asks bool
}

// Engines are those of Access.Jars. Presto's jar is Trino's.
var Engines = []string{"spark", "hadoop", "trino"}

func access(c *model.Cluster) Access {
	a := Access{Image: c.Image.Ref, Jars: map[string]string{}, Asks: masterAsks(c)}
	for _, engine := range Engines {
		a.Jars[engine] = home + "/client/" + clientJar(c, engine)
	}
	for _, n := range slices.Sorted(maps.Keys(c.Clients)) {
		if !c.Clients[n].Own {
			a.Declared = append(a.Declared, n)
		}
	}
	var masters []string
	for _, n := range slices.Sorted(maps.Keys(c.Masters)) {
		m := c.Masters[n]
		masters = append(masters, fmt.Sprintf("%s:%d", m.Outside, m.Ports["masterRpc"]))
	}
	switch {
	case !c.ZooKeeper.Elects:
		a.URI = "alluxio://" + strings.Join(masters, ",") + "/"
	case c.Row.ElectedURI == "zookeeper":
		a.URI = "alluxio://zk@" + c.ZooKeeper.Address + "/"
	default:
		a.URI, a.FaultTolerant = "alluxio-ft://"+masters[0]+"/", true
	}
	return a
}

// clientJar is where a release keeps the jar of an engine, below client/.
func clientJar(c *model.Cluster, engine string) string {
	if c.Row.ClientJars == "one" {
		return "alluxio-" + c.Release + "-client.jar"
	}
	if engine == "trino" {
		engine = "presto"
	}
	return fmt.Sprintf("%s/alluxio-%s-%s-client.jar", engine, c.Release, engine)
}
