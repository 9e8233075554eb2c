package clusters

import "fmt"

// addresses are what containers of a bridge go by, and what the host opens of them.
func (m *maker) addresses() {
	if m.chance(8) {
		m.d["ports"] = object{"shift": 100 * (1 + m.IntN(9))}
	}
	if m.chance(6) {
		m.d["extraHosts"] = object{"gateway.example.com": m.near("host-gateway", "192.0.2.7")}
	}
	if m.network != "bridge" {
		return
	}
	fixed := m.chance(4)
	if fixed {
		m.d["subnet"] = "172.28.0.0/24"
	}
	next := 10
	for _, kind := range []string{"masters", "workers", "clients"} {
		for _, path := range m.d.find(kind, "*") {
			o := m.d.at(path).(object)
			if fixed && m.chance(2) {
				o["ipv4"] = fmt.Sprintf("172.28.0.%d", next)
				next++
			}
			if _, on := o["publish"]; kind != "clients" && !on && m.chance(6) {
				o["publish"] = object{"web": object{}}
				o["ports"] = object{"shift": 1000 + 10*next}
				next++
			}
		}
	}
}
