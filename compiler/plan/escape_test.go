package plan

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/alluxio-gen/alluxio-gen/compiler/verify/javaprops"
)

// FuzzPropertiesText holds that a mapped variable survives the entrypoint's loops, which cut at blanks, newlines and the
// second "=", and that the site file's reader gives the value back.
func FuzzPropertiesText(f *testing.F) {
	for _, v := range []string{"", "plain", "a b", " x ", "k=v=w", `a\b\tc`, "a\nb", "#!", "é日😀", "*?[a]", "$x ${y} `z`", "\x00", "\ufeff"} {
		f.Add(v)
	}
	f.Fuzz(func(t *testing.T, value string) {
		text := propertiesText(value)
		for _, c := range []byte(text) {
			if c <= ' ' || c == '=' || c > '~' || c == '*' || c == '?' || c == '[' || c == '\'' || c == '"' || c == '$' || c == '`' {
				t.Fatalf("%q holds %q, which the entrypoint's shell acts on", text, c)
			}
		}
		got, err := javaprops.Parse([]byte("k=" + text + "\n"))
		if err != nil {
			t.Fatal(err)
		}
		want := []javaprops.Pair{{Key: "k", Value: string([]rune(value))}}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("%q: %s", text, diff)
		}
	})
}
