package schema_test

import (
	"fmt"
	"io/fs"
	"testing"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/build"
	"cuelang.org/go/cue/cuecontext"
	"cuelang.org/go/cue/errors"

	"github.com/alluxio-gen/alluxio-gen/schema"
)

// language evaluates the embedded package.
func language(t testing.TB) cue.Value {
	t.Helper()
	names, err := fs.Glob(schema.FS, "*.cue")
	if err != nil {
		t.Fatal(err)
	}
	instance := build.NewContext().NewInstance("schema", nil)
	for _, name := range names {
		text, err := fs.ReadFile(schema.FS, name)
		if err != nil {
			t.Fatal(err)
		}
		if err := instance.AddFile(name, text); err != nil {
			t.Fatal(err)
		}
	}
	if err := instance.Complete(); err != nil {
		t.Fatal(err)
	}
	v := cuecontext.New().BuildInstance(instance)
	if err := v.Err(); err != nil {
		t.Fatal(errors.Details(err, nil))
	}
	return v
}

// eval decodes the value of a CUE expression in the scope of the language.
func eval(t testing.TB, language cue.Value, expression string, into any) {
	t.Helper()
	v := language.Context().CompileString(expression, cue.Scope(language))
	if err := v.Validate(cue.Concrete(true)); err != nil {
		t.Fatalf("%s: %s", abridged(expression), errors.Details(err, nil))
	}
	if err := v.Decode(into); err != nil {
		t.Fatalf("%s: %v", abridged(expression), err)
	}
}

func abridged(text string) string {
	if len(text) > 300 {
		return fmt.Sprintf("%s... (%d bytes)", text[:300], len(text))
	}
	return text
}
