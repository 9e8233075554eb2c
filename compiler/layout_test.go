package compiler

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/compiler/plan"
)

// plans are the plans of every example.
func plans(t *testing.T) map[string]*plan.Plan {
	t.Helper()
	files, err := filepath.Glob("../examples/*/cluster.cue")
	if err != nil || len(files) == 0 {
		t.Fatal("no examples", err)
	}
	all := map[string]*plan.Plan{}
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		_, p, ds, err := layOut(Source{Name: file, Content: content})
		if err != nil || p == nil {
			t.Fatal(file, ds, err)
		}
		all[filepath.Base(filepath.Dir(file))] = p
	}
	return all
}

// eachService runs a test on every service of every example.
func eachService(t *testing.T, check func(t *testing.T, h plan.Host, s plan.Service)) {
	t.Helper()
	for name, p := range plans(t) {
		for _, h := range p.Hosts {
			for _, s := range h.Services {
				t.Run(name+"/"+h.Name+"/"+s.Name, func(t *testing.T) { check(t, h, s) })
			}
		}
	}
}

// A container's bind source must be one of our files, or something that the host script looks after: Docker refuses to
// start on a missing one.
func TestEveryBindIsMadeOrChecked(t *testing.T) {
	eachService(t, func(t *testing.T, h plan.Host, s plan.Service) {
		for _, m := range s.Mounts {
			if m.Type == plan.Bind && !isOurs(h, m.Source) && !isPrepared(h.Prep, m.Source) {
				t.Errorf("%s is bound, and nobody makes or checks it", m.Source)
			}
		}
	})
}

func isOurs(h plan.Host, source string) bool { return fileOf(h, source) != "" }

// fileOf is the file of ours that a bind mounts, a site file also in the form that host-prep.sh gives it with the host's secrets; "" when
// it mounts something else.
func fileOf(h plan.Host, source string) string {
	for _, f := range h.Prep.SecretFiles {
		if f.Path == source {
			source = f.Base
		}
	}
	for _, f := range h.SiteFiles {
		if "./"+f.Path == source {
			return f.Path
		}
	}
	if h.Metrics && source == "./"+plan.MetricsFile {
		return plan.MetricsFile
	}
	return ""
}

func isPrepared(p plan.Prep, source string) bool {
	return slices.ContainsFunc(p.Directories, func(d plan.Directory) bool { return d.Path == source }) ||
		slices.ContainsFunc(p.Outside, func(f plan.File) bool { return f.Path == source }) ||
		p.Fuse != nil && (p.Fuse.Conf && source == "/etc/fuse.conf" || slices.ContainsFunc(p.Fuse.Mounts, func(m plan.FuseMount) bool { return m.Path == source })) ||
		slices.ContainsFunc(p.Ramdisks, func(r plan.Ramdisk) bool {
			return slices.ContainsFunc(r.Tiers, func(t plan.Tier) bool { return t.Path == source })
		})
}

// What a service reads is what it mounts of our files: no more, or a change would re-create it for nothing; no less, or
// a change would never reach it.
func TestServicesReadWhatTheyMount(t *testing.T) {
	eachService(t, func(t *testing.T, h plan.Host, s plan.Service) {
		var mounted []string
		for _, m := range s.Mounts {
			if file := fileOf(h, m.Source); file != "" {
				mounted = append(mounted, file)
			}
		}
		if !slices.Equal(mounted, s.Reads) {
			t.Errorf("reads %q, mounts %q", s.Reads, mounted)
		}
	})
}

// A ramdisk is never bound whole: unmounted, the bare mount point would take the blocks on the root disk.
func TestRamdisksAreBoundBelowTheirMount(t *testing.T) {
	eachService(t, func(t *testing.T, h plan.Host, s plan.Service) {
		for _, r := range h.Prep.Ramdisks {
			for _, m := range s.Mounts {
				if m.Source == r.Mount {
					t.Errorf("%s itself is bound", r.Mount)
				}
			}
		}
	})
}

// Nothing that formats at each start restarts by itself, and where the release can be told not to format, it is told.
func TestNoServiceFormatsAtRestart(t *testing.T) {
	eachService(t, func(t *testing.T, _ plan.Host, s plan.Service) {
		server := s.Role == plan.Master || s.Role == plan.Worker
		if server && s.Restart != "" && !slices.Contains(s.Command, "--no-format") {
			t.Errorf("restarts with %q", s.Command)
		}
	})
}

// One channel a key and process.
func TestEachPropertyHasOneChannel(t *testing.T) {
	for name, p := range plans(t) {
		for _, h := range p.Hosts {
			for service, ds := range h.Delivered {
				seen := map[string]bool{}
				for _, d := range ds {
					if seen[d.Key] || d.Carrier == "" {
						t.Errorf("%s/%s: %s has two channels, or none: %+v", name, service, d.Key, d)
					}
					seen[d.Key] = true
				}
			}
		}
	}
}

// A client on Docker's tmpfs never goes by a worker's name; one that shares a worker's files always does.
func TestClientsGoByTheRightName(t *testing.T) {
	for name, p := range plans(t) {
		workers := map[string]string{}
		for _, h := range p.Hosts {
			for service, ds := range h.Delivered {
				if w := value(ds, "alluxio.worker.hostname"); w != "" {
					workers[service] = w
				}
			}
		}
		for _, h := range p.Hosts {
			for _, s := range h.Services {
				if s.Role == plan.Client {
					checkName(t, name+"/"+s.Name, s, value(h.Delivered[s.Name], "alluxio.user.hostname"), workers)
				}
			}
		}
	}
}

func checkName(t *testing.T, where string, s plan.Service, goesBy string, workers map[string]string) {
	t.Helper()
	shares := slices.ContainsFunc(s.Mounts, func(m plan.Mount) bool { return m.Target == "/opt/ramdisk" })
	local := false
	for _, w := range workers {
		local = local || w == goesBy
	}
	socketFile := slices.ContainsFunc(s.Mounts, func(m plan.Mount) bool { return m.Target == "/opt/domain" }) && where == "guide-domain-socket-file/app"
	if local != (shares || socketFile) {
		t.Errorf("%s: goes by %q among workers %v, and shares files: %v", where, goesBy, workers, shares)
	}
}

func value(ds []plan.Delivery, key string) string {
	for _, d := range ds {
		if d.Key == key {
			return d.Value
		}
	}
	return ""
}
