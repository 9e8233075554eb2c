package plan

import (
	"cmp"
	"fmt"
	"net"
	"slices"
	"strconv"

	"github.com/alluxio-gen/alluxio-gen/compiler/model"
)

// Metrics is where Prometheus finds the metrics of each process.
type Metrics struct {
	Job  string // a name that no other cluster's file has
	Path string
	// Interval is in seconds; 0 is Prometheus's own.
	Interval int
	// For is where Prometheus runs, in words for the file's head; Silent says which targets do not always answer.
	For, Silent string
	Targets     []MetricTarget
}

// MetricTarget is one process, at an address and port, with what tells it from others.
type MetricTarget struct {
	At     string
	Labels map[string]string
}

// metricsPath is where every server tells its metrics; without the last slash it would send elsewhere first.
const metricsPath = "/metrics/prometheus/"

func metrics(c *model.Cluster) *Metrics {
	if !c.Metrics.Asked {
		return nil
	}
	m := &Metrics{Job: "alluxio-" + c.Name, Path: metricsPath, Interval: c.Metrics.Interval, For: fmt.Sprintf(runs[c.Metrics.From], c.Name), Silent: silent[c.Metrics.Standby]}
	slices.SortStableFunc(c.Metrics.Targets, func(a, b model.MetricTarget) int { return cmp.Or(order(a)-order(b), cmp.Compare(a.Name, b.Name)) })
	for _, t := range c.Metrics.Targets {
		labels := map[string]string{"cluster": c.Name, "role": t.Role, "name": t.Name}
		if len(c.Hosts) > 1 {
			labels["host"] = t.Host
		}
		m.Targets = append(m.Targets, MetricTarget{net.JoinHostPort(t.Address, strconv.Itoa(t.Port)), labels})
	}
	return m
}

func order(t model.MetricTarget) int {
	return slices.Index([]string{"masters", "workers", "proxies"}, t.Group[0])
}

// runs says where Prometheus does; %[1]s is the cluster, by which Compose calls its network.
var runs = map[string]string{
	"network": "as a container of the network %[1]s_default",
	"outside": "outside the network %[1]s_default, where the ports that the host publishes are open",
	"hosts":   "where the addresses of %[1]s's hosts lead to them; localhost is on the host itself, and on its network",
}

var silent = map[string]string{
	"tell":   "Of several job masters the one that leads answers; the others are down until they lead.",
	"silent": "Of several masters the one that leads answers, with its job master; the others are down until they lead.",
}
