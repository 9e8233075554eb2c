// Package verifytest has a plan for tests of renderers and of their verifiers.
package verifytest

import "github.com/alluxio-gen/alluxio-gen/compiler/plan"

// Plan returns one host, and its plan, that say something in every field that a Compose file can carry.
func Plan() (plan.Host, plan.Plan) {
	format := plan.Service{
		Name:       "format",
		Role:       plan.Format,
		Image:      "alluxio/alluxio:2.9.5",
		Entrypoint: []string{"/bin/bash", "-c", `[ -e "$1" ] || formatJournal`},
		Command:    []string{},
		Mounts:     []plan.Mount{{Type: plan.NamedVolume, Source: "journal", Target: "/opt/alluxio/journal"}},
	}
	master := plan.Service{
		Name:        "master",
		Role:        plan.Master,
		Image:       "alluxio/alluxio:2.9.5",
		User:        "1000:1000",
		Command:     []string{"master", "--no-format"},
		Environment: []plan.Variable{{Name: "ALLUXIO_JAVA_OPTS", Value: " -Dx=${HOME}"}, {Name: "A", Value: ""}},
		Mounts: []plan.Mount{
			{Type: plan.Bind, Source: "./alluxio-site.properties", Target: "/opt/alluxio/conf/alluxio-site.properties", ReadOnly: true},
			{Type: plan.NamedVolume, Source: "journal", Target: "/opt/alluxio/journal"},
		},
		Platform:   "linux/amd64",
		Hostname:   "master",
		Aliases:    []string{"lake.example.com"},
		IPv4:       "172.28.0.10",
		ExtraHosts: []string{"host=host-gateway", "namenode=10.0.0.5"},
		Published:  []plan.Published{{Address: "127.0.0.1", Port: 19999, Target: 19999}, {Address: "0.0.0.0", Port: 20002, Target: 8080}},
		CPUs:       "1.1",
		Memory:     1 << 30,
		Restart:    "unless-stopped",
		StopSignal: "SIGTERM",
		StopGrace:  30,
		Init:       true,
		OpenFiles:  65536,
		Logging:    plan.Logging{Size: 10 << 20, Files: 5},
		Extra: map[string]any{
			"cap_add": []any{"SYS_PTRACE"}, "labels": map[string]any{"team": "$a"}, "pids_limit": 4096.0, "sysctls": map[string]any{"net.core.somaxconn": 1024.0},
		},
		DependsOn: []plan.Dependency{{Service: "format", Condition: plan.Completed}},
		Health:    &plan.Health{Test: []string{"CMD-SHELL", "test $PPID"}, Interval: 5, Timeout: 3, Retries: 12, StartFor: 90},
		Reads:     []string{"log4j.properties", "alluxio-site.properties"},
	}
	worker := plan.Service{
		Name:        "worker",
		Role:        plan.Worker,
		Image:       "demo/alluxio",
		PullNever:   true,
		Asked:       []plan.Asked{{Name: "ALLUXIO_WORKER_HOSTNAME"}, {Name: "ALLUXIO_WORKER_JAVA_OPTS", Before: "-Da=$b -Dhost="}},
		ShmSize:     1 << 30,
		IPC:         "shareable",
		NetworkMode: "host",
		Profiles:    []string{"more"},
		DependsOn:   []plan.Dependency{{Service: "master", Condition: plan.Healthy}, {Service: "format", Condition: plan.Completed}},
		Reads:       []string{"alluxio-site.properties"},
	}
	h := plan.Host{
		Services: []plan.Service{format, master, worker},
		Network:  plan.Network{Subnet: "172.28.0.0/24", Given: "172.28.0.128/25"},
		Volumes: []plan.Volume{
			{Key: "journal"},
			{Key: "memory", Name: "demo-memory", Options: map[string]string{"type": "tmpfs", "device": "tmpfs", "o": "size=1073741824,uid=1000"}},
		},
		Record: plan.Record{
			Schema: 1, Cluster: "demo", Host: "n1", Release: "2.9.5", Masters: []string{"master"},
			Root:    plan.Kept{Kind: "local", Target: "/data", Place: "volume data"},
			Journal: map[string]plan.Kept{"master": {Kind: "local", Target: "/journal", Place: "volume journal"}},
			Tiers:   map[string][]plan.Kept{"worker": {{Kind: "shm", Target: "/dev/shm", Place: "container", Size: 1 << 30}}},
			Files:   map[string]string{"alluxio-site.properties": "aa", "log4j.properties": "bb"},
		},
	}
	return h, plan.Plan{Cluster: "demo", Release: "2.9.5", Hosts: []plan.Host{h}}
}
