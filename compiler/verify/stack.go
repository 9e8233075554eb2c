package verify

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"path"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/compose-spec/compose-go/v2/types"

	"github.com/alluxio-gen/alluxio-gen/compiler/plan"
)

// Stack reads docker-stack.yml with Compose's reader, which knows all of Swarm's keys, and compares every field of every
// service, volume, config and record with the plan. That Docker's own command takes the file is for tests to say.
func Stack(content []byte, p plan.Plan) error {
	if err := stackFile(content, p); err != nil {
		return fmt.Errorf("docker-stack.yml: %w", err)
	}
	return nil
}

// stackVersion is what Swarm's reader wants, and Compose's warns of; Compose wants the project's name there.
const stackVersion = "\nversion: \"3.9\"\n"

func stackFile(content []byte, p plan.Plan) error {
	if bytes.Count(content, []byte(stackVersion)) != 1 {
		return errors.New("has no version, or another")
	}
	project, err := load(bytes.Replace(content, []byte(stackVersion), []byte("\nname: "+p.Cluster+"\n"), 1), p.Cluster)
	if err != nil {
		return err
	}
	written := *project
	services, volumes, configs, extensions := take(&written.Services), take(&written.Volumes), take(&written.Configs), take(&written.Extensions)
	if err := hostNetworkAlone(take(&written.Networks)); err != nil {
		return err
	}
	written.Name, written.WorkingDir, written.Environment, written.Profiles = "", "", nil, nil
	if err := nothingLeft(written); err != nil {
		return err
	}
	if err := compareRecords(extensions, p.Hosts); err != nil {
		return err
	}
	var all plan.Host
	for _, h := range p.Hosts {
		if h.Network != (plan.Network{}) {
			return fmt.Errorf("host %s has a network of its own: %v", h.Name, h.Network)
		}
		for _, s := range h.Services {
			c, there := services[s.Name]
			if !there {
				return fmt.Errorf("service %q is missing", s.Name)
			}
			if err := compareTask(c, s, h, configs, p.Cluster); err != nil {
				return fmt.Errorf("service %q: %w", s.Name, err)
			}
		}
		all.Services = append(all.Services, h.Services...)
		if all.Volumes, err = together(all.Volumes, h.Volumes); err != nil {
			return fmt.Errorf("host %s: %w", h.Name, err)
		}
	}
	if len(services) != len(all.Services) || len(configs) > 0 {
		return fmt.Errorf("%d services, planned %d; configs that none reads: %v", len(services), len(all.Services), configs)
	}
	if err := compareVolumes(volumes, all.Volumes); err != nil {
		return err
	}
	return coherent(all)
}

// together adds volumes to those of other hosts; of one name they are one entry of the file, and a volume on each host.
func together(all, more []plan.Volume) ([]plan.Volume, error) {
	for _, v := range more {
		v.From = ""
		i := slices.IndexFunc(all, func(other plan.Volume) bool { return other.Key == v.Key })
		if i < 0 {
			all = append(all, v)
		} else if !reflect.DeepEqual(all[i], v) {
			return nil, fmt.Errorf("another volume is called %q", v.Key)
		}
	}
	return all, nil
}

func hostNetworkAlone(networks types.Networks) error {
	if !reflect.DeepEqual(networks, types.Networks{"host": {Name: "host", External: true}}) {
		return fmt.Errorf("networks are %v, planned the hosts' own", networks)
	}
	return nil
}

// compareTask says in Compose's keys what a service says in Swarm's, and compares that. It takes the configs that it finds
// read out of the list.
func compareTask(c types.ServiceConfig, s plan.Service, h plan.Host, configs types.Configs, cluster string) error {
	if err := takeDeploy(&c, s, h.Name); err != nil {
		return err
	}
	if networks := take(&c.Networks); !reflect.DeepEqual(networks, map[string]*types.ServiceNetworkConfig{"host": nil}) {
		return fmt.Errorf("is on networks %v", networks)
	}
	c.NetworkMode = "host"
	files, err := configFiles(&c, h, configs, cluster)
	if err != nil {
		return err
	}
	c.Volumes = append(files, c.Volumes...)
	if err := takeShm(&c); err != nil {
		return err
	}
	s.Mounts = slices.Clone(s.Mounts)
	slices.SortStableFunc(s.Mounts, func(a, b plan.Mount) int { return isHosts(a) - isHosts(b) })
	return compareService(c, s, h.Record.Files)
}

// isHosts is 1 for a mount of what the host has, and 0 for a file of ours.
func isHosts(m plan.Mount) int {
	if m.Type == plan.Bind && strings.HasPrefix(m.Source, "./") {
		return 0
	}
	return 1
}

