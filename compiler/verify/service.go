package verify

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/compose-spec/compose-go/v2/types"

	"github.com/alluxio-gen/alluxio-gen/compiler/plan"
)

// compareService turns a service of the file back into a planned one: whatever it does not understand is an error.
func compareService(c types.ServiceConfig, planned plan.Service, files map[string]string) error {
	if err := compareExtra(&c, planned.Extra); err != nil {
		return err
	}
	planned.Extra = nil
	if err := compareDigest(take(&c.Labels), planned.Reads, files); err != nil {
		return err
	}
	written, err := planOf(&c)
	if err != nil {
		return err
	}
	if err := nothingLeft(c); err != nil {
		return err
	}
	return same(written, comparable(planned))
}

// comparable drops what the file does not say and sorts what it does not order.
func comparable(s plan.Service) plan.Service {
	s.Path, s.Role, s.Reads = nil, "", nil
	s.Environment = withoutOrigin(s.Environment, func(v *plan.Variable) { v.From = "" })
	s.Asked = withoutOrigin(s.Asked, func(a *plan.Asked) { a.From = "" })
	s.Mounts = withoutOrigin(s.Mounts, func(m *plan.Mount) { m.From = "" })
	s.DependsOn = withoutOrigin(s.DependsOn, func(*plan.Dependency) {})
	slices.SortFunc(s.Environment, byName)
	slices.SortFunc(s.Asked, byAskedName)
	slices.SortFunc(s.DependsOn, byService)
	s.Published = withoutOrigin(s.Published, func(*plan.Published) {})
	if n, err := strconv.ParseFloat(s.CPUs, 32); err == nil {
		s.CPUs = number(float32(n))
	}
	return s
}

// withoutOrigin returns a copy, nil when empty.
func withoutOrigin[T any](planned []T, forget func(*T)) []T {
	var all []T
	for _, one := range planned {
		forget(&one)
		all = append(all, one)
	}
	return all
}

func byName(a, b plan.Variable) int      { return cmp.Compare(a.Name, b.Name) }
func byAskedName(a, b plan.Asked) int    { return cmp.Compare(a.Name, b.Name) }
func byService(a, b plan.Dependency) int { return cmp.Compare(a.Service, b.Service) }

func number(f float32) string { return strconv.FormatFloat(float64(f), 'g', -1, 32) }

// planOf takes from c all that a planned service can say.
func planOf(c *types.ServiceConfig) (plan.Service, error) {
	s := plan.Service{
		Name:         take(&c.Name),
		Image:        take(&c.Image),
		User:         take(&c.User),
		Entrypoint:   take(&c.Entrypoint),
		Command:      take(&c.Command),
		Platform:     take(&c.Platform),
		Hostname:     take(&c.Hostname),
		ExtraHosts:   extraHosts(take(&c.ExtraHosts)),
		NetworkMode:  take(&c.NetworkMode),
		IPC:          take(&c.Ipc),
		Capabilities: take(&c.CapAdd),
		Security:     take(&c.SecurityOpt),
		StopSignal:   take(&c.StopSignal),
		ShmSize:      int64(take(&c.ShmSize)),
		Memory:       int64(take(&c.MemLimit)),
		Restart:      take(&c.Restart),
		Profiles:     take(&c.Profiles),
	}
	if c.PullPolicy == types.PullPolicyNever {
		c.PullPolicy, s.PullNever = "", true
	}
	if init := take(&c.Init); init != nil {
		s.Init = *init
	}
	if cpus := take(&c.CPUS); cpus != 0 {
		s.CPUs = number(cpus)
	}
	var errs [10]error
	s.Environment, s.Asked, errs[0] = variables(take(&c.Environment))
	s.Mounts, errs[1] = mounts(take(&c.Volumes))
	s.DependsOn, errs[2] = dependencies(take(&c.DependsOn))
	s.StopGrace, errs[3] = wholeSeconds(take(&c.StopGracePeriod))
	s.Health, errs[4] = health(take(&c.HealthCheck))
	s.Aliases, s.IPv4, errs[5] = attached(take(&c.Networks))
	s.Published, errs[6] = published(take(&c.Ports))
	s.OpenFiles, errs[7] = openFiles(take(&c.Ulimits))
	s.Logging, errs[8] = logging(take(&c.Logging))
	s.Devices, errs[9] = devices(take(&c.Devices))
	return s, errors.Join(errs[:]...)
}

// variables are those whose value is written, and those that end with the host's address.
func variables(env types.MappingWithEquals) (all []plan.Variable, asked []plan.Asked, err error) {
	for name, value := range env {
		if value == nil {
			return nil, nil, fmt.Errorf("environment %s is taken from the host", name)
		}
		if before, asks := strings.CutSuffix(*value, theAddress); asks {
			asked = append(asked, plan.Asked{Name: name, Before: before})
		} else {
			all = append(all, plan.Variable{Name: name, Value: *value})
		}
	}
	slices.SortFunc(all, byName)
	slices.SortFunc(asked, byAskedName)
	return all, asked, nil
}
