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
	{"of the worker", `workers: worker: properties: "alluxio.worker.block.heartbeat.interval": "2sec"`, []string{"worker"}, "master"},
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
		description += e.line + "\n"
		s.Run(e.name, func(s *stack.Stack) {
			got := recreated(s, description)
			for _, reader := range e.readers {
				holds(s, got, reader, e.line)
			}
			if slices.Contains(got, e.stranger) {
				s.Errorf("re-created %s", e.stranger)
			}
			s.AssertHanded()
		})
	}
	s.Run("a comment", func(s *stack.Stack) {
		if got := recreated(s, description+"// Nothing new.\n"); len(got) > 0 {
			s.Errorf("re-created %q", got)
		}
	})
}

// recreated gives the services whose containers a new description replaces: exactly those that read something new.
func recreated(s *stack.Stack, description string) []string {
	containers, texts := s.Containers(), s.Reads()
	s.Write("cluster.cue", description)
	predicted := s.Predicted()
	s.Build()
	s.AssertJournalKept("master", "/journal", s.Up)
	got := s.Recreated(containers)
	if want := s.Readers(texts); !slices.Equal(got, want) {
		s.Errorf("re-created %q, but what changed is read by %q", got, want)
	}
	if !slices.Equal(got, predicted) {
		s.Errorf("re-created %q, but diff --impact said %q", got, predicted)
	}
	return got
}

// holds: the service is among the new ones, and its process has the line's property in force.
func holds(s *stack.Stack, created []string, service, line string) {
	s.Helper()
	if !slices.Contains(created, service) {
		s.Errorf("%s was not re-created", service)
	}
	words := strings.Split(line, `"`)
	key, value := words[len(words)-4], words[len(words)-2]
	if got := s.Handed(service).Properties[key]; got != value {
		s.Errorf("%s: %s is %q, want %q", service, key, got, value)
	}
}
