package plan

import (
	"maps"
	"slices"

	"github.com/alluxio-gen/alluxio-gen/compiler/model"
)

// Build lays the cluster out. It decides no number: sizes, ports and paths come resolved.
func Build(c *model.Cluster) *Plan {
	p := &Plan{Cluster: c.Name, Release: c.Release, Swarm: c.Engine == "swarm", Client: undeclaredClient(c), Access: access(c), Metrics: metrics(c)}
	for _, name := range slices.Sorted(maps.Keys(c.Hosts)) {
		h := newLayout(c, name).host()
		if p.Swarm {
			h.toSwarm(c)
		}
		p.Hosts = append(p.Hosts, h)
	}
	return p
}

// layout is the work on one host.
type layout struct {
	c       *model.Cluster
	name    string
	masters []string
	// zookeepers are the servers of ZooKeeper.
	zookeepers []string
	workers    []string
	clients    []string
	proxies    []string
	logServers []string
	sides      []string
	// delivered says for each service which channel carries which property.
	delivered map[string][]Delivery
	sites     siteFiles
	// owned are the volumes that Docker makes for root. They and the services are asked for often, and laid out once.
	owned    []Mount
	services []Service
}

func newLayout(c *model.Cluster, host string) *layout {
	l := &layout{
		c: c, name: host,
		masters: on(host, c.Masters), zookeepers: on(host, c.ZooKeeper.Servers), workers: on(host, c.Workers), clients: on(host, c.Clients),
		proxies: on(host, c.Proxies), logServers: on(host, c.LogServers), sides: on(host, c.Services),
	}
	l.delivered = l.deliveries()
	l.sites = l.planSiteFiles()
	l.owned = l.ownedVolumes()
	l.services = l.layOut()
	return l
}

// deliveries are the properties of every service of the host. A client reads a site file in every release.
func (l *layout) deliveries() map[string][]Delivery {
	all := map[string][]Delivery{}
	for _, n := range l.masters {
		all[n] = append(l.deliver(layered(masterLayers(l.c, n)), "MASTER", l.masterFile(n)), l.logging()...)
		if l.c.Masters[n].Job.Separate {
			all[jobName(n)] = append(l.deliver(layered(masterLayers(l.c, n)), "JOB_MASTER", ownFile(jobName(n))), l.logging()...)
		}
	}
	for _, n := range l.workers {
		all[n] = append(l.deliver(layered(workerLayers(l.c, n)), "WORKER", ownFile(n)), tierPath(l.c.Workers[n])...)
		all[n] = append(all[n], l.logging()...)
		if l.c.Workers[n].Job.Separate {
			all[jobName(n)] = append(l.deliver(layered(jobWorkerLayers(l.c, n)), "JOB_WORKER", ownFile(jobName(n))), l.logging()...)
		}
	}
	for _, n := range l.proxies {
		all[n] = append(l.deliver(layered(proxyLayers(l.c, n)), "PROXY", ownFile(n)), l.logging()...)
	}
	for _, n := range l.logServers {
		all[n] = l.deliver(layered(logServerLayers(l.c, n)), "LOGSERVER", ownFile(n))
	}
	for _, n := range l.clients {
		for _, p := range readable(l.c, clientLayers(l.c, n)) {
			all[n] = append(all[n], toClient(p, n))
		}
	}
	if l.mountsHere() {
		for _, p := range readable(l.c, plainClientLayers(l.c, mountingName, "underStorage")) {
			all[mountingName] = append(all[mountingName], Delivery{p, InSiteFile, ownFile(mountingName)})
		}
	}
	return all
}

// on gives the names of the instances that run on a host, sorted.
func on[T interface{ Place() string }](host string, instances map[string]T) []string {
	var names []string
	for _, n := range slices.Sorted(maps.Keys(instances)) {
		if instances[n].Place() == host {
			names = append(names, n)
		}
	}
	return names
}

func (l *layout) host() Host {
	return Host{
		Services: l.services, Metrics: l.readsMetrics(),
		Name: l.name, Dir: l.c.Hosts[l.name].Dir, Address: l.address(),
		Delivered: l.delivered, SiteFiles: l.sites.files, Volumes: l.volumes(), Network: Network{l.c.Subnet.All, l.c.Subnet.Given}, Prep: l.prep(), Smoke: l.smoke(), Backup: l.backup(), Record: l.record(),
	}
}

// address is how others reach the host, "" where only the host knows.
func (l *layout) address() string {
	if h := l.c.Hosts[l.name]; !h.FromHost {
		return h.Address
	}
	return ""
}

// layOut makes the services of the host, by name.
func (l *layout) layOut() []Service {
	var ss []Service
	if s, needed := l.ownership(); needed {
		ss = append(ss, s)
	}
	for _, n := range l.masters {
		ss = append(ss, l.master(n))
		if l.c.Masters[n].Job.Separate {
			ss = append(ss, l.jobMaster(n))
		}
	}
	ss = append(ss, l.journals()...)
	for _, n := range l.zookeepers {
		ss = append(ss, l.zookeeper(n))
	}
	for _, n := range l.workers {
		ss = append(ss, l.worker(n))
		if l.c.Workers[n].Job.Separate {
			ss = append(ss, l.jobWorker(n))
		}
	}
	for _, n := range l.proxies {
		ss = append(ss, l.proxy(n))
	}
	for _, n := range l.logServers {
		ss = append(ss, l.logServer(n))
	}
	for _, n := range l.clients {
		ss = append(ss, l.client(n))
	}
	for _, n := range l.sides {
		ss = append(ss, l.side(n))
	}
	if l.mountsHere() {
		ss = append(ss, l.mounting())
	}
	if s, needed := l.keeper(ss); needed {
		ss = append(ss, s)
	}
	for i := range ss {
		ss[i].Logging = Logging(l.c.Logging)
		if r := ss[i].Role; r == Master || r == Worker || r == Job {
			ss[i].Entrypoint = trusting(l.c, ss[i].Entrypoint)
		}
	}
	slices.SortFunc(ss, func(a, b Service) int { return compare(a.Name, b.Name) })
	return ss
}

// base is what every service of Alluxio's own image shares.
func (l *layout) base(name string, role Role, path ...string) Service {
	return Service{Name: name, Role: role, Path: path, Image: l.c.Image.Ref, PullNever: l.c.Image.Built, Platform: l.c.Platform}
}
