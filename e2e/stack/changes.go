package stack

import (
	"maps"
	"os"
	"path"
	"slices"
	"strings"
)

// Recreated are the services whose container is not the one of before, sorted.
func (s *Stack) Recreated(before map[string]Container) []string {
	s.Helper()
	return s.changed(before, func(old, now Container) bool { return old.ID != now.ID })
}

// Restarted are the running services whose process is not the one of before, sorted. A one-shot runs at every `up`.
func (s *Stack) Restarted(before map[string]Container) []string {
	s.Helper()
	return s.changed(before, func(old, now Container) bool {
		return now.State.Status == "running" && old.State.StartedAt != now.State.StartedAt
	})
}

func (s *Stack) changed(before map[string]Container, differ func(old, now Container) bool) []string {
	s.Helper()
	names := []string{}
	for name, now := range s.Containers() {
		if differ(before[name], now) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// Journal is the name and text of each file in a service's journal folder; it must hold some.
func (s *Stack) Journal(service, folder string) map[string]string {
	s.Helper()
	files := map[string]string{}
	for name := range strings.FieldsSeq(s.Exec(service, "ls", "-A", folder)) {
		files[name] = s.Exec(service, "cat", path.Join(folder, name))
	}
	if len(files) == 0 {
		s.Errorf("the journal %s of %s is empty", folder, service)
	}
	return files
}

// AssertJournalKept fails when the journal changes while do runs.
func (s *Stack) AssertJournalKept(service, folder string, do func()) {
	s.Helper()
	before := s.Journal(service, folder)
	do()
	if after := s.Journal(service, folder); !maps.Equal(before, after) {
		s.Errorf("the journal changed from %q to %q", before, after)
	}
}

// Running are the services with a running container, sorted.
func (s *Stack) Running() []string {
	s.Helper()
	return s.changed(nil, func(_, now Container) bool { return now.State.Status == "running" })
}

// Reads is the text of each file that the Compose file mounts into a service, by service and path on the host.
func (s *Stack) Reads() map[string]map[string]string {
	s.Helper()
	all := map[string]map[string]string{}
	for name, service := range s.Project().Services {
		all[name] = map[string]string{}
		for _, m := range service.Mounts {
			if text, err := os.ReadFile(m.Source); m.Type == "bind" && err == nil {
				all[name][m.Source] = string(text)
			}
		}
	}
	return all
}

// Readers are the services that read other texts than before, sorted.
func (s *Stack) Readers(before map[string]map[string]string) []string {
	s.Helper()
	names := []string{}
	for name, texts := range s.Reads() {
		if !maps.Equal(texts, before[name]) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}
