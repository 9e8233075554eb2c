package clusters

import (
	"fmt"
	"slices"
)

// clients are none to three, beside a worker where there is one.
func (m *maker) clients() {
	all := object{}
	for i := range m.IntN(4) {
		o := object{}
		host := m.on(o)
		m.beside(o, m.servers[host])
		m.runs(o)
		m.owns(o)
		if m.chance(4) {
			o["jvm"] = object{"heap": m.size(256, 1024)}
			if m.chance(2) {
				o["limits"] = object{"memory": "200GB"}
			}
		}
		all[fmt.Sprintf("app%d", i)] = o
	}
	if len(all) > 0 {
		m.d["clients"] = all
	}
}

// beside names the worker, shares its IPC name space, or takes nothing of it.
func (m *maker) beside(o object, servers []worker) {
	if len(servers) == 0 {
		return
	}
	w := servers[0]
	switch {
	case m.chance(3):
		w = pick(m, servers...)
		o["worker"] = w.name
		if w.memory == "shm" && !m.swarm && m.chance(2) {
			o["ipc"] = "service:" + w.name
		}
	case m.chance(4):
		o["shortCircuit"] = object{"none": object{}}
	}
	// On the host's network a worker is known by its host, and so are all of that host.
	shared := o["ipc"] != nil || slices.ContainsFunc(servers, func(s worker) bool {
		return s.shortCircuit == "ramdisk" || s.shortCircuit == "socket" && m.release.row.Socket == "file"
	})
	if m.network == "host" && len(servers) > 1 && shared {
		o["shortCircuit"] = object{"none": object{}}
		delete(o, "ipc")
	}
	if m.network == "bridge" && m.chance(5) {
		o["hostname"] = fmt.Sprintf("box-%d", m.IntN(100000))
	}
}

// runs is Alluxio's own image or another, and maybe a command.
func (m *maker) runs(o object) {
	if m.chance(3) {
		o["image"] = pick(m, "apache/spark:3.5.1", "registry.example.com/tools/loader:7")
	}
	if m.chance(4) {
		o["command"] = []any{"/bin/sh", "-c", "sleep 100000"}
	}
}

// owns is what it mounts of its own, and what an image of its own is told.
func (m *maker) owns(o object) {
	body := object{}
	if m.chance(4) {
		body["volumes"] = []any{"work:/work", "/srv/in:/in:ro"}
	}
	if o["image"] != nil && m.chance(3) {
		body["environment"] = object{"MOTD": pick(m, "hello", "$5 a=b 'c'", "")}
		body["env_file"] = []any{"/etc/tool.env"}
	}
	if len(body) > 0 {
		o["compose"] = body
	}
}
