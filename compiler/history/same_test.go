package history

import (
	"os"
	"path"
	"path/filepath"
	"slices"
	"testing"

	"go.yaml.in/yaml/v4"

	"github.com/alluxio-gen/alluxio-gen/compiler/check"
	"github.com/alluxio-gen/alluxio-gen/compiler/load"
	"github.com/alluxio-gen/alluxio-gen/compiler/model"
	"github.com/alluxio-gen/alluxio-gen/compiler/plan"
	"github.com/alluxio-gen/alluxio-gen/compiler/write"
)

// planned takes a description as far as its records, and lays beside it what a build of it would have left.
func planned(t *testing.T, file string) (Build, []write.Before) {
	t.Helper()
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	d, _, err := load.Load(load.Input{Name: file, Content: content})
	if err != nil || d == nil {
		t.Fatal(err)
	}
	resolved, _, err := check.Check(d)
	if err != nil || resolved == nil {
		t.Fatal(err)
	}
	c, err := model.Decode(resolved)
	if err != nil {
		t.Fatal(err)
	}
	p := plan.Build(c)
	b, before := Build{Description: d, Cluster: p.Cluster}, []write.Before(nil)
	for _, h := range p.Hosts {
		h.Record.Files = map[string]string{"host-prep.sh": "0"}
		text, err := yaml.Marshal(map[string]plan.Record{"x-alluxio-gen": h.Record})
		if err != nil {
			t.Fatal(err)
		}
		name := path.Join(h.Dir, "docker-compose.yml")
		b.Files, b.Records = append(b.Files, name), append(b.Records, h.Record)
		before = append(before, write.Before{Path: name, File: name, Content: text, Cluster: p.Cluster})
	}
	return b, before
}

// What is recorded again as it was loses nothing by any rule, so these need not be asked.
func TestWhatIsRecordedAgainLosesNothing(t *testing.T) {
	files, err := filepath.Glob("../../examples/*/cluster.cue")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		b, before := planned(t, file)
		c := newComparison(b, before)
		if len(c.was) != len(b.Records) || !c.same() {
			t.Errorf("%s: what was built is not what is built", file)
			continue
		}
		if err := c.judge(); err != nil || len(c.refused) > 0 {
			t.Errorf("%s: %v %+v", file, err, c.refused)
		}
	}
}

func TestDifferencesAreSeen(t *testing.T) {
	b, before := planned(t, "../../examples/four-hosts/cluster.cue")
	for what, change := range differences {
		now := b
		now.Records = slices.Clone(b.Records)
		change(&now.Records[0])
		if newComparison(now, before).same() {
			t.Errorf("another %s is not seen", what)
		}
	}
}

var differences = map[string]func(*plan.Record){
	"release": func(r *plan.Record) { r.Release = "2.9.4" },
	"cluster": func(r *plan.Record) { r.Cluster += "x" },
	"root":    func(r *plan.Record) { r.Root.Place += "x" },
	"master":  func(r *plan.Record) { r.Masters = append([]string{"m0"}, r.Masters...) },
	"journal": func(r *plan.Record) { r.Journal = map[string]plan.Kept{"m0": {Kind: "local"}} },
	"tier":    func(r *plan.Record) { r.Tiers = map[string][]plan.Kept{"w0": {{Kind: "volume", Size: 1}}} },
}
