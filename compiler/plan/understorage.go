package plan

import (
	"maps"
	"slices"

	"github.com/alluxio-gen/alluxio-gen/compiler/model"
)

// reach gives a server what it needs to open the under storages: their directories, the files that their clients read,
// and what these are told by variables.
func (l *layout) reach(s *Service) {
	s.Mounts = append(s.Mounts, l.storagePlaces()...)
	for _, path := range l.storages() {
		m := l.c.UnderStorage[path]
		for _, f := range m.Files {
			s.mount(Mount{Type: Bind, Source: f.Host, Target: f.Path, ReadOnly: true, From: f.From})
		}
		for _, name := range slices.Sorted(maps.Keys(m.Environment)) {
			s.tell(Variable{name, m.Environment[name], storageField(path)})
		}
	}
}

// mount adds a mount, once a target: what two under storages share they name alike.
func (s *Service) mount(m Mount) {
	if !slices.ContainsFunc(s.Mounts, func(o Mount) bool { return o.Target == m.Target }) {
		s.Mounts = append(s.Mounts, m)
	}
}

// tell adds a variable, once a name: the rules let no two under storages differ in one. The first mount's file is the one
// that is named.
func (s *Service) tell(v Variable) {
	if !slices.ContainsFunc(s.Environment, func(o Variable) bool { return o.Name == v.Name }) {
		s.Environment = append(s.Environment, v)
	}
}

// storages are the mounted paths of Alluxio, the root first.
func (l *layout) storages() []string { return storagesOf(l.c) }

func storagesOf(c *model.Cluster) []string { return slices.Sorted(maps.Keys(c.UnderStorage)) }

// storagePlaces are the directories and volumes among the under storages.
func (l *layout) storagePlaces() []Mount {
	var ms []Mount
	for _, path := range l.storages() {
		s := l.c.UnderStorage[path]
		if s.Place.Path == "" {
			continue
		}
		m := place(s.Place.Host, s.Place.Volume, s.Place.Path, storageField(path))
		m.ReadOnly = s.ReadOnly && m.Type == Bind
		ms = append(ms, m)
	}
	return ms
}

func storageField(path string) string { return `underStorage."` + path + `"` }
