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
		"root":    kept(r.Root),
		"masters": list(r.Masters),
		"journal": each(r.Journal, kept),
		"tiers":   each(r.Tiers, tiers),
		"files":   each(r.Files, text),
	}
	if r.Host != "" {
		record["host"] = r.Host
	}
	if r.Engine != "" {
		record["engine"] = r.Engine
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

func each[T any](m map[string]T, form func(T) any) map[string]any {
	all := map[string]any{}
	for k, v := range m {
		all[k] = form(v)
	}
	return all
}

func text(s string) any { return s }

func tiers(ks []plan.Kept) any {
	all := []any{}
	for _, k := range ks {
		all = append(all, kept(k))
	}
	return all
}

func kept(k plan.Kept) any {
	all := map[string]any{"kind": k.Kind, "path": k.Target, "place": k.Place}
	if k.Size != 0 {
		all["size"] = int(k.Size)
	}
	return all
}
