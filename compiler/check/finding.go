package check

import (
	"slices"
	"strconv"
	"strings"

	"cuelang.org/go/cue/errors"
	"cuelang.org/go/cue/literal"
	"cuelang.org/go/cue/token"
)

// kind is what is wrong with a field, as far as mending it goes. Where errors of several kinds meet, the last counts.
type kind int

const (
	badValue kind = iota
	incomplete
	missing
	unknown
	reference
	// idle is an import or let clause that nothing uses.
	idle
)

// finding is everything that CUE says about one path.
type finding struct {
	path []string
	// hidden says that the path leads through a hidden field or a definition.
	hidden bool
	kind   kind
	errs   []errors.Error
}

// findings groups CUE's errors by path, in the order in which CUE found them. What keeps CUE from evaluating has no
// path of its own, or shares one, so there each error counts.
func findings(err error) (fs []finding) {
	index := map[string]int{}
	for _, e := range errors.Errors(err) {
		path, hidden := plainPath(e.Path())
		k := kindOf(e)
		key := strings.Join(path, "\x00")
		if k == idle || k == reference || len(path) == 0 {
			key += "\x00" + e.Position().String()
		}
		i, known := index[key]
		if !known {
			i = len(fs)
			index[key] = i
			fs = append(fs, finding{path: path, hidden: hidden})
		}
		fs[i].kind = max(fs[i].kind, k)
		fs[i].errs = append(fs[i].errs, e)
	}
	return fs
}

// isNoise reports whether CUE only says that a text could not be put together: from a value that is at fault elsewhere.
func (f finding) isNoise() bool {
	return !slices.ContainsFunc(f.errs, func(e errors.Error) bool {
		format, _ := e.Msg()
		return !strings.HasPrefix(format, "invalid interpolation")
	})
}

// plainPath takes the quotes off CUE's selectors, and the definition that the description was unified with.
func plainPath(selectors []string) (path []string, hidden bool) {
	if len(selectors) > 0 && selectors[0] == "#Cluster" {
		selectors = selectors[1:]
	}
	for _, s := range selectors {
		if strings.HasSuffix(s, "[]") && !strings.HasPrefix(s, `"`) {
			break // "for[]" stands for the inside of a comprehension
		}
		hidden = hidden || strings.HasPrefix(s, "#") || strings.HasPrefix(s, "_")
		if text, err := literal.Unquote(s); err == nil && strings.HasPrefix(s, `"`) {
			s = text
		}
		path = append(path, s)
	}
	return path, hidden
}

func kindOf(e errors.Error) kind {
	format, _ := e.Msg()
	for _, k := range []struct {
		prefix string
		kind   kind
	}{
		{formatUnknown, unknown},
		{formatMissing, missing},
		{formatReference, reference},
		{formatUnusedImport, idle},
		{formatUnusedLet, idle},
		{formatIncomplete, incomplete},
	} {
		if strings.HasPrefix(format, k.prefix) {
			return k.kind
		}
	}
	if text := bareText(e); strings.Contains(text, "incomplete") || strings.Contains(text, "non-concrete") {
		return incomplete
	}
	return badValue
}

// lead is the error that gave the finding its kind.
func (f finding) lead() errors.Error {
	for _, e := range f.errs {
		if kindOf(e) == f.kind {
			return e
		}
	}
	return f.errs[0]
}

// positions are all places that the errors name.
func (f finding) positions() (ps []token.Pos) {
	for _, e := range f.errs {
		ps = append(ps, e.Position())
		ps = append(ps, e.InputPositions()...)
	}
	return slices.DeleteFunc(ps, func(p token.Pos) bool { return !p.IsValid() })
}

// name is the last name of the path; an index stands after the list's name.
func (f finding) name() string {
	if len(f.path) == 0 {
		return "the description"
	}
	last := f.path[len(f.path)-1]
	if _, err := strconv.Atoi(last); err == nil && len(f.path) > 1 {
		return f.path[len(f.path)-2] + "[" + last + "]"
	}
	return last
}

func (f finding) parent() []string {
	return f.path[:max(len(f.path)-1, 0)]
}
