package load

import (
	"cuelang.org/go/cue"

	"github.com/alluxio-gen/alluxio-gen/schema"
)

// Schema evaluates the embedded schema without a description: its tables, and the bare definitions.
func Schema() (cue.Value, error) {
	language, err := parseLanguage(schema.FS)
	if err != nil {
		return cue.Value{}, err
	}
	v := newContext().BuildInstance(language)
	return v, v.Err()
}
