package judge_test

import (
	"encoding/json"
	"path"
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/compiler"
	"github.com/alluxio-gen/alluxio-gen/internal/judge"
)

const whole = `{
	"name": "judged", "release": "2.9.5", "network": "bridge",
	"underStorage": {"/": {"local": {"host": "/srv/lake", "path": "/lake"}}, "/more": {"local": {}}},
	"masters": {"master": {"journal": {"local": {"host": "/srv/journal"}}, "limits": {"memory": "4GB"}}},
	"workers": {
		"w1": {"memory": {"size": "1GB", "volume": {}}, "limits": {"memory": "4GB", "cpus": 2}, "jvm": {"heap": "600MB"}},
		"w2": {"memory": {"size": "2GB", "shm": {}}, "shortCircuit": {"socket": {}}, "fuse": {"host": "/mnt/files", "path": "/more"}, "properties": {"alluxio.worker.web.port": 31000}}
	},
	"clients": {"app": {"worker": "w1", "limits": {"memory": "3GB"}}, "spark": {"image": "apache/spark:3.5.1", "worker": "w2", "hostname": "box", "command": ["/bin/sh", "-c", "true"]}},
	"properties": {"alluxio.user.block.size.bytes.default": "64MB"}
}`

// understood compiles and reads; each replacement changes every compiled file.
func understood(t *testing.T, replacements ...string) (*judge.Cluster, error) {
	t.Helper()
	result, err := compiler.Compile(compiler.Source{Name: "cluster.cue", Content: []byte(whole)})
	if err != nil || len(result.Diagnostics) > 0 {
		t.Fatalf("%v %+v", err, result.Diagnostics)
	}
	files := map[string]string{}
	changed := len(replacements) == 0
	for _, a := range result.Artifacts {
		text := strings.NewReplacer(replacements...).Replace(string(a.Content))
		changed = changed || text != string(a.Content)
		files[path.Clean(a.Path)] = text
	}
	if !changed {
		t.Fatalf("%q is nowhere", replacements)
	}
	return judge.Read("2.9.5", "judged", files)
}

// Each way to break what was compiled is seen.
func TestFaultsAreSeen(t *testing.T) {
	c, err := understood(t)
	if err != nil {
		t.Fatal(err)
	}
	if f := c.Faults(); len(f) > 0 {
		t.Fatalf("nothing is wrong, and the judge says %q", f)
	}
	for _, tt := range []struct{ want, old, new string }{
		{"looks for masters", "\nalluxio.user.hostname=w1\n", "\nalluxio.user.hostname=w1\nalluxio.master.rpc.port=1\n"},
		{"master calls itself", "\nalluxio.master.hostname=master\n", "\nalluxio.master.hostname=elsewhere\n"},
		{"which nobody resolves", "\nalluxio.worker.hostname=w2\n", "\nalluxio.worker.hostname=w3\n"},
		{"are both", "\nalluxio.worker.hostname=w2\n", "\nalluxio.worker.hostname=w1\n"},
		{"in a /dev/shm of", "\nalluxio.worker.ramdisk.size=2GB\n", "\nalluxio.worker.ramdisk.size=4GB\n"},
		{"in a volume of", "\nalluxio.worker.ramdisk.size=1GB\n", "\nalluxio.worker.ramdisk.size=4GB\n"},
		{"is its container's own", "ALLUXIO_RAM_FOLDER: /opt/ramdisk", "ALLUXIO_RAM_FOLDER: /opt/elsewhere"},
		{"opens the root", "\nalluxio.master.mount.table.root.ufs=/lake\n", "\nalluxio.master.mount.table.root.ufs=/sea\n"},
		{"where it is not kept", "\nalluxio.master.journal.folder=/journal\n", "\nalluxio.master.journal.folder=/opt/alluxio/journal\n"},
		{"client spark takes itself for worker w1", "\nalluxio.user.hostname=spark\n", "\nalluxio.user.hostname=w1\n"},
		{"from outside would take itself", "\nalluxio.user.hostname=outside.judged\n", "\nalluxio.user.hostname=w1\n"},
		{"both listen at 30001", "\nalluxio.worker.web.port=31000\n", "\nalluxio.worker.web.port=30001\n"},
		{"needs", "4294967296", "1294967296"},
		{"is healthy when port 29998", "127.0.0.1/29999", "127.0.0.1/29998"},
		{"which its host does not see", "propagation: rshared", "propagation: rprivate"},
		{"which its host does not see", "\nalluxio.fuse.mount.point=/mnt/files/w2\n", "\nalluxio.fuse.mount.point=/mnt/w2\n"},
		{"makes nothing of", "fusemount /mnt/files ", "directory /mnt/files "},
		{"and may not", "- SYS_ADMIN", "- SYS_PTRACE"},
		{"is healthy without", " /mnt/files/w2 fuse", " /mnt/files fuse"},
		{"of which host-prep.sh knows nothing", "source: /srv/journal", "source: /srv/else"},
		{"service", "- --no-format", "- --format"},
		{"which was not compiled", "source: ./conf/w1.properties", "source: ./conf/w9.properties"},
	} {
		t.Run(tt.want, func(t *testing.T) {
			c, err := understood(t, tt.old, tt.new)
			var f []string
			if err != nil {
				f = append(f, err.Error())
			} else {
				f = c.Faults()
			}
			if !strings.Contains(strings.Join(f, "\n"), tt.want) {
				t.Errorf("nothing of %q in %q", tt.want, f)
			}
		})
	}
}

