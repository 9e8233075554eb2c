package judge_test

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"cuelang.org/go/cue/cuecontext"

	"github.com/alluxio-gen/alluxio-gen/compiler/diag"
	"github.com/alluxio-gen/alluxio-gen/internal/clusters"
)

// remedied are the faults that two more hosts, or their network, take away.
var remedied = map[string]bool{"replication/too-few-workers": true, "publish/nobody-listens": true}

// What is wrong on one host of a cluster is told as well when the same groups stand on three: a rule that makes one fault of
// many instances must not lose it, or trip over what differs between them.
func TestFaultsAreToldOnAllHosts(t *testing.T) {
	files, err := filepath.Glob("../../golden/err/*/*/*.cue")
	if err != nil {
		t.Fatal(err)
	}
	compared := 0
	for i, file := range files {
		if !many && i%8 != 0 {
			continue
		}
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		plain, err := cuecontext.New().CompileBytes(text).MarshalJSON()
		if err != nil {
			continue // not a tree of values, which is what its fault is
		}
		one, err := clusters.Parse(plain)
		if err != nil || one["hosts"] != nil || one["engine"] != nil {
			continue
		}
		three, _ := clusters.Parse(plain)
		spread(one, "a")
		spread(three, "a", "b", "c")
		compared++
		t.Run(filepath.ToSlash(file[len("../../golden/err/"):]), func(t *testing.T) {
			t.Parallel()
			few, many := rules(compile(t, one).Diagnostics), rules(compile(t, three).Diagnostics)
			for rule := range few {
				if !many[rule] && !remedied[rule] {
					t.Errorf("%s is told on one host, and not on three: there %v", rule, slices.Sorted(maps.Keys(many)))
				}
			}
		})
	}
	if compared < len(files)/16 {
		t.Errorf("%d descriptions: this test sees too little", compared)
	}
}

// spread puts all of a cluster on hosts.
func spread(d clusters.Description, names ...string) {
	hosts := map[string]any{}
	for i, name := range names {
		hosts[name] = map[string]any{"address": "10.0.0." + string(rune('1'+i)), "memory": "16GB"}
	}
	d["hosts"], d["network"] = hosts, "host"
	for _, kind := range []string{"masters", "workers", "clients", "proxies"} {
		groups, _ := d[kind].(map[string]any)
		for _, g := range groups {
			if group, is := g.(map[string]any); is {
				group["on"] = "all"
			}
		}
	}
}

func rules(ds []diag.Diagnostic) map[string]bool {
	all := map[string]bool{}
	for _, d := range ds {
		all[d.Rule] = true
	}
	return all
}
