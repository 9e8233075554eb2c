package verify

import (
	"fmt"
	"reflect"

	"github.com/compose-spec/compose-go/v2/types"

	"github.com/alluxio-gen/alluxio-gen/compiler/plan"
)

// compareRecord wants exactly the planned record, and no other extension.
func compareRecord(written types.Extensions, r plan.Record) error {
	record := map[string]any{
		"schema":  r.Schema,
		"cluster": r.Cluster,
		"release": r.Release,
		"root":    r.Root,
		"masters": list(r.Masters),
		"journal": mapping(r.Journal),
		"tiers":   mapping(r.Tiers),
		"files":   mapping(r.Files),
	}
	if r.Host != "" {
		record["host"] = r.Host
	}
	planned := types.Extensions{"x-alluxio-gen": record}
	if !reflect.DeepEqual(written, planned) {
		return fmt.Errorf("the record is %#v, planned %#v", written, planned)
	}
	return nil
}

func list(ss []string) []any {
	all := []any{}
	for _, s := range ss {
		all = append(all, s)
	}
	return all
}

func mapping(m map[string]string) map[string]any {
	all := map[string]any{}
	for k, v := range m {
		all[k] = v
	}
	return all
}
