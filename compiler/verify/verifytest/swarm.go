package verifytest

import "github.com/alluxio-gen/alluxio-gen/compiler/plan"

// Swarm returns a plan of two hosts that says something in every field that a stack file can carry.
func Swarm() plan.Plan {
	master := plan.Service{
		Name:        "master",
		Role:        plan.Master,
		Image:       "alluxio/alluxio:2.9.5",
		User:        "1000:1000",
		Entrypoint:  []string{"/bin/sh", "-c", "held=$(ls -A -- \"$1\")\nexec /entrypoint.sh \"$@\"", "sh", "/journal"},
		Command:     []string{"master", "--no-format"},
		Environment: []plan.Variable{{Name: "ALLUXIO_JAVA_OPTS", Value: " -Dx=${HOME}"}, {Name: "A", Value: ""}},
		Mounts: []plan.Mount{
			{Type: plan.Bind, Source: "./alluxio-site.properties", Target: "/opt/alluxio/conf/alluxio-site.properties", ReadOnly: true},
			{Type: plan.Bind, Source: "/data/journal", Target: "/journal"},
		},
		NetworkMode: "host",
		ExtraHosts:  []string{"namenode=10.0.0.5"},
		CPUs:        "1.1",
		Memory:      1 << 30,
		Restart:     "on-failure",
		StopSignal:  "SIGTERM",
		StopGrace:   30,
		Init:        true,
		OpenFiles:   65536,
		Logging:     plan.Logging{Size: 10 << 20, Files: 5},
		Extra:       map[string]any{"cap_add": []any{"SYS_PTRACE"}, "labels": map[string]any{"team": "$a"}, "tty": true},
		Health:      &plan.Health{Test: []string{"CMD-SHELL", "test $PPID"}, Interval: 5, Timeout: 3, Retries: 12, StartFor: 90},
		Reads:       []string{"alluxio-site.properties"},
	}
	worker := plan.Service{
		Name:        "worker",
		Role:        plan.Worker,
		Image:       "alluxio/alluxio:2.9.5",
		NetworkMode: "host",
		Restart:     "unless-stopped",
		ShmSize:     1 << 30,
		Mounts: []plan.Mount{
			{Type: plan.Bind, Source: "/etc/alluxio-gen/demo/worker.properties", Target: "/opt/alluxio/conf/alluxio-site.properties", ReadOnly: true},
			{Type: plan.NamedVolume, Source: "memory", Target: "/opt/ramdisk"},
			{Type: plan.InMemory, Target: "/tmp", Size: 1 << 20},
		},
		Reads: []string{"conf/worker.properties"},
	}
	once := plan.Service{
		Name: "once", Role: plan.SideOnce, Image: "example/tool:1", NetworkMode: "host", Restart: "on-failure",
		Extra: map[string]any{
			"command": "make $all", "environment": map[string]any{"N": 4.0, "M": "$x"}, "env_file": []any{"./tool.env"}, "pids_limit": 100.0,
			"ulimits": map[string]any{"nofile": map[string]any{"soft": 1000000.0, "hard": 1000000.0}}, "healthcheck": map[string]any{"test": "true", "retries": 3.0},
		},
		Mounts: []plan.Mount{{Type: plan.NamedVolume, Source: "shared", Target: "/data"}},
	}
	shared := plan.Volume{Key: "shared", Name: "demo_shared"}
	record := plan.Record{
		Schema: 1, Engine: "swarm", Cluster: "demo", Host: "n1", Release: "2.9.5", Masters: []string{"master"},
		Root:    plan.Kept{Kind: "local", Target: "/data", Place: "/data/$files"},
		Journal: map[string]plan.Kept{"master": {Kind: "local", Target: "/journal", Place: "/data/journal"}},
		Tiers:   map[string][]plan.Kept{},
		Files:   map[string]string{"alluxio-site.properties": "aa"},
	}
	other := record
	other.Host, other.Journal = "n2", map[string]plan.Kept{}
	other.Tiers = map[string][]plan.Kept{"worker": {{Kind: "shm", Target: "/dev/shm", Place: "container", Size: 1 << 30}}}
	other.Files = map[string]string{"conf/worker.properties": "bb"}
	memory := plan.Volume{Key: "memory", Name: "demo-memory", Options: map[string]string{"type": "tmpfs", "device": "tmpfs", "o": "size=1073741824"}}
	return plan.Plan{Cluster: "demo", Release: "2.9.5", Swarm: true, Hosts: []plan.Host{
		{Name: "n1", Dir: "n1", Services: []plan.Service{master}, Volumes: []plan.Volume{shared}, Record: record},
		{Name: "n2", Dir: "n2", Services: []plan.Service{worker, once}, Volumes: []plan.Volume{memory, shared}, Record: other},
	}}
}
