package catalogue

import (
	"maps"
	"slices"
	"strings"
)

// names answers, for one release, which name it reads in place of another one.
type names struct {
	c          *Catalogue
	properties map[string]Life
	aliases    map[string]Life
	successors map[string]Life
	// older holds the names that a name has replaced; those that some release accepts for it come first.
	older map[string][]string
}

func (c *Catalogue) names() *names {
	n := &names{c: c, properties: map[string]Life{}, aliases: map[string]Life{}, successors: map[string]Life{}, older: map[string][]string{}}
	for _, p := range c.Properties {
		n.properties[p.Key] = p.Life
	}
	for _, e := range c.Aliases {
		n.aliases[e.Name] = e.Life
	}
	for _, e := range c.Successors {
		n.successors[e.Name] = e.Life
	}
	for _, e := range slices.Concat(c.Aliases, c.Successors) {
		for _, s := range e.Life {
			n.older[s.What] = append(n.older[s.What], e.Name)
		}
	}
	return n
}

// all is the set of names known by any table.
func (n *names) all() map[string]bool {
	set := map[string]bool{}
	for _, table := range []map[string]Life{n.properties, n.aliases, n.successors} {
		for name := range table {
			set[name] = true
		}
	}
	return set
}

// newer lists what has replaced a name in some release; what holds in the given release comes first.
func (n *names) newer(name, release string) []string {
	var found []string
	for _, life := range []Life{n.successors[name], n.aliases[name]} {
		if what, holds := n.c.At(life, release); holds {
			found = append(found, what)
		}
		for _, s := range life {
			found = append(found, s.What)
		}
	}
	return found
}

// reads is the name that the release itself uses for a name it has or accepts.
func (n *names) reads(name, release string) (string, bool) {
	if to, aliased := n.c.At(n.aliases[name], release); aliased {
		return to, true
	}
	_, live := n.c.At(n.properties[name], release)
	return name, live
}

// instead is what to set in a release that does not know the name; false when nothing is known to replace it. After
// the name's last release only newer names are followed; before it and in between, older ones come first.
func (n *names) instead(name, release string) (string, bool) {
	if n.gone(name, release) {
		return n.search(name, release, n.newer)
	}
	return n.search(name, release, func(name, release string) []string {
		return append(slices.Clone(n.older[name]), n.newer(name, release)...)
	})
}

// gone reports whether all releases that know the name are older.
func (n *names) gone(name, release string) bool {
	for _, s := range slices.Concat(n.properties[name], n.aliases[name]) {
		if n.c.order[s.Until] > n.c.order[release] {
			return false
		}
	}
	return true
}

// search walks from a name, nearest first, to one that the release reads.
func (n *names) search(name, release string, next func(name, release string) []string) (string, bool) {
	seen := map[string]bool{name: true}
	for queue := []string{name}; len(queue) > 0; queue = queue[1:] {
		for _, found := range next(queue[0], release) {
			if seen[found] {
				continue
			}
			seen[found] = true
			if read, ok := n.readsAll(found, release); ok {
				return read, true
			}
			queue = append(queue, found)
		}
	}
	return "", false
}

// readsAll is reads for several names joined by blanks.
func (n *names) readsAll(joined, release string) (string, bool) {
	var found []string
	for _, name := range strings.Fields(joined) {
		read, ok := n.reads(name, release)
		if !ok {
			return "", false
		}
		found = append(found, read)
	}
	return strings.Join(found, " "), true
}

// Instead lists, by name, what to set in the releases that neither have nor accept the name.
func (c *Catalogue) Instead() []Entry {
	n := c.names()
	var entries []Entry
	for _, name := range slices.Sorted(maps.Keys(n.all())) {
		found := map[string]string{}
		for _, release := range c.Releases {
			if _, reads := n.reads(name, release); reads {
				continue
			}
			if to, ok := n.instead(name, release); ok && to != name {
				found[release] = to
			}
		}
		if len(found) > 0 {
			entries = append(entries, Entry{Name: name, Life: c.lifeOf(found)})
		}
	}
	return entries
}
