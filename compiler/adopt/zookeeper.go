package adopt

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/compose-spec/compose-go/v2/types"
)

// zookeeper is by whom the masters agree on who serves: servers of the set-up, if it has as many as the masters are told
// of, else somebody else's.
func (d *description) zookeeper() {
	var told []string
	for _, one := range d.everyServer() {
		if one.property("alluxio.zookeeper.enabled") == "true" {
			told = words(one.property("alluxio.zookeeper.address"))
		}
	}
	if len(told) == 0 {
		return
	}
	own := 0
	for _, h := range d.Hosts {
		own += len(electors(h))
	}
	if own != len(told) {
		d.set(texts(told), "zookeeper", "address")
		return
	}
	for _, h := range d.Hosts {
		for _, name := range electors(h) {
			d.elector(h, name)
		}
	}
}

// electors are the services that run ZooKeeper's official image, or one that takes its variables.
func electors(h Host) (names []string) {
	for _, name := range slices.Sorted(maps.Keys(h.Project.Services)) {
		if service := h.Project.Services[name]; service.Environment["ZOO_SERVERS"] != nil || strings.HasPrefix(service.Image, "zookeeper:") {
			names = append(names, name)
		}
	}
	return names
}

func (d *description) elector(h Host, name string) {
	g, service := group(h, name), h.Project.Services[name]
	field := d.begin("zookeeper", "servers", g)
	if field == nil {
		return
	}
	d.on(h, name, field)
	if d.gaps.Keys[name]["image"] != "" {
		field.set(quote(service.Image), "image")
	}
	if data := bound(service, "/data"); data != "" {
		own := regexp.MustCompile(`/` + regexp.QuoteMeta(d.Name+"/"+name) + `-[0-9]+/data$`)
		field.set(quote(own.ReplaceAllString(data, "")), "data", "host")
	}
	if heap := variable(service, "ZK_SERVER_HEAP"); heap != "" {
		field.set(quote(heap+"MB"), "jvm", "heap")
	}
}

// variable is what a service is told by one, "" for nothing.
func variable(service types.ServiceConfig, name string) string {
	if value := service.Environment[name]; value != nil {
		return *value
	}
	return ""
}
