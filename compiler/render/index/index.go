// Package index writes the overview of a cluster of several hosts: which folder is whose, and in which order to start.
package index

import (
	"bytes"
	"cmp"
	"slices"
	"text/template"

	"github.com/alluxio-gen/alluxio-gen/compiler/plan"
	"github.com/alluxio-gen/alluxio-gen/templates"
)

var page = template.Must(template.ParseFS(templates.FS, "HOSTS.md"))

// Render returns HOSTS.md, hosts with masters first. Every word in it is a name, an address or a path of restricted
// spelling, so that Markdown needs no escape.
func Render(p plan.Plan) ([]byte, error) {
	hosts := slices.Clone(p.Hosts)
	slices.SortStableFunc(hosts, func(a, b plan.Host) int { return cmp.Compare(rank(a), rank(b)) })
	p.Hosts = hosts
	var b bytes.Buffer
	err := page.Execute(&b, p)
	return b.Bytes(), err
}

// order is what starts before what: masters ask ZooKeeper, workers and clients ask masters.
var order = []plan.Role{plan.ZooKeeper, plan.Master, plan.Worker}

// rank puts hosts in the order in which they start: a host that has nothing but the first goes before one with the second.
func rank(h plan.Host) int {
	last := len(order)
	for i, role := range order {
		if slices.ContainsFunc(h.Services, func(s plan.Service) bool { return s.Role == role }) {
			if role == plan.Master {
				return i
			}
			last = min(last, i)
		}
	}
	return last
}
