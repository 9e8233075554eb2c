package changedproperty

import (
	"slices"
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/e2e/stack"
)

// edits are lines added to the description one after the other, each with services that must read it and one that must not.
var edits = []struct {
	name, line string
	readers    []string
	stranger   string
}{
	{"of the worker", `workers: worker: properties: "alluxio.worker.block.heartbeat.interval": "2sec"`, []string{"worker"}, "app"},
	{"of the client", `clients: app: properties: "alluxio.user.file.writetype.default": "CACHE_THROUGH"`, []string{"app"}, "worker"},
	{"of all", `properties: "alluxio.network.host.resolution.timeout": "6sec"`, []string{"app", "master", "worker"}, "volumes"},
}

// TestChangedProperty: after an edit of the description, build and up replace exactly the containers that read it.
func TestChangedProperty(t *testing.T) {
	s := stack.Example(t, "quickstart", stack.User{})
	description := s.Read("cluster.cue")
	s.Build()
	s.Up()
	for _, e := range edits {
		t.Run(e.name, func(t *testing.T) {
			containers, texts := s.Containers(), s.Reads()
			description += e.line + "\n"
			s.Write("cluster.cue", description)
			s.Build()
			s.AssertJournalKept("master", "/journal", s.Up)
			got := s.Recreated(containers)
			if want := s.Readers(texts); !slices.Equal(got, want) {
				t.Errorf("re-created %q, but what changed is read by %q", got, want)
			}
			for _, reader := range e.readers {
				holds(t, s, got, reader, e.line)
			}
			if slices.Contains(got, e.stranger) {
				t.Errorf("re-created %s", e.stranger)
			}
			s.AssertHanded()
		})
	}
	t.Run("a comment", func(t *testing.T) {
		containers := s.Containers()
		s.Write("cluster.cue", description+"// Nothing new.\n")
		s.Build()
		s.Up()
		if got := s.Recreated(containers); len(got) > 0 {
			t.Errorf("re-created %q", got)
		}
	})
}

// holds: the service is among the new ones, and its process has the line's property in force.
func holds(t *testing.T, s *stack.Stack, created []string, service, line string) {
	t.Helper()
	if !slices.Contains(created, service) {
		t.Errorf("%s was not re-created", service)
	}
	words := strings.Split(line, `"`)
	key, value := words[len(words)-4], words[len(words)-2]
	if got := s.Handed(service).Properties[key]; got != value {
		t.Errorf("%s: %s is %q, want %q", service, key, got, value)
	}
}
