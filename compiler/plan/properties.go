package plan

import (
	"maps"
	"slices"

	"github.com/alluxio-gen/alluxio-gen/compiler/model"
)

// layers are property maps of a process; a later one wins.
type layers []map[string]Property

func layered(ls layers) []Property {
	all := map[string]Property{}
	for _, l := range ls {
		maps.Copy(all, l)
	}
	return slices.SortedFunc(maps.Values(all), func(a, b Property) int { return compare(a.Key, b.Key) })
}

// described are properties that the description says in so many words.
func described(m map[string]string, from string) map[string]Property {
	out := map[string]Property{}
	for k, v := range m {
		out[k] = Property{Key: k, Value: v, From: from}
	}
	return out
}

func derived(m map[string]model.Derived) map[string]Property {
	out := map[string]Property{}
	for k, d := range m {
		out[k] = property(k, d.Value, d.From, d.FromHost)
	}
	return out
}

// property has no value where only the host knows it.
func property(key, value, from string, fromHost bool) Property {
	if fromHost {
		value = ""
	}
	return Property{Key: key, Value: value, From: from, FromHost: fromHost}
}

func masterLayers(c *model.Cluster, name string) layers {
	m := c.Masters[name]
	return layers{
		described(c.Properties.Described, "properties"), described(m.Properties, "masters."+m.Group+".properties"),
		derived(c.Properties.Common), derived(c.Properties.Server), derived(c.Properties.Masters[name]),
	}
}

func workerLayers(c *model.Cluster, name string) layers {
	w := c.Workers[name]
	return layers{
		described(c.Properties.Described, "properties"), described(w.Properties, "workers."+w.Group+".properties"),
		derived(c.Properties.Common), derived(c.Properties.Server), derived(c.Properties.Workers[name]),
	}
}

// jobWorkerLayers are a worker's, and the name by which its job process, a client, judges what is local.
func jobWorkerLayers(c *model.Cluster, name string) layers {
	w := c.Workers[name]
	h := c.Hosts[w.Host]
	return append(workerLayers(c, name), hostnameLayer(w.Job.Hostname, "workers."+w.Group+".job", h.FromHost && w.Job.Hostname == h.Address))
}

// proxyLayers are those of a client beside no worker: nothing is mounted into it, so no worker may seem local.
func proxyLayers(c *model.Cluster, name string) layers {
	p := c.Proxies[name]
	return layers{
		described(c.Properties.Described, "properties"), described(p.Properties, "proxies."+p.Group+".properties"),
		derived(c.Properties.Common), derived(c.Properties.Proxies[name]), hostnameLayer(name, "proxies."+p.Group, false),
	}
}

func logServerLayers(c *model.Cluster, name string) layers {
	s := c.LogServers[name]
	return layers{
		described(c.Properties.Described, "properties"), described(s.Properties, "logServers."+s.Group+".properties"),
		derived(c.Properties.LogServers[name]),
	}
}

func clientLayers(c *model.Cluster, name string) layers {
	cl := c.Clients[name]
	return layers{
		described(c.Properties.Described, "properties"), described(cl.Properties, "clients."+cl.Group+".properties"),
		derived(c.Properties.Common), hostnameLayer(cl.UserHostname, "clients."+cl.Group, cl.AsksHost),
	}
}

// hostnameLayer is the name by which a client judges which worker is local.
func hostnameLayer(hostname, from string, fromHost bool) map[string]Property {
	const key = "alluxio.user.hostname"
	return map[string]Property{key: property(key, hostname, from, fromHost)}
}

// undeclaredClient is for a client that no container of ours is: nothing is mounted into it, so no worker may seem local.
func undeclaredClient(c *model.Cluster) SiteFile {
	s := SiteFile{
		Path:       "client/alluxio-site.properties",
		For:        "a client that the description does not declare",
		Properties: readable(c, append(plainClientLayers(c, "outside."+c.Name, "workers"), derived(c.Outside))),
	}
	if masterAsks(c) {
		const key = "alluxio.master.hostname"
		s.For += "; to be added: " + key + ", the host's address, which host-prep.sh tells"
		s.Properties = slices.DeleteFunc(s.Properties, func(p Property) bool { return p.Key == key })
	}
	return s
}

// masterAsks says whether only its host knows by which address others reach the master.
func masterAsks(c *model.Cluster) bool {
	for _, m := range c.Masters {
		if h := c.Hosts[m.Host]; h.FromHost && m.Hostname == h.Address {
			return true
		}
	}
	return false
}

// plainClientLayers are those of a client that no group describes, by its name.
func plainClientLayers(c *model.Cluster, hostname, from string) layers {
	return layers{described(c.Properties.Described, "properties"), derived(c.Properties.Common), hostnameLayer(hostname, from, false)}
}

// readable leaves out what would stop a client in its site file, the only channel to it. The keys concern servers; a
// client's own are refused by a rule.
func readable(c *model.Cluster, ls layers) []Property {
	return slices.DeleteFunc(layered(ls), func(p Property) bool { return c.Channels.Options[p.Key] })
}
