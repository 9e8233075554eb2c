package compose

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"
)

// texts takes every text of the plan into the file. Here alone `$` is escaped, and what cannot be carried is refused;
// the first refusal stays in err.
type texts struct {
	place string
	err   error
	// quoted has, by its stand-in, what is written into the finished file.
	quoted map[string]string
}

// at says what the texts that follow belong to.
func (t *texts) at(place string) { t.place = place }

func (t *texts) fail(format string, args ...any) {
	if t.err == nil {
		t.err = fmt.Errorf("%s: %s", t.place, fmt.Sprintf(format, args...))
	}
}

// lit is a value that Compose shall read back as s.
func (t *texts) lit(s string) string {
	t.check(s)
	return t.stand(strings.ReplaceAll(s, "$", "$$"))
}

// key is the key of a mapping: Compose interpolates values only.
func (t *texts) key(s string) string {
	t.check(s)
	if s == "<<" || losesIndent(s) {
		t.fail("%q cannot be a key: YAML does not read it back", s)
	}
	return s
}

// name is the key of a mapping in which Compose keeps some names for itself.
func (t *texts) name(s string) string {
	switch {
	case s == "" || strings.Contains(s, "="):
		t.fail("%q cannot be a name: it is empty or holds =", s)
	case strings.HasPrefix(s, "x-"):
		t.fail("%q cannot be a name: Compose drops what begins with x-", s)
	}
	return t.key(s)
}

func (t *texts) check(s string) {
	switch {
	case strings.ContainsRune(s, 0):
		t.fail("%q holds a NUL byte, which no container can be given", s)
	case !utf8.ValidString(s):
		t.fail("%q is not UTF-8, which YAML cannot carry", s)
	}
}

// ident is the name of a service or the key of a volume.
func (t *texts) ident(s string) string {
	if !identifier.MatchString(s) {
		t.fail("Compose takes letters, digits and ._- only")
	}
	return s
}

var identifier = regexp.MustCompile(`^[a-zA-Z0-9._-]+$`)

// list keeps nil apart from empty: an empty command clears the image's.
func (t *texts) list(ss []string) []string {
	if ss == nil {
		return nil
	}
	out := make([]string, len(ss))
	for i, s := range ss {
		out[i] = t.lit(s)
	}
	return out
}

// mapping escapes the values; key takes the keys, as key or as name.
func (t *texts) mapping(m map[string]string, key func(string) string) map[string]string {
	if m == nil {
		return nil
	}
	out := make(map[string]string, len(m))
	for k, v := range m {
		out[key(k)] = t.lit(v)
	}
	return out
}
