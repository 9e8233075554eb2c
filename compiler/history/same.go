package history

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/alluxio-gen/alluxio-gen/compiler/plan"
)

// same reports whether the build records what the one before it did. Then no rule has anything to say, and most builds need
// not ask them; in doubt it is false.
func (c *comparison) same() bool {
	is := c.records()
	if len(c.was) != len(is) {
		return false
	}
	was := make([]plan.Record, len(c.was))
	for i, v := range c.was {
		if v.Decode(&was[i]) != nil {
			return false
		}
	}
	slices.SortFunc(was, byHost)
	return slices.EqualFunc(was, is, func(a, b plan.Record) bool { return told(a) == told(b) })
}

func byHost(a, b plan.Record) int { return strings.Compare(a.Host, b.Host) }

// told is what a record says of what the cluster keeps, as text: nothing of the files beside it, nor of the description.
func told(r plan.Record) string {
	r.Files = nil
	r.Root.From = nil
	journal, tiers := map[string]plan.Kept{}, map[string][]plan.Kept{}
	for master, k := range r.Journal {
		k.From = nil
		journal[master] = k
	}
	for worker, ks := range r.Tiers {
		for _, k := range ks {
			k.From = nil
			tiers[worker] = append(tiers[worker], k)
		}
	}
	r.Journal, r.Tiers = journal, tiers
	text, err := json.Marshal(r)
	if err != nil {
		panic(err) // texts and numbers only
	}
	return string(text)
}
