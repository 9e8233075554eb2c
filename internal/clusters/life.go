package clusters

// life is what is kept of what servers say, and how containers start and end.
func (m *maker) life() {
	if m.chance(4) {
		m.d["logging"] = pick(m, object{"size": "20MB"}, object{"files": 3}, object{"size": "1GB", "files": 1})
	}
	for _, kind := range []string{"masters", "workers"} {
		for _, path := range m.d.find(kind, "*") {
			o := m.d.at(path).(object)
			if m.chance(8) {
				o["logs"] = pick(m, object{}, object{"host": "/var/log/alluxio"})
			}
			m.ends(o)
		}
	}
	for _, path := range m.d.find("clients", "*") {
		m.ends(m.d.at(path).(object))
	}
}

// ends says how a container ends and starts again.
func (m *maker) ends(o object) {
	if m.chance(8) {
		o["stopGrace"] = pick(m, "90s", "3m")
	}
	if m.release.row.NoFormat && m.chance(10) {
		o["restart"] = pick(m, "always", "on-failure")
	}
	if m.chance(8) {
		o["init"] = m.chance(2)
	}
	if limits, there := o["limits"].(object); there && m.chance(3) {
		limits["openFiles"] = 65536
	}
	if m.chance(10) {
		body, _ := o["compose"].(object)
		if body == nil {
			body = object{}
		}
		body["labels"] = object{"example.com/team": "lake $1"}
		o["compose"] = body
	}
}
