package judge_test

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"cuelang.org/go/cue/cuecontext"

	"github.com/alluxio-gen/alluxio-gen/internal/clusters"
)

// growths are ways to make a cluster larger that take away none of its faults but those named.
var growths = map[string]struct {
	from, to func(clusters.Description)
	remedied []string
}{
	"three hosts": {
		from: func(d clusters.Description) { spread(d, "a") },
		to:   func(d clusters.Description) { spread(d, "a", "b", "c") },
		// What takes them away is that there are more workers, and that they are on the host's network.
		remedied: []string{"replication/too-few-workers", "publish/nobody-listens"},
	},
	"a twin of each group": {
		from:     func(clusters.Description) {},
		to:       twin,
		remedied: []string{"replication/too-few-workers"},
	},
}

// What is wrong in a cluster is told as well when it is larger: a rule that makes one fault of many instances must not lose
// it, or trip over what differs between them.
func TestFaultsAreToldOfLargerClusters(t *testing.T) {
	files, err := filepath.Glob("../../golden/err/*/*/*.cue")
	if err != nil {
		t.Fatal(err)
	}
	compared := 0
	for i, file := range files {
		if !many && i%8 != 0 {
			continue
		}
		text := plain(t, file)
		if text == nil {
			continue
		}
		compared++
		for how, growth := range growths {
			t.Run(how+"/"+filepath.ToSlash(file[len("../../golden/err/"):]), func(t *testing.T) {
				t.Parallel()
				before, after := changed(t, text, growth.from), changed(t, text, growth.to)
				for rule := range before {
					if !after[rule] && !slices.Contains(growth.remedied, rule) {
						t.Errorf("%s is no longer told, but %v", rule, slices.Sorted(maps.Keys(after)))
					}
				}
			})
		}
	}
	if compared < len(files)/16 {
		t.Errorf("%d descriptions: this test sees too little", compared)
	}
}

// plain is a description of one host as JSON; nil for another, and for one that is no tree of values, which is its fault then.
func plain(t *testing.T, file string) []byte {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	text, err = cuecontext.New().CompileBytes(text).MarshalJSON()
	if err != nil {
		return nil
	}
	d, err := clusters.Parse(text)
	if err != nil || d["hosts"] != nil || d["engine"] != nil {
		return nil
	}
	return text
}

// changed are the rules that a changed description breaks.
func changed(t *testing.T, text []byte, change func(clusters.Description)) map[string]bool {
	t.Helper()
	d, err := clusters.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	change(d)
	all := map[string]bool{}
	for _, said := range compile(t, d).Diagnostics {
		all[said.Rule] = true
	}
	return all
}

// spread puts all of a cluster on hosts.
func spread(d clusters.Description, names ...string) {
	hosts := map[string]any{}
	for i, name := range names {
		hosts[name] = map[string]any{"address": "10.0.0." + string(rune('1'+i)), "memory": "16GB"}
	}
	d["hosts"], d["network"] = hosts, "host"
	for _, groups := range grouped(d) {
		for _, g := range groups {
			if group, is := g.(map[string]any); is {
				group["on"] = "all"
			}
		}
	}
}

// twin gives each group another of its kind.
func twin(d clusters.Description) {
	for _, groups := range grouped(d) {
		for _, name := range slices.Collect(maps.Keys(groups)) {
			groups[name+"2"] = groups[name]
		}
	}
}

func grouped(d clusters.Description) (all []map[string]any) {
	for _, kind := range []string{"masters", "workers", "clients", "proxies"} {
		if groups, is := d[kind].(map[string]any); is {
			all = append(all, groups)
		}
	}
	return all
}
