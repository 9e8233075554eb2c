package contract

import (
	"cmp"
	"hash/fnv"
	"regexp"
	"slices"
)

// Sizes of the tables in which bash keeps variables; the order in which `env` sees them follows.
const (
	buckets        = 1024
	invalidBuckets = 64
)

var identifier = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)

// environ lists variables as bash 5.2 hands them to a program, "name=value": first those whose names are no shell
// names, then by bucket of the hash, last the program's own path.
func environ(vars map[string]string, program string) []string {
	names := make([]string, 0, len(vars))
	for name := range vars {
		if name != "_" {
			names = append(names, name)
		}
	}
	slices.SortFunc(names, func(a, b string) int {
		return cmp.Or(
			compareBool(identifier.MatchString(a), identifier.MatchString(b)),
			cmp.Compare(bucket(a), bucket(b)),
			cmp.Compare(a, b),
		)
	})
	list := make([]string, 0, len(names)+1)
	for _, name := range names {
		list = append(list, name+"="+vars[name])
	}
	return append(list, "_="+program)
}

func bucket(name string) uint32 {
	h := fnv.New32()
	h.Write([]byte(name))
	if identifier.MatchString(name) {
		return h.Sum32() % buckets
	}
	return h.Sum32() % invalidBuckets
}

// compareBool sorts false before true.
func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}
