package clusters

import "fmt"

// workers are one to twenty: a group on all hosts, or one group for each.
func (m *maker) workers() {
	all := object{}
	if m.many() {
		o, w := m.worker("worker")
		o["on"] = pick[any](m, "all", []any{m.hosts[0], m.hosts[1]})
		on := m.hosts
		if o["on"] != any("all") {
			on = m.hosts[:2]
		}
		for _, h := range on {
			m.servers[h] = append(m.servers[h], worker{"worker-" + h, w.memory, w.shortCircuit})
		}
		all["worker"] = o
		m.d["workers"] = all
		return
	}
	count := pick(m, 1, 1, 1, 2, 3, 20)
	if m.network == "host" {
		count = min(count, 3)
	}
	for i := range count {
		name := "worker"
		if count > 1 {
			name = fmt.Sprintf("w%d", i+1)
		}
		o, w := m.worker(name)
		host := m.on(o)
		if m.network == "host" && i > 0 {
			o["properties"] = m.movedPorts()
		}
		m.servers[host] = append(m.servers[host], w)
		all[name] = o
	}
	m.d["workers"] = all
}

// movedPorts are all of a worker's, for a second one on the host's network.
func (m *maker) movedPorts() object {
	keys := []string{"alluxio.worker.port", "alluxio.worker.data.port", "alluxio.worker.web.port"}
	if m.release.atLeast("2.0.0") {
		keys = []string{
			"alluxio.worker.rpc.port", "alluxio.worker.web.port",
			"alluxio.job.worker.rpc.port", "alluxio.job.worker.data.port", "alluxio.job.worker.web.port",
		}
	}
	o := object{}
	for _, k := range keys {
		o[k] = m.port()
	}
	return o
}

func (m *maker) worker(name string) (object, worker) {
	w := worker{name: name}
	o := object{}
	if m.chance(3) {
		w.memory = m.tiers(o)
	} else {
		o["memory"], w.memory = m.directory([]string{"shm", "ramfs", "tmpfs", "volume"})
	}
	w.shortCircuit = m.offer(o, w.memory)
	if m.release.row.Fuse.Worker != "" && m.chance(4) {
		o["fuse"] = m.fuse()
	}
	return m.server(o), w
}

// directory is a size and what holds it.
func (m *maker) directory(kinds []string) (object, string) {
	kind := pick(m, kinds...)
	inside := object{}
	switch kind {
	case "ramfs", "tmpfs":
		inside["host"] = "/mnt/" + kind
		if m.chance(2) {
			inside["path"] = "/opt/ram"
		}
	case "volume":
		if m.chance(2) {
			inside["path"] = "/opt/ram"
		}
	}
	return object{"size": m.size(max(m.block, 128), 4096), kind: inside}, kind
}

// tiers has one to three of them, in order; it returns the kind of the directory in memory, "" for none.
func (m *maker) tiers(o object) string {
	memory := ""
	var tiers []any
	if !m.release.atLeast("1.6.0") || m.chance(2) {
		d, kind := m.directory([]string{"shm", "ramfs", "tmpfs", "volume"})
		memory = kind
		tiers = append(tiers, object{"alias": "MEM", "directories": []any{d}})
	}
	for _, alias := range []string{"SSD", "HDD"} {
		if len(tiers) > 0 && m.chance(2) {
			continue
		}
		var disks []any
		for i := range 1 + m.IntN(3) {
			disk := object{}
			if m.chance(2) {
				disk["host"] = fmt.Sprintf("/mnt/%s%d", alias, i)
			}
			if m.chance(3) {
				disk["path"] = fmt.Sprintf("/cache/%s%d", alias, i)
			}
			disks = append(disks, object{"size": m.size(2048, 100_000), "disk": disk})
		}
		tiers = append(tiers, object{"alias": alias, "directories": disks})
	}
	o["tiers"] = tiers
	return memory
}

// fuse is a mount; workers of one host may share its directory.
func (m *maker) fuse() object {
	o := object{"host": pick(m, "/mnt/alluxio", "/srv/files")}
	if m.chance(2) {
		o["path"] = pick(m, "/", "/data/2024")
	}
	if m.chance(2) {
		o["options"] = pick(m, []any{}, []any{"ro", "attr_timeout=60"}, []any{"allow_other", "max_read=131072"})
	}
	return o
}

// offer is a short circuit that the worker's memory allows.
func (m *maker) offer(o object, memory string) string {
	kinds := []string{"", "socket", "none"}
	if memory != "shm" {
		kinds = append(kinds, "ramdisk")
	}
	kind := pick(m, kinds...)
	switch kind {
	case "socket":
		o["shortCircuit"] = object{"socket": m.place("/var/lib/alluxio/domain", "/opt/domain")}
	case "":
		if memory == "shm" {
			return "none"
		}
		return "ramdisk"
	default:
		o["shortCircuit"] = object{kind: object{}}
	}
	return kind
}
