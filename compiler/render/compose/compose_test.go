package compose_test

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/alluxio-gen/alluxio-gen/compiler/plan"
	"github.com/alluxio-gen/alluxio-gen/compiler/render/compose"
	"github.com/alluxio-gen/alluxio-gen/compiler/verify"
	"github.com/alluxio-gen/alluxio-gen/compiler/verify/verifytest"
)

var small = verifytest.Plan

func TestRender(t *testing.T) {
	h, p := small()
	got := render(t, h, p)
	want, err := os.ReadFile("testdata/docker-compose.yml")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for range 20 {
		if again := render(t, h, p); !bytes.Equal(got, again) {
			t.Fatal("the same plan gave other bytes")
		}
	}
}

func TestDigestChangesWithTheFilesOfTheServiceOnly(t *testing.T) {
	h, p := small()
	before := render(t, h, p)
	h.Record.Files = map[string]string{"alluxio-site.properties": "aa", "log4j.properties": "cc"}
	after := render(t, h, p)
	if a, b := digests(before), digests(after); a[0] == b[0] || a[1] != b[1] {
		t.Errorf("labels were %q, are %q: want that of master changed, that of worker kept", a, b)
	}
}

func digests(content []byte) []string {
	var all []string
	for line := range strings.Lines(string(content)) {
		if strings.Contains(line, compose.DigestLabel) {
			all = append(all, line)
		}
	}
	return all
}

func TestRenderRefuses(t *testing.T) {
	for _, c := range []struct {
		want   string
		change func(*plan.Host, *plan.Plan)
	}{
		{"cannot name a Compose project", func(_ *plan.Host, p *plan.Plan) { p.Cluster = "Demo" }},
		{"cannot name a Compose project", func(_ *plan.Host, p *plan.Plan) { p.Cluster = "" }},
		{"letters, digits", func(h *plan.Host, _ *plan.Plan) { h.Services[0].Name = "a b" }},
		{"letters, digits", func(h *plan.Host, _ *plan.Plan) { h.Volumes[0].Key = "a/b" }},
		{"two services", func(h *plan.Host, _ *plan.Plan) { h.Services[0].Name = "master" }},
		{"two volumes", func(h *plan.Host, _ *plan.Plan) { h.Volumes[0].Key = "memory" }},
		{"NUL", func(h *plan.Host, _ *plan.Plan) { h.Services[0].Command = []string{"a\x00"} }},
		{"not UTF-8", func(h *plan.Host, _ *plan.Plan) { h.Services[0].Command = []string{"a\xff"} }},
		{"A twice", func(h *plan.Host, _ *plan.Plan) { h.Services[1].Environment[0].Name = "A" }},
		{"holds =", func(h *plan.Host, _ *plan.Plan) { h.Services[1].Environment[0].Name = "A=B" }},
		{"empty", func(h *plan.Host, _ *plan.Plan) { h.Services[1].Environment[0].Name = "" }},
		{"x-", func(h *plan.Host, _ *plan.Plan) { h.Services[1].Environment[0].Name = "x-a" }},
		{"does not read it back", func(h *plan.Host, _ *plan.Plan) { h.Services[1].Environment[0].Name = "<<" }},
		{"unknown type", func(h *plan.Host, _ *plan.Plan) { h.Services[0].Mounts[0].Type = "npipe" }},
		{"format twice", func(h *plan.Host, _ *plan.Plan) { h.Services[2].DependsOn[0].Service = "format" }},
		{"not a number", func(h *plan.Host, _ *plan.Plan) { h.Services[1].CPUs = "two" }},
		{"not a number above 0", func(h *plan.Host, _ *plan.Plan) { h.Services[1].CPUs = "0" }},
		{"not a number above 0", func(h *plan.Host, _ *plan.Plan) { h.Services[1].CPUs = "NaN" }},
		{"no digest", func(h *plan.Host, _ *plan.Plan) { h.Services[1].Reads = []string{"other"} }},
	} {
		h, p := small()
		c.change(&h, &p)
		if _, err := compose.Render(h, p); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("got %v, want %q", err, c.want)
		}
	}
}

func render(t testing.TB, h plan.Host, p plan.Plan) []byte {
	t.Helper()
	content, err := compose.Render(h, p)
	if err != nil {
		t.Fatal(err)
	}
	if err := verify.Compose(content, h, p); err != nil {
		t.Fatalf("%v in\n%s", err, content)
	}
	return content
}
