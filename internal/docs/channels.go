package docs

import (
	"slices"

	"cuelang.org/go/cue"

	"github.com/alluxio-gen/alluxio-gen/schema/catalogue"
)

// Channels say of one release how its properties reach a master or a worker: how many by each channel, and which by none.
type Channels struct {
	Release                    string
	SiteFile, Variable, Option int
	None                       []string
}

// channels ask the schema about every property of every release.
func (l *language) channels(releases []Release) ([]Channels, error) {
	known, err := catalogue.Load()
	if err != nil {
		return nil, err
	}
	var all []Channels
	for _, r := range releases {
		c, err := l.carried(r, live(known, r.Name))
		if err != nil {
			return nil, err
		}
		all = append(all, c)
	}
	return all, nil
}

// live are the properties that a release has under the name that it reads.
func live(known *catalogue.Catalogue, release string) (keys []string) {
	for _, p := range known.Properties {
		if _, lives := known.At(p.Life, release); lives {
			keys = append(keys, p.Key)
		}
	}
	slices.Sort(keys)
	return keys
}

func (l *language) carried(r Release, keys []string) (Channels, error) {
	asked := l.value.LookupPath(cue.ParsePath("#ResolveChannels")).
		FillPath(cue.ParsePath("#release"), r.Name).
		FillPath(cue.ParsePath("#mapping"), r.Row.EnvMapping).
		FillPath(cue.ParsePath("#keys"), keys)
	var names map[string]string
	if err := decode(asked, "names", &names); err != nil {
		return Channels{}, err
	}
	var options map[string]bool
	if err := decode(asked, "options", &options); err != nil {
		return Channels{}, err
	}
	c := Channels{Release: r.Name}
	for _, key := range keys {
		_, named := names[key]
		switch {
		case options[key] && r.Row.OptionWords == "all":
			c.Option++
		case options[key] || r.Row.Delivery == "environment" && !named:
			c.None = append(c.None, key)
		case r.Row.Delivery == "environment":
			c.Variable++
		default:
			c.SiteFile++
		}
	}
	return c, nil
}
