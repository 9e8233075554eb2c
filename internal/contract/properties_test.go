package contract

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestJavaProperties(t *testing.T) {
	for file, want := range map[string]map[string]string{
		"":                         {},
		"# a=1\n! b=2\n\n \n":      {},
		"a=1\na=2":                 {"a": "2"},
		" a = b c \n":              {"a": "b c "},
		"a:b=c":                    {"a": "b=c"},
		"a b":                      {"a": "b"},
		"a":                        {"a": ""},
		`a\=b\ c=d`:                {"a=b c": "d"},
		"a=b\\\n   c":              {"a": "bc"},
		"a=b\\\\\nc=d":             {"a": `b\`, "c": "d"},
		"a=b\\\n#c":                {"a": "b#c"},
		`a=\t\n\q\u0041`:           {"a": "\t\nqA"},
		`a=\ud83d\ude00`:           {"a": "😀"},
		"a=\xc3\xa9":               {"a": "Ã©"},
		"a=1\r\nb=2\rc=3":          {"a": "1", "b": "2", "c": "3"},
		"alluxio.x=walluxio.y=z\n": {"alluxio.x": "walluxio.y=z"},
	} {
		if d := cmp.Diff(want, javaProperties(file)); d != "" {
			t.Errorf("%q: %s", file, d)
		}
	}
}
