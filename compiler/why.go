package compiler

import (
	"maps"
	"slices"

	"github.com/alluxio-gen/alluxio-gen/compiler/diag"
	"github.com/alluxio-gen/alluxio-gen/compiler/plan"
)

// Carried is one property of one service: its value, the field it came from, and what carries it there.
type Carried struct {
	Service, Key, Value, From string
	// Channel is the kind of carrier, Carrier the site file (in the output directory) or the variable.
	Channel, Carrier string
	// Reason says why this channel and no other.
	Reason string
}

// Why tells how properties reach services: all of a service's when key is "", all services' when service is "".
// Diagnostics and error are as of Compile.
func Why(src Source, key, service string) ([]Carried, Result, error) {
	_, p, ds, err := layOut(src)
	result := Result{Diagnostics: diag.Sort(ds)}
	if err != nil || p == nil {
		return nil, result, err
	}
	result.Cluster = p.Cluster
	var found []Carried
	for _, h := range p.Hosts {
		for _, s := range slices.Sorted(maps.Keys(h.Delivered)) {
			for _, d := range h.Delivered[s] {
				if (key == "" || key == d.Key) && (service == "" || service == s) {
					found = append(found, carried(p, h, s, d))
				}
			}
		}
	}
	return found, result, nil
}

func carried(p *plan.Plan, h plan.Host, service string, d plan.Delivery) Carried {
	c := Carried{
		Service: service, Key: d.Key, Value: d.Value, From: d.From,
		Channel: string(d.Channel), Carrier: d.Carrier, Reason: reasons[d.Channel],
	}
	if d.FromHost {
		c.Value, c.Reason = "the host's address", "only the host knows it, and Compose asks when it makes the container"
	}
	if d.Channel == plan.InSiteFile && h.Dir != "" {
		c.Carrier = h.Dir + "/" + d.Carrier
	}
	c.Reason += " (release " + p.Release + ")"
	return c
}

// reasons say why a channel was chosen.
var reasons = map[plan.Channel]string{
	plan.InSiteFile: "the process reads it there, and the file carries any text unharmed",
	plan.InOptions:  "in the site file this key would stop the process, so it is a JVM option",
	plan.InVariable: "the image's start scripts turn this variable into the property, and it beats a site file",
}
