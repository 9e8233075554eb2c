package adopt

import (
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/compose-spec/compose-go/v2/types"
)

// server says a master, worker, proxy or log server, with the job process in its container or in another.
func (d *description) server(h Host, name string, one Server) {
	g, service := group(h, name), h.Project.Services[name]
	field := d.begin(one.kind, g)
	if field == nil {
		return // another instance of the group
	}
	d.on(h, name, field)
	switch one.process {
	case "master":
		d.hostname(h, name, one, field)
		d.journal(g, service, one)
		d.metastore(g, service, one)
	case "worker":
		d.hostname(h, name, one, field)
		d.tiers(h, name, service, one)
		d.socket(name, g, service, one)
		d.fuseInside(service, one, field)
	case "proxy", "logserver":
		d.otherName(h, name, field)
		d.received(service, field)
	}
	d.jvm(one, one.process, field, "jvm")
	d.jvm(one, one.joined(), field, "job", "jvm")
	d.separate(h, name, field)
	if one.process != "logserver" {
		d.logs(name, service, field)
	}
	d.publish(name, service, one, field)
	d.life(name, service, field)
	d.ownProperties(name, field)
}

// hostname is by which it is known, where it does not go by its service.
func (d *description) hostname(h Host, name string, one Server, field *tree) {
	if known := one.property("alluxio." + one.process + ".hostname"); h.Name == "" && known != "" && known != d.plainName(name) {
		field.set(quote(known), "hostname")
	}
}

// otherName is that of a server which does not say it itself: on the bridge network the name that others find it by, and
// a log server's as everybody is told it.
func (d *description) otherName(h Host, name string, field *tree) {
	service := h.Project.Services[name]
	for _, place := range service.Networks {
		if place != nil && len(place.Aliases) == 1 && place.Aliases[0] != name {
			field.set(quote(place.Aliases[0]), "hostname")
		}
	}
	if h.Name != "" || h.Servers[name].process != "logserver" {
		return
	}
	for _, other := range h.Project.Services {
		if at := variable(other, "ALLUXIO_LOGSERVER_HOSTNAME"); at != "" && at != d.plainName(name) {
			field.set(quote(at), "hostname")
		}
	}
}

// plainName is how a server is known without a word: by its service, and on the host's network as the host itself.
func (d *description) plainName(service string) string {
	if d.onHostNetwork() {
		return "localhost"
	}
	return service
}

func (d *description) jvm(one Server, process string, field *tree, at ...string) {
	if heap := sizeText(one.Heap[process]); heap != "" {
		field.set(quote(heap), append(slices.Clone(at), "heap")...)
	}
	if direct := sizeText(one.Direct[process]); direct != "" {
		field.set(quote(direct), append(slices.Clone(at), "direct")...)
	}
}

// separate is a job process in a container of its own.
func (d *description) separate(h Host, name string, field *tree) {
	job := h.jobOf(name)
	if job == "" {
		return
	}
	one := h.Servers[job]
	d.jvm(one, one.process, field, "job", "jvm")
	field.set("{}", "job", "separate")
	d.publish(job, h.Project.Services[job], one, field)
	d.words(limits, job, h.Project.Services[job], field, "job", "separate", "limits")
}

// jobOf is the container of a server's job process: by its name, or the only one of its kind. "" is none.
func (h Host) jobOf(server string) string {
	var jobs []string
	servers := 0
	for _, name := range slices.Sorted(maps.Keys(h.Servers)) {
		switch one := h.Servers[name]; {
		case one.kind != h.Servers[server].kind:
		case !one.isJob():
			servers++
		case name == server+"-job":
			return name
		default:
			jobs = append(jobs, name)
		}
	}
	if len(jobs) == 1 && servers == 1 {
		return jobs[0]
	}
	return ""
}

// serverOf is the server whose job process a container is there for; any other container is its own.
func (h Host) serverOf(name string) string {
	for server, one := range h.Servers {
		if !one.isJob() && h.jobOf(server) == name {
			return server
		}
	}
	return name
}

// received is where a log server keeps what it is sent.
func (d *description) received(service types.ServiceConfig, field *tree) {
	if at := variable(service, "ALLUXIO_LOGSERVER_LOGS_DIR"); at != "" {
		field.set("{}", "received")
		d.place(field.fields["received"], service, at)
	}
}

const logsFolder = "/opt/alluxio/logs"

// logs are the files of a server, where they are kept outside its container.
func (d *description) logs(name string, service types.ServiceConfig, field *tree) {
	for _, v := range service.Volumes {
		if path.Clean(v.Target) != logsFolder {
			continue
		}
		field.set("{}", "logs")
		if v.Type == types.VolumeTypeBind {
			field.set(quote(strings.TrimSuffix(v.Source, "/"+d.Name+"/"+name)), "logs", "host")
		}
	}
}

// ownProperties are those that no field says, and that are not every server's.
func (d *description) ownProperties(name string, field *tree) {
	for _, key := range slices.Sorted(maps.Keys(d.gaps.Properties[name])) {
		if d.at([]string{"properties", key}) == nil {
			field.set(quote(d.gaps.Properties[name][key]), "properties", key)
		}
	}
}
