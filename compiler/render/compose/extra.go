package compose

import (
	"reflect"

	"github.com/compose-spec/compose-go/v2/types"

	"github.com/alluxio-gen/alluxio-gen/compiler/composekeys"
)

// extra adds keys that the description says in Compose's own words, as Compose reads them.
func extra(c *types.ServiceConfig, keys map[string]any, t *texts) {
	if len(keys) == 0 {
		return
	}
	escaped := t.values(keys).(map[string]any)
	if files, ok := escaped["env_file"].([]any); ok {
		escaped["env_file"] = t.asTexts("path: ", files)
	}
	read, err := composekeys.Read(escaped)
	if err != nil {
		t.fail("%v", err)
		return
	}
	to, from := reflect.ValueOf(c).Elem(), reflect.ValueOf(read)
	for key := range keys {
		field, known := composekeys.Field(key)
		switch {
		case !known:
			t.fail("Compose has no %q", key)
		case key == "labels":
			c.Labels = join(c.Labels, read.Labels)
		case !to.FieldByIndex(field).IsZero():
			t.fail("%q is said twice", key)
		default:
			to.FieldByIndex(field).Set(from.FieldByIndex(field))
		}
	}
}

func join(a, b types.Labels) types.Labels {
	all := types.Labels{}
	for _, labels := range []types.Labels{a, b} {
		for k, v := range labels {
			all[k] = v
		}
	}
	return all
}

// values escapes every text in a value.
func (t *texts) values(v any) any {
	switch v := v.(type) {
	case string:
		return t.lit(v)
	case []any:
		all := make([]any, len(v))
		for i := range v {
			all[i] = t.values(v[i])
		}
		return all
	case map[string]any:
		all := map[string]any{}
		for k := range v {
			all[k] = t.values(v[k])
		}
		return all
	}
	return v
}
