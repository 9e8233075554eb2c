package contract

import (
	"maps"
	"os"
	"slices"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/schema/catalogue"
)

// Every release has a row, and every behaviour one value in it.
func TestEveryReleaseHasARow(t *testing.T) {
	known, err := catalogue.Load()
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(Releases(), known.Releases) {
		t.Errorf("releases are %v, the catalogue's %v", Releases(), known.Releases)
	}
	fields := -1
	for _, release := range Releases() {
		r, err := rowOf(release)
		if err != nil {
			t.Fatal(err)
		}
		named := map[string]bool{}
		if err := eachRow("behaviour", release, func(c map[string]string) { named[c["behaviour"]] = true }); err != nil {
			t.Fatal(err)
		}
		if fields >= 0 && len(named) != fields {
			t.Errorf("%s has %d behaviours, others %d", release, len(named), fields)
		}
		fields = len(named)
		for name, s := range r.services {
			for _, p := range s.processes {
				if s.kind == "run" && r.processes[p].class == "" {
					t.Errorf("%s: service %s runs %q, which is no process", release, name, p)
				}
			}
		}
	}
}

func TestUnknownRelease(t *testing.T) {
	for _, release := range []string{"", "1.4.0", "2.9.7", "3.0.0", "latest"} {
		if _, err := Run(release, Start{Args: []string{"master"}}); err == nil {
			t.Errorf("%q is a release", release)
		}
	}
}

// Every table of data/ is read, so that none is only text.
func TestNoTableIsForgotten(t *testing.T) {
	read := map[string]bool{"releases.txt": true, "README.md": true, "behaviour.tsv": true}
	for _, name := range slices.Collect(maps.Keys((&row{}).tables())) {
		read[name+".tsv"] = true
	}
	entries, err := os.ReadDir("data")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !read[e.Name()] {
			t.Errorf("data/%s is read by nobody", e.Name())
		}
	}
}
