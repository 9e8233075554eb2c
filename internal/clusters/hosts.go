package clusters

import "fmt"

// placing chooses between one host that is not named, one that is, and several, and the network that they need.
func (m *maker) placing() {
	if m.swarm {
		m.nodes()
		return
	}
	many := m.chance(3)
	count := m.IntN(2)
	if many {
		count = pick(m, 2, 3, 4, 5, 20)
	}
	hosts := object{}
	for i := range count {
		name := fmt.Sprintf("n%d", i+1)
		h := object{}
		if many || m.chance(2) {
			h["address"] = pick(m, fmt.Sprintf("10.0.0.%d", 11+i), fmt.Sprintf("%s.example.com", name))
		}
		if m.chance(2) {
			h["memory"] = "900GB"
		}
		if m.chance(2) {
			h["cpus"] = 16
		}
		hosts[name] = h
		m.hosts = append(m.hosts, name)
	}
	if len(hosts) > 0 {
		m.d["hosts"] = hosts
	}
	m.network = "bridge"
	if many || m.chance(3) {
		m.network = "host"
	}
	if m.network == "host" || m.chance(4) {
		m.d["network"] = m.network
	}
}

func (m *maker) many() bool { return len(m.hosts) > 1 }

// on says where a single instance runs.
func (m *maker) on(o object) string {
	switch {
	case m.many():
		host := pick(m, m.hosts...)
		o["on"] = host
		return host
	case len(m.hosts) == 1:
		if m.chance(2) {
			o["on"] = m.hosts[0]
		}
		return m.hosts[0]
	}
	return ""
}
