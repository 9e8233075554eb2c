package verify_test

import (
	"reflect"
	"testing"

	"go.yaml.in/yaml/v4"

	"github.com/alluxio-gen/alluxio-gen/compiler/plan"
	"github.com/alluxio-gen/alluxio-gen/compiler/render/stack"
	"github.com/alluxio-gen/alluxio-gen/compiler/verify"
	"github.com/alluxio-gen/alluxio-gen/compiler/verify/verifytest"
)

func stacked(t *testing.T, p plan.Plan) []byte {
	t.Helper()
	content, err := stack.Render(p)
	if err != nil {
		t.Fatal(err)
	}
	if err := verify.Stack(content, p); err != nil {
		t.Fatal(err)
	}
	return content
}

// TestEveryPlannedFieldOfAStackCounts changes one leaf of the plan after another: the file made before must not pass for it.
func TestEveryPlannedFieldOfAStackCounts(t *testing.T) {
	content := stacked(t, verifytest.Swarm())
	changed := 0
	for i := 0; ; i++ {
		p := verifytest.Swarm()
		path, done := changeLeaf(reflect.ValueOf(&p.Hosts).Elem(), i)
		if done {
			break
		}
		changed++
		if err := verify.Stack(content, p); err == nil {
			t.Errorf("%s is another now, and nobody noticed", path)
		}
	}
	if changed < 80 {
		t.Errorf("only %d leaves were changed", changed)
	}
}

// TestEverySlipInAStackIsCaught plants one slip after another in a rendered file, as for Compose's.
func TestEverySlipInAStackIsCaught(t *testing.T) {
	p := verifytest.Swarm()
	content := stacked(t, p)
	slips := 0
	for _, kind := range kinds {
		for i := 0; ; i++ {
			var root yaml.Node
			if err := yaml.Unmarshal(content, &root); err != nil {
				t.Fatal(err)
			}
			s := &slip{kind: kind, left: i}
			s.plant(root.Content[0], "")
			if s.path == "" {
				break
			}
			slips++
			changed, err := yaml.Marshal(&root)
			if err != nil {
				t.Fatal(err)
			}
			if err := verify.Stack(changed, p); err == nil && !meansTheSame(s) {
				t.Errorf("%s at %s passed", kind, s.path)
			}
		}
	}
	if slips < 160 {
		t.Errorf("only %d slips were planted", slips)
	}
}