// Each thing that a description says, and what was compiled does not, is seen.
func TestDifferencesAreSeen(t *testing.T) {
	c, err := understood(t)
	if err != nil {
		t.Fatal(err)
	}
	if f := c.Differences(tree(t, "", "")); len(f) > 0 {
		t.Fatalf("nothing differs, and the judge says %q", f)
	}
	for _, tt := range []struct{ want, old, new string }{
		{"runs alluxio/alluxio:2.9.5", `"release": "2.9.5"`, `"release": "2.9.4"`},
		{"is on network", `"network": "bridge"`, `"network": "host"`},
		{"root is", `"path": "/lake"`, `"path": "/sea"`},
		{"root's directory is", `"host": "/srv/lake"`, `"host": "/srv/sea"`},
		{"nothing mounts /other", `"/more": {`, `"/other": {`},
		{"journal's directory is", `"/srv/journal"`, `"/srv/j"`},
		{"keeps its journal alone", `"journal": {"local"`, `"journal": {"embedded"`},
		{"caches 1073741824", `"size": "1GB"`, `"size": "3GB"`},
		{"has no volume at", `"volume": {}`, `"volume": {"path": "/opt/r"}`},
		{"opens a socket", `"shortCircuit": {"socket": {}}, `, ``},
		{"w1 mounts: false", `"volume": {}}, `, `"volume": {}}, "fuse": {"host": "/mnt/files"}, `},
		{"w2 mounts: true", `"fuse": {"host": "/mnt/files", "path": "/more"}, `, ``},
		{"mount's directory is", `"/mnt/files"`, `"/mnt/lake"`},
		{"mounted path is", `"path": "/more"`, `"path": "/less"`},
		{"heap of 629145600", `"heap": "600MB"`, `"heap": "700MB"`},
		{"may have 4294967296", `"limits": {"memory": "4GB"}`, `"limits": {"memory": "5GB"}`},
		{"processors is", `"cpus": 2`, `"cpus": 1`},
		{"alluxio.worker.web.port as", `31000`, `31001`},
		{"alluxio.user.block.size.bytes.default as", `64MB`, `65MB`},
		{"image is", `spark:3.5.1`, `spark:3.5.2`},
		{"host name is", `"box"`, `"chest"`},
		{"described is [\"/bin/sh\"", `"true"`, `"false"`},
		{"w3 makes 1 services", `"w2": {`, `"w3": {`},
	} {
		t.Run(tt.want, func(t *testing.T) {
			if f := c.Differences(tree(t, tt.old, tt.new)); !strings.Contains(strings.Join(f, "\n"), tt.want) {
				t.Errorf("nothing of %q in %q", tt.want, f)
			}
		})
	}
}

// tree is the whole description with one thing changed.
func tree(t *testing.T, old, new string) map[string]any {
	t.Helper()
	var d map[string]any
	if err := json.Unmarshal([]byte(strings.Replace(whole, old, new, 1)), &d); err != nil {
		t.Fatal(err)
	}
	return d
}
