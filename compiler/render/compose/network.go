package compose

import (
	"slices"
	"strconv"
	"strings"

	"github.com/compose-spec/compose-go/v2/types"

	"github.com/alluxio-gen/alluxio-gen/compiler/plan"
)

// ownNetwork is Compose's name for a project's own network.
const ownNetwork = "default"

// networks says which addresses the project's network has, where Docker is not to choose them. Compose makes that network
// by itself, but a service that says more of its place there must find it in the file.
func networks(h plan.Host, t *texts) types.Networks {
	t.at("network")
	own := types.NetworkConfig{}
	if h.Network.Subnet != "" {
		pool := types.IPAMPool{Subnet: t.lit(h.Network.Subnet), IPRange: t.lit(h.Network.Given)}
		own.Ipam.Config = []*types.IPAMPool{&pool}
	} else if !slices.ContainsFunc(h.Services, hasPlace) {
		return nil
	}
	return types.Networks{ownNetwork: own}
}

func hasPlace(s plan.Service) bool { return len(s.Aliases) > 0 || s.IPv4 != "" }

// network says how a service is found, and what of it the host opens.
func network(c *types.ServiceConfig, s plan.Service, t *texts) {
	c.Hostname = t.lit(s.Hostname)
	if hasPlace(s) {
		c.Networks = map[string]*types.ServiceNetworkConfig{ownNetwork: {Aliases: t.list(s.Aliases), Ipv4Address: t.lit(s.IPv4)}}
	}
	extraHosts(c, s.ExtraHosts, t)
	for _, p := range s.Published {
		c.Ports = append(c.Ports, types.ServicePortConfig{
			HostIP: t.lit(p.Address), Target: uint32(p.Target), Published: strconv.Itoa(p.Port), Protocol: "tcp",
		})
	}
}

// extraHosts are written as name:address. The library's own type writes name=address, which Compose reads from 2.24 on.
func extraHosts(c *types.ServiceConfig, lines []string, t *texts) {
	for _, line := range lines {
		name, address, ok := strings.Cut(line, "=")
		if !ok || strings.Contains(name, ":") {
			t.fail("%q is no name=address", line)
		}
		if c.ExtraHosts == nil {
			c.ExtraHosts = types.HostsList{}
		}
		in, end := t.between(name, "=", address, ":")
		c.ExtraHosts[in] = []string{end}
	}
}
