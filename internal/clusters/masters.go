package clusters

// masters are one, or several that keep the journal among themselves.
func (m *maker) masters() {
	name := pick(m, "master", "m", "leader")
	o := object{}
	several := m.release.row.EmbeddedJournal && m.chance(3)
	switch {
	case m.many() && len(m.hosts) >= 3 && m.release.row.EmbeddedJournal && m.chance(3):
		m.elected(name)
	case several && m.many() && len(m.hosts) >= 3:
		o["on"] = []any{m.hosts[0], m.hosts[1], m.hosts[2]}
		o["journal"] = object{"embedded": m.place("/data/journal", "/journal")}
		m.d["masters"] = object{name: m.server(o)}
	case several && m.network == "bridge":
		all := object{}
		for _, n := range []string{"-1", "-2", "-3"} {
			one := object{"journal": object{"embedded": m.place("/data/journal"+n, "/journal")}}
			m.on(one)
			all[name+n] = m.server(one)
		}
		m.d["masters"] = all
	default:
		m.on(o)
		kinds := []string{"local"}
		if m.release.row.EmbeddedJournal {
			kinds = append(kinds, "embedded")
		}
		if m.chance(2) {
			o["journal"] = object{pick(m, kinds...): m.place("/data/journal", "/journal")}
		}
		if m.chance(5) {
			o["properties"] = object{pick(m, m.masterPorts()...): m.port()}
		}
		m.d["masters"] = object{name: m.server(o)}
	}
}

// elected are masters with one journal, of which ZooKeeper says who serves.
func (m *maker) elected(name string) {
	three := []any{m.hosts[0], m.hosts[1], m.hosts[2]}
	o := object{"on": three, "journal": pick(m,
		object{"shared": object{"host": "/mnt/nfs/journal"}},
		object{"hdfs": object{"uri": "hdfs://journal.example.com:8020/alluxio", "version": "2.7"}},
	)}
	if m.chance(2) {
		kinds := []string{"heap"}
		if m.release.atLeast("2.8.2") { // images of Alpine can't load the library
			kinds = append(kinds, "rocks")
		}
		o["metastore"] = object{pick(m, kinds...): object{}}
	}
	m.d["masters"] = object{name: m.server(o)}
	m.d["zookeeper"] = pick(m,
		object{"address": []any{"zk1.example.com:2181", "zk2.example.com:2181", "zk3.example.com:2182"}},
		object{"servers": object{"zk": object{"on": three, "data": object{"host": "/var/lib/zookeeper"}}}},
	)
}

func (m *maker) masterPorts() []string {
	if m.release.atLeast("2.0.0") {
		return []string{"alluxio.master.rpc.port", "alluxio.master.web.port"}
	}
	return []string{"alluxio.master.port", "alluxio.master.web.port"}
}

// place is a directory of the host or a volume.
func (m *maker) place(host, path string) object {
	o := object{}
	if m.chance(2) {
		o["host"] = host
	}
	if m.chance(3) {
		o["path"] = path + "x"
	}
	return o
}

// server gives a master or worker memory for its processes.
func (m *maker) server(o object) object {
	if m.chance(3) {
		jvm := object{"heap": m.size(512, 2048)}
		if m.release.row.OptionWords == "all" && m.chance(2) {
			jvm["direct"] = m.size(256, 1024)
		}
		o["jvm"] = jvm
	}
	if m.release.row.JobService && m.chance(4) {
		o["job"] = object{"jvm": object{"heap": m.size(256, 512)}}
		if m.chance(3) {
			o["job"] = object{"separate": pick(m, object{}, object{"limits": object{"memory": "4GB"}})}
		}
	}
	if m.chance(4) {
		limits := object{"memory": "100GB"}
		if m.chance(2) {
			limits["cpus"] = pick[any](m, 2, 0.5)
		}
		o["limits"] = limits
	}
	return o
}
