package journal

import (
	"encoding/csv"
	"slices"
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/compiler/plan"
)

// A container beside a master is given what its service would be, in words that Docker reads back.
func TestOptions(t *testing.T) {
	got := options(plan.Service{
		NetworkMode: "host", User: "7:7", ExtraHosts: []string{"namenode=10.0.0.5"}, Environment: []plan.Variable{{Name: "A", Value: "b c"}},
		Mounts: []plan.Mount{{Type: plan.NamedVolume, Source: "lake_journal", Target: "/journal"}, {Type: plan.Bind, Source: "./x", Target: "/x", ReadOnly: true}},
	})
	want := []string{"--network=host", "--user=7:7", "--add-host=namenode:10.0.0.5", "--env=A=b c",
		"--mount=type=volume,source=lake_journal,target=/journal", "--mount=type=bind,source=./x,target=/x,readonly"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, wanted %q", got, want)
	}
}

// A path may hold what separates the fields of a mount.
func FuzzMount(f *testing.F) {
	for _, path := range []string{"/a", "/a,readonly", `/a"b`, "/a b", `/",target=/etc"`} {
		f.Add(path)
	}
	f.Fuzz(func(t *testing.T, path string) {
		if strings.ContainsAny(path, "\n\r\x00") {
			return // the rules refuse them
		}
		word := mount(plan.Mount{Type: plan.Bind, Source: path, Target: "/t", ReadOnly: true})
		fields, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(word, "--mount="))).Read()
		if want := []string{"type=bind", "source=" + path, "target=/t", "readonly"}; err != nil || !slices.Equal(fields, want) {
			t.Errorf("%q is read as %q, %v", word, fields, err)
		}
	})
}

// Journals of one host are formatted alike.
func TestOneShot(t *testing.T) {
	b := plan.Backup{Journals: []plan.BackupJournal{{Master: "a"}, {Master: "b"}}, Beside: &plan.Beside{Tasks: map[string]plan.Service{
		"a": {Image: "i", Entrypoint: []string{"/bin/sh", "/journal"}}, "b": {Image: "i", Entrypoint: []string{"/bin/sh", "/other"}},
	}}}
	if _, err := oneShot(b); err == nil {
		t.Error("two journals at other places are formatted by one command")
	}
}