// takeDeploy puts limits and restarting where Compose has them; everything else of it is the same for every service.
func takeDeploy(c *types.ServiceConfig, s plan.Service, host string) error {
	d := take(&c.Deploy)
	if d == nil {
		return errors.New("says nothing of how it is deployed")
	}
	one, replicas := uint64(1), 1
	want := types.DeployConfig{
		Replicas:     &replicas,
		Placement:    types.Placement{Constraints: []string{"node.hostname == " + host}},
		UpdateConfig: &types.UpdateConfig{Parallelism: &one, Order: "stop-first", FailureAction: "pause"},
	}
	if s.Role.Ends() {
		want.UpdateConfig.FailureAction = "continue" // an end is no failure
	}
	rest := *d
	limits, restart := take(&rest.Resources), take(&rest.RestartPolicy)
	if !reflect.DeepEqual(rest, want) {
		return fmt.Errorf("is deployed as %+v", rest)
	}
	if limits.Limits != nil {
		l := *limits.Limits
		c.MemLimit, c.CPUS, c.PidsLimit = take(&l.MemoryBytes), float32(take(&l.NanoCPUs)), take(&l.Pids)
		if err := nothingLeft(l); err != nil {
			return err
		}
		limits.Limits = nil
	}
	if err := nothingLeft(limits); err != nil {
		return err
	}
	c.Restart = s.Restart
	return compareRestart(restart, s.Restart)
}

// compareRestart compares Swarm's word for starting again with Compose's.
func compareRestart(written *types.RestartPolicy, word string) error {
	delay := types.Duration(5 * time.Second)
	want := map[string]*types.RestartPolicy{
		"": {Condition: "none"}, "no": {Condition: "none"}, "on-failure": {Condition: "on-failure", Delay: &delay},
		"always": {Condition: "any", Delay: &delay}, "unless-stopped": {Condition: "any", Delay: &delay},
	}[word]
	if want == nil || !reflect.DeepEqual(written, want) {
		return fmt.Errorf("is started again by %+v, planned %q", written, word)
	}
	return nil
}

// configFiles are the configs of a service as the mounts of files that Compose would have; names hold a digest of content.
func configFiles(c *types.ServiceConfig, h plan.Host, configs types.Configs, cluster string) ([]types.ServiceVolumeConfig, error) {
	var all []types.ServiceVolumeConfig
	for _, mounted := range take(&c.Configs) {
		declared, there := configs[mounted.Source]
		source, ours := strings.CutPrefix(declared.File, "./"+h.Dir)
		source = strings.TrimPrefix(source, "/")
		content, known := h.Record.Files[source]
		if !there || !ours || !known || mounted.UID+mounted.GID != "" || mounted.Mode != nil || path.Clean(source) != source {
			return nil, fmt.Errorf("reads config %q, which is %+v", mounted.Source, declared)
		}
		sum := sha256.Sum256([]byte(cluster + " " + c.Name + " " + content))
		if name := fmt.Sprintf("%.20s-%.20s-%x", cluster, c.Name, sum[:8]); !reflect.DeepEqual(declared, types.ConfigObjConfig{Name: name, File: declared.File}) {
			return nil, fmt.Errorf("config %q is %+v, planned %s", mounted.Source, declared, name)
		}
		delete(configs, mounted.Source)
		all = append(all, types.ServiceVolumeConfig{
			Type: "bind", Source: "./" + source, Target: mounted.Target, ReadOnly: true, Bind: &types.ServiceVolumeBind{},
		})
	}
	return all, nil
}

// takeShm puts the size of a mount at /dev/shm where Compose has it, and finds no options but the sizes of mounts in memory.
func takeShm(c *types.ServiceConfig) error {
	var others []types.ServiceVolumeConfig
	for _, v := range c.Volumes {
		if v.Type != "tmpfs" || v.Target != "/dev/shm" {
			if v.Type == "bind" && v.Bind == nil {
				v.Bind = &types.ServiceVolumeBind{}
			}
			others = append(others, v)
			continue
		}
		if v.Tmpfs == nil || !reflect.DeepEqual(v, types.ServiceVolumeConfig{Type: "tmpfs", Target: "/dev/shm", Tmpfs: &types.ServiceVolumeTmpfs{Size: v.Tmpfs.Size}}) || c.ShmSize != 0 {
			return fmt.Errorf("mounts %+v", v)
		}
		c.ShmSize = v.Tmpfs.Size
	}
	c.Volumes = others
	return nil
}

// compareRecords wants each host's record under its name, and nothing else.
func compareRecords(extensions types.Extensions, hosts []plan.Host) error {
	records, _ := extensions["x-alluxio-gen"].(map[string]any)
	if len(records) != len(hosts) || len(extensions) != 1 {
		return fmt.Errorf("the records are %v, planned those of %d hosts", extensions, len(hosts))
	}
	for _, h := range hosts {
		if err := compareRecord(types.Extensions{"x-alluxio-gen": records[h.Name]}, h.Record); err != nil {
			return fmt.Errorf("host %s: %w", h.Name, err)
		}
	}
	return nil
}
