package verify

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/alluxio-gen/alluxio-gen/compiler/plan"
	"github.com/alluxio-gen/alluxio-gen/compiler/verify/javaprops"
)

// Properties reads a site file as Java does and wants exactly the planned keys and values.
func Properties(content []byte, f plan.SiteFile) error {
	written, err := javaprops.Parse(content)
	if err != nil {
		return fmt.Errorf("%s: %w", f.Path, err)
	}
	planned := make([]javaprops.Pair, 0, len(f.Properties))
	for _, p := range f.Properties {
		planned = append(planned, javaprops.Pair{Key: p.Key, Value: p.Value})
	}
	if err := samePairs(byKey(written), byKey(planned)); err != nil {
		return fmt.Errorf("%s: %w", f.Path, err)
	}
	return nil
}

func byKey(pairs []javaprops.Pair) []javaprops.Pair {
	slices.SortStableFunc(pairs, func(a, b javaprops.Pair) int { return cmp.Compare(a.Key, b.Key) })
	return pairs
}

func samePairs(written, planned []javaprops.Pair) error {
	for i := range min(len(written), len(planned)) {
		if written[i] != planned[i] {
			return fmt.Errorf("%q is %q, planned %q to be %q",
				written[i].Key, written[i].Value, planned[i].Key, planned[i].Value)
		}
	}
	if len(written) != len(planned) {
		return fmt.Errorf("%d properties, planned %d", len(written), len(planned))
	}
	return nil
}
