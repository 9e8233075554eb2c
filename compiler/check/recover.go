package check

import (
	"slices"
	"strings"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/errors"

	"github.com/alluxio-gen/alluxio-gen/compiler/load"
)

// recover evaluates, describes and mends until CUE has nothing more to say. It returns what CUE still says about
// fields that are not the user's.
func (c *checker) recover() (left errors.Error) {
	for range maxRounds {
		c.now = c.d.Evaluate()
		if c.now.Err != nil {
			c.faults = append(c.faults, c.unusable(c.now.Err)...)
			return nil
		}
		all := c.merge(findings(c.now.Cluster.Validate(cue.Concrete(true))))
		mine := c.usersOwn(all)
		if len(mine) == 0 {
			return first(all)
		}
		for _, f := range mine {
			if !c.echo(f) {
				c.faults = append(c.faults, c.describe(f))
			}
		}
		if !c.mendAll(mine) {
			return nil
		}
	}
	return nil
}

// merge gives an unknown field its own path, and makes one finding of what is then said twice.
func (c *checker) merge(fs []finding) (merged []finding) {
	seen := map[string]bool{}
	for _, f := range fs {
		if f.kind == unknown {
			f.path = c.outermost(f.path)
			if parent := f.parent(); c.unnamed(parent) && c.schemaAt(append(slices.Clone(parent), parent[len(parent)-1], f.name())).Exists() {
				f.path = parent
			}
		}
		key := strings.Join(f.path, "\x00")
		if f.kind == unknown && seen[key] {
			continue
		}
		seen[key] = true
		merged = append(merged, f)
	}
	return merged
}

func first(fs []finding) errors.Error {
	if len(fs) == 0 {
		return nil
	}
	return fs[0].errs[0]
}

// usersOwn keeps the findings about fields that a user writes. Those about hidden fields and definitions follow from
// others; they count only when they are the user's own and there is nothing else. What is said of no field, or of a name
// inside a rule, and of no place of the user's is the schema's own fault.
func (c *checker) usersOwn(all []finding) (mine []finding) {
	for _, f := range all {
		if !f.hidden && !f.isNoise() && (c.isField(f.path) || slices.ContainsFunc(f.positions(), c.d.IsUsers)) {
			mine = append(mine, f)
		}
	}
	if len(mine) > 0 {
		return mine
	}
	for _, f := range all {
		if len(c.d.Sites(f.path)) > 0 {
			mine = append(mine, f)
		}
	}
	return mine
}

// isField reports whether a path begins in the language, or in what the user wrote.
func (c *checker) isField(path []string) bool {
	return len(path) > 0 && (c.schemaAt(path[:1]).Exists() || len(c.d.Sites(path[:1])) > 0)
}

// echo reports whether a finding follows from a fault that was mended before: it is at, or inside, its path, or
// nothing uses an import any more.
func (c *checker) echo(f finding) bool {
	if (f.kind == badValue || f.kind == incomplete) && c.ours(f.path) {
		return true
	}
	return slices.ContainsFunc(c.mended, func(m finding) bool {
		switch {
		case f.kind == idle:
			return m.kind != idle
		case len(m.path) == 0:
			return false
		case m.kind == reference && f.kind != incomplete:
			return slices.Equal(f.path, m.path)
		}
		return within(f.path, m.path)
	})
}

// ours reports whether nothing that the user wrote is left at a path.
func (c *checker) ours(path []string) bool {
	sites := c.d.Sites(path)
	return len(sites) > 0 && !slices.ContainsFunc(sites, func(s load.Site) bool { return s.Value().Pos().IsValid() })
}

// within reports whether a path is at or below another.
func within(path, above []string) bool {
	return len(path) >= len(above) && slices.Equal(path[:len(above)], above)
}

// mendAll looks up all sites before it edits any, since an edit moves what is not evaluated yet.
func (c *checker) mendAll(fs []finding) bool {
	sites := make([][]load.Site, len(fs))
	for i, f := range fs {
		sites[i] = c.d.Sites(f.path)
	}
	mended := false
	for i, f := range fs {
		mended = c.mend(f, sites[i]) || mended
	}
	c.mended = append(c.mended, fs...)
	return mended
}

// mend makes the fault go away with the least change: an unknown field goes, a missing one gets a placeholder, and so
// does a bad value, since a deleted element would make rules speak of a worker that is not there.
func (c *checker) mend(f finding, sites []load.Site) (mended bool) {
	switch f.kind {
	case unknown:
		for _, s := range sites {
			mended = c.d.Remove(s) || mended
		}
		return mended
	case missing:
		return c.d.Add(c.now.User, f.path, c.placeholder(f.path))
	case idle:
		for _, p := range f.positions() {
			mended = c.d.Drop(p) || mended
		}
		return mended
	case reference:
		for _, e := range f.errs {
			mended = c.d.Unbind(e.Position()) || mended
		}
		return mended
	}
	return c.mendValue(f, sites)
}

func (c *checker) mendValue(f finding, sites []load.Site) (mended bool) {
	bad := sites
	if !c.echo(f) {
		bad = blamed(f, sites)
	}
	for i, s := range bad {
		with := anything()
		if i == 0 && len(bad) == len(sites) {
			with = c.placeholder(f.path)
		}
		if !isAnything(with) || !isAnything(s.Value()) {
			mended = c.d.Replace(s, with) || mended
		}
	}
	return mended
}

// blamed are the sites that an error points into; all of them when it points into none.
func blamed(f finding, sites []load.Site) (bad []load.Site) {
	for _, s := range sites {
		if slices.ContainsFunc(f.positions(), s.Covers) {
			bad = append(bad, s)
		}
	}
	if len(bad) == 0 {
		return sites
	}
	return bad
}
