package docs

import (
	"regexp"
	"testing"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/errors"
)

// unproven are words for what leaves no trace in the resolved description.
var unproven = regexp.MustCompile("^(none\\b|not checked$|not shared|as large as the heap$|`1`, the only one)")

// What the reference says of a field that is left out is what the schema makes of it.
func TestDefaultsHold(t *testing.T) {
	l, err := readLanguage()
	if err != nil {
		t.Fatal(err)
	}
	for name, d := range l.defaults {
		if len(d.Holds) == 0 && !unproven.MatchString(d.Is) {
			t.Errorf("%s: nothing proves that it is %s", name, d.Is)
		}
		for _, p := range d.Holds {
			if why := l.refutes(p); why != "" {
				t.Errorf("%s is not %s: %s", name, d.Is, why)
			}
		}
	}
}

// A proof that is wrong is found out, also where nothing is at its path.
func TestProofsCanFail(t *testing.T) {
	l, err := readLanguage()
	if err != nil {
		t.Fatal(err)
	}
	ctx := l.value.Context()
	for _, tt := range []struct {
		at, value string
		holds     bool
	}{
		{"network", `"bridge"`, true},
		{"network", `"host"`, false},
		{"network", "string", false},
		{"netwrok", `"bridge"`, false},
		{"masters.master.properties", "{}", true},
		{"masters.master.journal", "{}", false},
	} {
		why := l.refutes(proof{At: tt.at, Value: ctx.CompileString(tt.value)})
		if (why == "") != tt.holds {
			t.Errorf("%s: %s: %q", tt.at, tt.value, why)
		}
	}
}

// refutes says why a proof does not hold; "" when it does.
func (l *language) refutes(p proof) string {
	v := l.value.LookupPath(cue.ParsePath("#Cluster")).Unify(l.base())
	if p.With.Exists() {
		v = v.Unify(p.With)
	}
	got := v.LookupPath(cue.ParsePath("#resolved." + p.At))
	if err := got.Validate(cue.Concrete(true)); err != nil {
		return errors.Details(err, nil)
	}
	have, err := got.MarshalJSON()
	if err != nil {
		return errors.Details(err, nil)
	}
	want, err := p.Value.MarshalJSON()
	if err != nil {
		return errors.Details(err, nil)
	}
	if string(have) != string(want) {
		return string(have) + " and not " + string(want)
	}
	return ""
}

// base is the description that the proofs start from.
func (l *language) base() cue.Value {
	return l.value.Context().CompileString(defaultsText).LookupPath(cue.ParsePath("base"))
}
