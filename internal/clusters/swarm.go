package clusters

import "fmt"

// Swarm makes a description of a cluster that Swarm runs, as Valid does of one that Compose runs.
func Swarm(seed uint64) Description {
	var able []release
	for _, r := range releases() {
		if r.row.Delivery == "siteFile" {
			able = append(able, r)
		}
	}
	m := newMaker(seed, able)
	m.swarm = true
	m.describe()
	m.d["engine"] = "swarm"
	m.everywhere()
	m.words()
	m.make()
	return m.d
}

// nodes are one to four, which go by names.
func (m *maker) nodes() {
	hosts := object{}
	for i := range pick(m, 1, 2, 3, 4) {
		name := fmt.Sprintf("n%d", i+1)
		h := object{"address": fmt.Sprintf("10.0.0.%d", 11+i)}
		if m.chance(2) {
			h["memory"] = "900GB"
		}
		hosts[name] = h
		m.hosts = append(m.hosts, name)
	}
	m.d["hosts"], m.network = hosts, "host"
}

// near is what means this host alone, or what means the same on each; a swarm takes the second.
func (m *maker) near(here, everywhere string) string {
	if m.swarm {
		return everywhere
	}
	return pick(m, here, everywhere)
}

// everywhere is a side service on each node: one with nothing on it is no part of a stack.
func (m *maker) everywhere() {
	all, _ := m.d["services"].(object)
	if all == nil {
		all = object{}
		m.d["services"] = all
	}
	if all["page"] == nil {
		all["page"] = object{"compose": object{"image": "example/page:1"}}
	}
	all["page"].(object)["on"] = "all"
}

// words are those of side services that Swarm has others for.
func (m *maker) words() {
	for _, path := range m.d.find("services", "*", "compose") {
		body := m.d.at(path).(object)
		if check, asked := body["healthcheck"].(object); asked {
			check["start_period"] = "1m"
		}
		for key, value := range map[string]any{
			"tmpfs": []any{pick(m, "/tmp", "/tmp:size=64m")}, "shm_size": "16m", "cpus": 0.5, "pids_limit": 100, "read_only": true,
			"ulimits": object{"nofile": object{"soft": 1024, "hard": 1000000}}, "user": "1000:1000",
		} {
			if m.chance(3) {
				body[key] = value
			}
		}
	}
}

// make is a client that runs once, on a host where no other client does anything by itself.
func (m *maker) make() {
	busy := map[string]bool{}
	for _, path := range m.d.find("clients", "*") {
		o := m.d.at(path).(object)
		host, _ := o["on"].(string)
		if host == "" {
			host = m.hosts[0]
		}
		busy[host] = busy[host] || o["command"] != nil || o["image"] != nil
	}
	host := pick(m, m.hosts...)
	if busy[host] || len(m.servers[host]) > 1 || m.chance(2) {
		return
	}
	all, _ := m.d["clients"].(object)
	if all == nil {
		all = object{}
		m.d["clients"] = all
	}
	all["make"] = object{"on": host, "once": pick(m, object{}, object{"creates": "/made"}), "command": []any{"alluxio", "fs", "mkdir", "/made"}}
}
