package compiler

import (
	"bytes"
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/compiler/check"
	"github.com/alluxio-gen/alluxio-gen/compiler/diag"
	"github.com/alluxio-gen/alluxio-gen/compiler/impact"
	"github.com/alluxio-gen/alluxio-gen/compiler/load"
	"github.com/alluxio-gen/alluxio-gen/compiler/model"
	"github.com/alluxio-gen/alluxio-gen/compiler/plan"
	"github.com/alluxio-gen/alluxio-gen/compiler/render/compose"
	"github.com/alluxio-gen/alluxio-gen/compiler/verify"
)

// pipeline is one description on its way; each stage takes what the one before it left.
type pipeline struct {
	text        string
	description *load.Description
	resolved    []byte
	cluster     *model.Cluster
	plan        *plan.Plan
	composeFile []byte
}

// stage is one step of the pipeline.
type stage struct {
	name string
	run  func(*pipeline) error
}

var stages = []stage{
	{"load", func(p *pipeline) (err error) {
		var ds []diag.Diagnostic
		p.description, ds, err = load.Load(load.Input{Name: "cluster.cue", Content: []byte(p.text)})
		return faultless(ds, err)
	}},
	{"check", func(p *pipeline) (err error) {
		var ds []diag.Diagnostic
		p.resolved, ds, err = check.Check(p.description)
		return faultless(ds, err)
	}},
	{"model", func(p *pipeline) (err error) {
		p.cluster, err = model.Decode(p.resolved)
		return err
	}},
	{"plan", func(p *pipeline) error {
		p.plan = plan.Build(p.cluster)
		return nil
	}},
	{"render and verify", func(p *pipeline) error {
		_, err := artifacts(p.plan)
		return err
	}},
	// The two that cost most of the stage before, by themselves.
	{"render compose", func(p *pipeline) (err error) {
		p.composeFile, err = compose.Render(p.plan.Hosts[0], *p.plan)
		return err
	}},
	{"verify compose", func(p *pipeline) error {
		return verify.Compose(p.composeFile, p.plan.Hosts[0], *p.plan)
	}},
	{"impact", func(p *pipeline) error {
		was := bytes.Replace(p.composeFile, []byte("alluxio-gen.digest: "), []byte("alluxio-gen.digest: 0"), len(p.plan.Hosts[0].Services)/2)
		_, err := impact.Containers(was, p.composeFile)
		return err
	}},
}

func faultless(ds []diag.Diagnostic, err error) error {
	if err == nil && diag.HasErrors(ds) {
		return fmt.Errorf("%d diagnostics, the first: %s", len(ds), ds[0].Message)
	}
	return err
}

// fleet describes a cluster of n workers.
func fleet(n int) string {
	var b strings.Builder
	b.WriteString("name: \"fleet\"\nrelease: \"2.9.5\"\nunderStorage: \"/\": local: {}\nmasters: master: {}\nclients: app: {}\n")
	for i := range n {
		fmt.Fprintf(&b, "workers: w%d: memory: {size: \"1GB\", volume: {}}\n", i)
	}
	return b.String()
}

func BenchmarkStages(b *testing.B) {
	for _, n := range []int{1, 100, 1000} {
		p := pipeline{text: fleet(n)}
		for _, s := range stages {
			if err := s.run(&p); err != nil { // the later ones need its result
				b.Fatal(err)
			}
			b.Run(fmt.Sprintf("%s/workers=%d", s.name, n), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					if s.name == "check" { // a description is evaluated once
						b.StopTimer()
						if err := stages[0].run(&p); err != nil {
							b.Fatal(err)
						}
						b.StartTimer()
					}
					if err := s.run(&p); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

// No stage may cost more than in proportion: ten times the workers take at most ten times the memory, and a fifth more
// for buffers that double. Bytes allocated are counted, not time, since they are the same however busy the machine is.
func TestStagesAreLinear(t *testing.T) {
	small, large := costs(t, 100), costs(t, 1000)
	for i, s := range stages {
		ratio := float64(large[i]) / float64(small[i])
		t.Logf("%-18s %5d KB for 100 workers, %6d KB for 1,000: %.1f times", s.name, small[i]>>10, large[i]>>10, ratio)
		if ratio > 12 {
			t.Errorf("%s takes %.1f times as much for ten times the workers", s.name, ratio)
		}
	}
}

// costs are the bytes that each stage allocates for n workers.
func costs(t *testing.T, n int) []uint64 {
	t.Helper()
	p := pipeline{text: fleet(n)}
	var all []uint64
	var before, after runtime.MemStats
	for _, s := range stages {
		runtime.ReadMemStats(&before)
		if err := s.run(&p); err != nil {
			t.Fatalf("%s: %v", s.name, err)
		}
		runtime.ReadMemStats(&after)
		all = append(all, after.TotalAlloc-before.TotalAlloc)
	}
	return all
}
