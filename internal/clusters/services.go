package clusters

// services are a proxy and a log server, where the release has them.
func (m *maker) services() {
	if m.chance(4) {
		o := object{}
		m.on(o)
		if m.network == "bridge" && m.chance(2) {
			o["publish"] = pick(m, object{}, object{"address": "0.0.0.0"})
		}
		m.d["proxies"] = object{"proxy": m.oneJVM(o)}
	}
	if m.release.row.LogServer && m.chance(5) {
		o := object{}
		m.on(o)
		if m.chance(2) {
			o["received"] = m.place("/data/received", "/received")
		}
		m.d["logServers"] = object{"logs": m.oneJVM(o)}
	}
}

// serviceLife gives proxies and log servers what other servers have.
func (m *maker) serviceLife() {
	for _, kind := range []string{"proxies", "logServers"} {
		for _, path := range m.d.find(kind, "*") {
			o := m.d.at(path).(object)
			m.ends(o)
			if len(m.hosts) < 2 && m.chance(3) {
				o["hostname"] = kind + ".example.com"
			}
		}
	}
}

// metrics are asked for by Prometheus, on one host: of several each must be known by an address.
func (m *maker) metrics() {
	if m.release.atLeast("1.8.0") && len(m.hosts) < 2 && m.chance(4) {
		m.d["metrics"] = object{"prometheus": pick(m, object{}, object{"interval": "15s"})}
	}
}

// sides are services that are none of Alluxio's: one that runs on, and one that ends.
func (m *maker) sides() {
	all := object{}
	if m.chance(5) {
		o := object{"compose": object{
			"image": "example/page:1", "environment": object{"MOTD": pick(m, "hello", "$5 a=b 'c'", "")}, "volumes": []any{"page:/data", "/etc/page:/etc/page:ro"},
			"mem_limit": "64m", "healthcheck": object{"test": []any{"CMD", "true"}, "interval": "5s", "retries": 3},
		}}
		m.on(o)
		all["page"] = o
	}
	if m.chance(5) {
		o := object{"once": true, "compose": object{"image": "example/tool:1", "command": pick[any](m, "make all", []any{"make", "$all"}), "env_file": []any{"/etc/tool.env"}}}
		m.on(o)
		all["tool"] = o
	}
	if len(all) > 0 {
		m.d["services"] = all
	}
}

// oneJVM gives memory to a container of one process.
func (m *maker) oneJVM(o object) object {
	if m.chance(3) {
		o["jvm"] = object{"heap": m.size(256, 1024)}
	}
	if m.chance(3) {
		o["limits"] = object{"memory": "8GB"}
	}
	return o
}
