package verify

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/compose-spec/compose-go/v2/types"

	"github.com/alluxio-gen/alluxio-gen/compiler/plan"
)

// ownNetwork is Compose's name for a project's own network.
const ownNetwork = "default"

// compareNetworks finds the project's own network as it was planned, and no other. One whose addresses Docker chooses need
// not stand there.
func compareNetworks(written types.Networks, planned plan.Network) error {
	if planned.Subnet == "" && len(written) == 0 {
		return nil
	}
	own, there := written[ownNetwork]
	if !there || len(written) != 1 {
		return fmt.Errorf("networks are %v, planned the project's own", written)
	}
	if planned.Subnet == "" {
		return nothingLeft(own)
	}
	ipam := take(&own.Ipam)
	pools := take(&ipam.Config)
	if len(pools) != 1 {
		return fmt.Errorf("%d pools of addresses, planned one", len(pools))
	}
	pool := *pools[0]
	got := plan.Network{Subnet: take(&pool.Subnet), Given: take(&pool.IPRange)}
	for _, rest := range []any{own, ipam, pool} {
		if err := nothingLeft(rest); err != nil {
			return fmt.Errorf("network: %w", err)
		}
	}
	return same(got, planned)
}

// attached is what a service says of its place on the project's own network.
func attached(networks map[string]*types.ServiceNetworkConfig) (aliases []string, ipv4 string, err error) {
	for name, n := range networks {
		if name != ownNetwork || n == nil {
			return nil, "", fmt.Errorf("is on network %q", name)
		}
		rest := *n
		aliases, ipv4 = take(&rest.Aliases), take(&rest.Ipv4Address)
		if err := nothingLeft(rest); err != nil {
			return nil, "", err
		}
	}
	return aliases, ipv4, nil
}

func published(ports []types.ServicePortConfig) ([]plan.Published, error) {
	var all []plan.Published
	for _, p := range ports {
		target, number := take(&p.Target), take(&p.Published)
		// What a file leaves out, the library fills in with a word that only Swarm reads.
		port, err := strconv.Atoi(number)
		if mode := take(&p.Mode); err != nil || take(&p.Protocol) != "tcp" || mode != "ingress" {
			return nil, fmt.Errorf("port %d is published as %q", target, number)
		}
		all = append(all, plan.Published{Address: take(&p.HostIP), Port: port, Target: int(target)})
		if err := nothingLeft(p); err != nil {
			return nil, fmt.Errorf("port %d: %w", target, err)
		}
	}
	return all, nil
}

func extraHosts(hosts types.HostsList) []string {
	all := hosts.AsList("=")
	slices.Sort(all)
	if len(all) == 0 {
		return nil
	}
	return all
}
