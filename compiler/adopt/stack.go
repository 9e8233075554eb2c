package adopt

import (
	"fmt"
	"maps"
	"path"
	"reflect"
	"slices"
	"strings"

	"github.com/compose-spec/compose-go/v2/types"
)

// isStack says that a file is for Swarm, not for Compose: it places a service on nodes.
func isStack(p *types.Project) bool {
	for _, service := range p.Services {
		if service.Deploy != nil && len(service.Deploy.Placement.Constraints) > 0 {
			return true
		}
	}
	return false
}

// stack takes what Swarm runs for what Compose would run on each node, so that all else reads the words of one engine. What it
// leaves in deploy is compared as it stands.
func (s *Setup) stack(src Source, p *types.Project) []Host {
	s.Swarm = true
	s.besideStack(src, p)
	hosts := map[string]*Host{}
	for _, name := range slices.Sorted(maps.Keys(p.Services)) {
		node := nodeOf(p.Services[name])
		if node == "" {
			node = firstOf(slices.Sorted(maps.Keys(nodes(p)))...)
			s.lose(name, "its node", "Swarm may start it on any; a description names one, and %s was taken", node)
		}
		if hosts[node] == nil {
			hosts[node] = onNode(node, src, p)
		}
		hosts[node].Project.Services[name] = s.fromSwarm(p.Services[name], p, hosts[node].dir)
	}
	var all []Host
	for _, node := range slices.Sorted(maps.Keys(hosts)) {
		h := hosts[node]
		record(h)
		h.prepare(h.source)
		all = append(all, *h)
	}
	return all
}

// besideStack are the parts of the file that no service of a description has.
func (s *Setup) besideStack(src Source, p *types.Project) {
	for _, name := range slices.Sorted(maps.Keys(p.Networks)) {
		if p.Networks[name].Name != hostNetwork && name != "default" {
			s.lose(src.Name, "network "+name, "services are on the hosts' network")
		}
	}
	for _, name := range slices.Sorted(maps.Keys(p.Secrets)) {
		s.lose(src.Name, "secret "+name, "secrets are files of the hosts")
	}
	for _, name := range slices.Sorted(maps.Keys(p.Configs)) {
		if p.Configs[name].File == "" {
			s.lose(src.Name, "config "+name, "nothing of it was read")
		}
	}
}

// hostNetwork is the network of the hosts themselves, by Docker's own name.
const hostNetwork = "host"

// onNode is a node with what a build of ours recorded of it; its files are in the folder of its name where there are several.
func onNode(node string, src Source, p *types.Project) *Host {
	all, _ := p.Extensions["x-alluxio-gen"].(map[string]any)
	kept, _ := all[node].(map[string]any)
	dir, _ := kept["host"].(string)
	h := newHost(node, Source{Name: src.Name, Read: func(file string) ([]byte, error) { return src.Read(path.Join(dir, file)) }})
	h.dir = dir
	h.Project = &types.Project{Name: p.Name, Services: types.Services{}, Volumes: types.Volumes{}, Extensions: types.Extensions{}}
	if kept != nil {
		h.Project.Extensions["x-alluxio-gen"] = kept
	}
	for name, v := range p.Volumes {
		h.Project.Volumes[name] = v
	}
	return &h
}

// nodeOf is where a service has to run, "" for anywhere.
func nodeOf(service types.ServiceConfig) string {
	if service.Deploy == nil {
		return ""
	}
	for _, c := range service.Deploy.Placement.Constraints {
		if what, node, equal := strings.Cut(c, "=="); equal && strings.TrimSpace(what) == "node.hostname" {
			return strings.TrimSpace(node)
		}
	}
	return ""
}

// nodes are those that services name, or one that nobody does.
func nodes(p *types.Project) map[string]bool {
	all := map[string]bool{}
	for _, service := range p.Services {
		if node := nodeOf(service); node != "" {
			all[node] = true
		}
	}
	if len(all) == 0 {
		all["n1"] = true
	}
	return all
}

// fromSwarm says a service in Compose's words.
func (s *Setup) fromSwarm(service types.ServiceConfig, p *types.Project, dir string) types.ServiceConfig {
	for name := range service.Networks {
		if p.Networks[name].Name == hostNetwork {
			service.NetworkMode, service.Networks = hostNetwork, nil
		}
	}
	for _, c := range service.Configs {
		if file := p.Configs[c.Source].File; file != "" {
			source := "./" + strings.TrimPrefix(path.Clean(file), dir+"/")
			service.Volumes = append(service.Volumes, types.ServiceVolumeConfig{Type: types.VolumeTypeBind, Source: source, Target: c.Target, ReadOnly: true})
		}
	}
	service.Configs = nil
	service.Volumes = slices.DeleteFunc(service.Volumes, func(v types.ServiceVolumeConfig) bool {
		shm := v.Type == types.VolumeTypeTmpfs && path.Clean(v.Target) == "/dev/shm" && v.Tmpfs != nil
		if shm {
			service.ShmSize = v.Tmpfs.Size
		}
		return shm
	})
	if service.Deploy != nil {
		deployed(&service)
	}
	return service
}

// endsInSwarm says that a service does one thing and ends: it is a job, or starts no more when it has ended well, and an update goes
// on then.
func endsInSwarm(service types.ServiceConfig) bool {
	d := service.Deploy
	return d != nil && (strings.HasSuffix(d.Mode, "-job") || service.Restart != types.RestartPolicyUnlessStopped && d.UpdateConfig != nil && d.UpdateConfig.FailureAction == "continue")
}

// deployedAsOurs says that what is left in deploy is what a build writes for each service of a node.
func deployedAsOurs(service types.ServiceConfig) bool {
	d := service.Deploy
	if d == nil || d.UpdateConfig == nil || d.RestartPolicy == nil || nodeOf(service) == "" {
		return false
	}
	one, replicas, delay := uint64(1), 1, d.RestartPolicy.Delay
	usual := types.DeployConfig{
		Replicas: &replicas, Placement: types.Placement{Constraints: d.Placement.Constraints[:1]}, Resources: d.Resources,
		UpdateConfig: &types.UpdateConfig{Parallelism: &one, Order: "stop-first", FailureAction: d.UpdateConfig.FailureAction}, RestartPolicy: &types.RestartPolicy{Delay: delay},
	}
	return reflect.DeepEqual(*d, usual) && d.Resources.Limits == nil && d.Resources.Reservations == nil
}

// restarts are Compose's words for when Swarm starts a container again.
var restarts = map[string]string{"none": types.RestartPolicyNo, "on-failure": types.RestartPolicyOnFailure, "any": types.RestartPolicyUnlessStopped, "": types.RestartPolicyUnlessStopped}

// deployed takes out of deploy what Compose has keys of its own for.
func deployed(service *types.ServiceConfig) {
	d := *service.Deploy
	if l := d.Resources.Limits; l != nil {
		service.MemLimit, service.CPUS, service.PidsLimit = l.MemoryBytes, float32(l.NanoCPUs), l.Pids
		rest := *l
		rest.MemoryBytes, rest.NanoCPUs, rest.Pids = 0, 0, 0
		if d.Resources.Limits = &rest; fmt.Sprint(rest) == fmt.Sprint(types.Resource{}) {
			d.Resources.Limits = nil
		}
	}
	service.Restart = restarts[""]
	if r := d.RestartPolicy; r != nil {
		rest := *r
		service.Restart, rest.Condition = restarts[r.Condition], ""
		d.RestartPolicy = &rest
	}
	service.Deploy = &d
}
