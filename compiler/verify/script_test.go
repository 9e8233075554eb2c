package verify_test

import (
	"testing"

	"github.com/alluxio-gen/alluxio-gen/compiler/verify"
)

func TestScriptFindsLiteralWords(t *testing.T) {
	const script = `#!/usr/bin/env bash
words=(one 'two words' $'three\n' "" "it's")
value='a $b'
run 'arg' "$expanded" one
`
	for _, c := range []struct {
		name  string
		words []string
		holds bool
	}{
		{"none", nil, true},
		{"all", []string{"one", "two words", "three\n", "", "it's", "a $b", "arg", "one"}, true},
		{"more often than written", []string{"one", "one", "one"}, false},
		{"part of a word", []string{"two"}, false},
		{"one blank more", []string{"two words "}, false},
		{"expanded", []string{"$expanded"}, false},
		{"unquoted text of a quoted word", []string{`three\n`}, false},
	} {
		if err := verify.Script("x.sh", []byte(script), c.words); (err == nil) != c.holds {
			t.Errorf("%s: got %v, want to hold: %t", c.name, err, c.holds)
		}
	}
}

func TestScriptRefusesWhatBashCannotParse(t *testing.T) {
	if err := verify.Script("x.sh", []byte("if true; then\n"), nil); err == nil {
		t.Error("got no error for an unfinished if")
	}
}
