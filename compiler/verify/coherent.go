package verify

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/alluxio-gen/alluxio-gen/compiler/plan"
)

// refersTo are the services that another one waits for, or shares a name space with.
func refersTo(s plan.Service) (names []string) {
	for _, d := range s.DependsOn {
		names = append(names, d.Service)
	}
	for _, shared := range []string{s.IPC, s.NetworkMode} {
		if name, ok := strings.CutPrefix(shared, "service:"); ok {
			names = append(names, name)
		}
	}
	return names
}

// coherent is what Compose asks of a file as a whole: services and volumes that are referred to exist, and no service
// waits for itself.
func coherent(h plan.Host) error {
	services, volumes := map[string]plan.Service{}, map[string]bool{}
	for _, s := range h.Services {
		services[s.Name] = s
	}
	for _, v := range h.Volumes {
		volumes[v.Key] = true
	}
	for _, s := range h.Services {
		for _, m := range s.Mounts {
			if m.Type == plan.NamedVolume && !volumes[m.Source] {
				return fmt.Errorf("service %q mounts volume %q, which is not planned", s.Name, m.Source)
			}
		}
	}
	started, above := map[string]bool{}, map[string]bool{}
	for _, name := range slices.Sorted(maps.Keys(services)) {
		if err := startable(name, services, started, above); err != nil {
			return err
		}
	}
	return nil
}

func startable(name string, services map[string]plan.Service, started, above map[string]bool) error {
	s, planned := services[name]
	switch {
	case started[name]:
		return nil
	case !planned:
		return fmt.Errorf("service %q is referred to, and not planned", name)
	case above[name]:
		return fmt.Errorf("service %q waits for itself", name)
	}
	above[name] = true
	for _, other := range refersTo(s) {
		if err := startable(other, services, started, above); err != nil {
			return err
		}
	}
	started[name] = true
	return nil
}
