package verify

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/compose-spec/compose-go/v2/types"

	"github.com/alluxio-gen/alluxio-gen/compiler/plan"
)

func mounts(vs []types.ServiceVolumeConfig) ([]plan.Mount, error) {
	var all []plan.Mount
	for _, v := range vs {
		m := plan.Mount{
			Type:     plan.MountType(take(&v.Type)),
			Source:   take(&v.Source),
			Target:   take(&v.Target),
			ReadOnly: take(&v.ReadOnly),
		}
		bind := take(&v.Bind)
		if (bind != nil) != (m.Type == plan.Bind) {
			return nil, fmt.Errorf("mount at %s: bind options are %v for type %s", m.Target, bind, m.Type)
		}
		if bind != nil {
			propagation := take(&bind.Propagation)
			if propagation != "" && propagation != types.PropagationRShared {
				return nil, fmt.Errorf("mount at %s: propagation is %s", m.Target, propagation)
			}
			m.Shared = propagation != ""
			if err := nothingLeft(*bind); err != nil {
				return nil, fmt.Errorf("mount at %s: %w", m.Target, err)
			}
		}
		if m.Type == plan.InMemory && v.Tmpfs != nil {
			m.Size = int64(v.Tmpfs.Size)
			if rest := *take(&v.Tmpfs); rest.Mode != 0 || m.Size == 0 {
				return nil, fmt.Errorf("mount at %s: options are %+v", m.Target, rest)
			}
		}
		if err := nothingLeft(v); err != nil {
			return nil, fmt.Errorf("mount at %s: %w", m.Target, err)
		}
		all = append(all, m)
	}
	return all, nil
}

// devices are those that a container has under the host's names, to read, write and make.
func devices(ds []types.DeviceMapping) ([]string, error) {
	var all []string
	for _, d := range ds {
		if d.Source != d.Target || d.Permissions != "rwm" {
			return nil, fmt.Errorf("device is %+v", d)
		}
		all = append(all, d.Source)
	}
	return all, nil
}

func dependencies(ds types.DependsOnConfig) ([]plan.Dependency, error) {
	var all []plan.Dependency
	for service, d := range ds {
		if !take(&d.Required) {
			return nil, fmt.Errorf("%s is not required", service)
		}
		all = append(all, plan.Dependency{Service: service, Condition: plan.Condition(take(&d.Condition))})
		if err := nothingLeft(d); err != nil {
			return nil, fmt.Errorf("depends on %s: %w", service, err)
		}
	}
	slices.SortFunc(all, byService)
	return all, nil
}

func health(c *types.HealthCheckConfig) (*plan.Health, error) {
	if c == nil {
		return nil, nil
	}
	rest := *c
	h := plan.Health{Test: take(&rest.Test)}
	var errs [3]error
	h.Interval, errs[0] = wholeSeconds(take(&rest.Interval))
	h.Timeout, errs[1] = wholeSeconds(take(&rest.Timeout))
	h.StartFor, errs[2] = wholeSeconds(take(&rest.StartPeriod))
	if retries := take(&rest.Retries); retries != nil {
		h.Retries = int(*retries)
	}
	return &h, errors.Join(append(errs[:], nothingLeft(rest))...)
}

func wholeSeconds(d *types.Duration) (int, error) {
	if d == nil {
		return 0, nil
	}
	if t := time.Duration(*d); t%time.Second != 0 || t == 0 {
		return 0, fmt.Errorf("%s is no whole number of seconds", d)
	}
	return int(time.Duration(*d) / time.Second), nil
}
