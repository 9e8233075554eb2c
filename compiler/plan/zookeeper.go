package plan

import (
	"fmt"
	"strconv"
)

// zookeeper is one server of the cluster's own ZooKeeper, told by the variables of the official image.
func (l *layout) zookeeper(name string) Service {
	z := l.c.ZooKeeper.Servers[name]
	from := "zookeeper.servers." + z.Group
	s := Service{Name: name, Role: ZooKeeper, Path: []string{"zookeeper", "servers", z.Group}, Image: z.Image}
	l.attach(&s, name)
	s.Environment = []Variable{
		{"ZOO_MY_ID", strconv.Itoa(z.ID), from},
		{"ZOO_SERVERS", l.c.ZooKeeper.Members, "zookeeper.servers"},
		{"ZOO_4LW_COMMANDS_WHITELIST", "srvr", from}, // the health check's question
		{"ZOO_ADMINSERVER_ENABLED", "false", from},   // it would open port 8080
		{"ZOO_AUTOPURGE_PURGEINTERVAL", "24", from},  // hours; otherwise logs and snapshots stay for ever
		{"ZK_SERVER_HEAP", megabytes(z.Heap), from + ".jvm.heap"},
	}
	s.Mounts = l.zookeeperPlaces(name)
	s.Health = l.zookeeperHealth(z.Ports["clients"])
	s.Restart = keepRunning
	return s
}

// zookeeperPlaces are what a server keeps, at the two places where the image has volumes of its own. What this cluster
// keeps there, who serves, is made anew when it is gone. The image's third volume stays empty, and Docker would leave one behind
// with every container.
func (l *layout) zookeeperPlaces(name string) []Mount {
	z := l.c.ZooKeeper.Servers[name]
	var ms []Mount
	for _, target := range []string{"data", "datalog"} {
		host, volume := z.Data.Host, z.Data.Volume
		if host != "" {
			host += "/" + target
		} else {
			volume += "-" + target
		}
		ms = append(ms, place(host, volume, "/"+target, "zookeeper.servers."+z.Group+".data"))
	}
	return append(ms, Mount{Type: InMemory, Target: "/logs", Size: 1 << 20, From: "zookeeper.servers." + z.Group})
}

// zookeeperHealth asks whether the servers agree on a leader. Where they are on several hosts that waits for the others,
// and so is not asked: the first host would never be up.
func (l *layout) zookeeperHealth(port int) *Health {
	h := health(0, []int{port})
	for _, z := range l.c.ZooKeeper.Servers {
		if z.Host != l.name {
			return h
		}
	}
	h.Test[len(h.Test)-1] = fmt.Sprintf(zookeeperServes, port)
	return h
}

// zookeeperServes wants a mode, which a server without a leader has none of.
const zookeeperServes = `exec 3<>/dev/tcp/127.0.0.1/%d && printf srvr >&3 && ` +
	`while read -r -t 4 word _ <&3; do [ "$word" = Mode: ] && exit 0; done; exit 1`

func megabytes(bytes int64) string { return strconv.FormatInt(bytes>>20, 10) }
