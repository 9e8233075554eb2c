package load

import (
	"cuelang.org/go/cue"

	"github.com/alluxio-gen/alluxio-gen/schema"
)

// Schema evaluates the embedded schema without a description: its tables, and the bare definitions.
func Schema() (cue.Value, error) {
	lang, err := language(schema.FS)
	if err != nil {
		return cue.Value{}, err
	}
	v := newContext().BuildInstance(lang)
	return v, v.Err()
}
