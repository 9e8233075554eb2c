package compose

import (
	"strconv"
	"time"

	"github.com/compose-spec/compose-go/v2/types"

	"github.com/alluxio-gen/alluxio-gen/compiler/plan"
)

// service sets fields by assignment: compose-go has moved them between embedded structs before.
func service(s plan.Service, files map[string]string, t *texts) types.ServiceConfig {
	var c types.ServiceConfig
	c.Image = t.lit(s.Image)
	if s.PullNever {
		c.PullPolicy = types.PullPolicyNever
	}
	c.Entrypoint = t.list(s.Entrypoint)
	c.Command = t.list(s.Command)
	c.Environment = environment(s, t)
	c.Labels = labels(s.Reads, files, t)
	c.User = t.lit(s.User)
	c.Platform = t.lit(s.Platform)
	network(&c, s, t)
	c.NetworkMode = t.lit(s.NetworkMode)
	c.Ipc = t.lit(s.IPC)
	c.Volumes = mounts(s.Mounts, t)
	for _, d := range s.Devices {
		c.Devices = append(c.Devices, types.DeviceMapping{Source: t.lit(d), Target: t.lit(d), Permissions: "rwm"})
	}
	c.CapAdd = t.list(s.Capabilities)
	c.SecurityOpt = t.list(s.Security)
	limits(&c, s, t)
	lifecycle(&c, s, t)
	extra(&c, s.Extra, t)
	return c
}

func limits(c *types.ServiceConfig, s plan.Service, t *texts) {
	c.ShmSize = types.UnitBytes(s.ShmSize)
	c.MemLimit = types.UnitBytes(s.Memory)
	if s.OpenFiles > 0 {
		c.Ulimits = map[string]*types.UlimitsConfig{"nofile": {Soft: s.OpenFiles, Hard: s.OpenFiles}}
	}
	if s.CPUs == "" {
		return
	}
	cpus, err := strconv.ParseFloat(s.CPUs, 32)
	if err != nil || !(cpus > 0) || cpus > 1e6 {
		t.fail("cpus %q is not a number above 0", s.CPUs)
	}
	c.CPUS = float32(cpus)
}

func lifecycle(c *types.ServiceConfig, s plan.Service, t *texts) {
	c.Restart = t.lit(s.Restart)
	c.Logging = logging(s.Logging)
	if s.Init {
		c.Init = &s.Init
	}
	c.StopSignal = t.lit(s.StopSignal)
	if s.StopGrace > 0 {
		c.StopGracePeriod = seconds(s.StopGrace)
	}
	c.DependsOn = dependsOn(s.DependsOn, t)
	c.Profiles = t.list(s.Profiles)
	if s.Health != nil {
		c.HealthCheck = health(*s.Health, t)
	}
}

// logging names the driver too: its options mean nothing to another one that the engine may use by itself.
func logging(l plan.Logging) *types.LoggingConfig {
	if l.Files == 0 {
		return nil
	}
	return &types.LoggingConfig{Driver: "json-file", Options: types.Options{
		"max-size": strconv.FormatInt(l.Size>>10, 10) + "k", "max-file": strconv.Itoa(l.Files),
	}}
}

func environment(s plan.Service, t *texts) types.MappingWithEquals {
	if len(s.Environment)+len(s.Asked) == 0 {
		return nil
	}
	all := make(types.MappingWithEquals, len(s.Environment)+len(s.Asked))
	set := func(name, value string) {
		if _, twice := all[name]; twice {
			t.fail("the environment has %s twice", name)
		}
		all[t.name(name)] = &value
	}
	for _, v := range s.Environment {
		set(v.Name, t.lit(v.Value))
	}
	for _, a := range s.Asked {
		set(a.Name, t.lit(a.Before)+askAddress)
	}
	return all
}

func mounts(ms []plan.Mount, t *texts) []types.ServiceVolumeConfig {
	var all []types.ServiceVolumeConfig
	for _, m := range ms {
		v := types.ServiceVolumeConfig{Type: string(m.Type), Source: t.lit(m.Source), Target: t.lit(m.Target), ReadOnly: m.ReadOnly}
		switch m.Type {
		case plan.Bind:
			// Docker must refuse a missing directory, not make one that root owns.
			v.Bind = &types.ServiceVolumeBind{CreateHostPath: false}
			if m.Shared {
				v.Bind.Propagation = types.PropagationRShared
			}
		case plan.InMemory:
			v.Tmpfs = &types.ServiceVolumeTmpfs{Size: types.UnitBytes(m.Size)}
		case plan.NamedVolume:
		default:
			t.fail("mount at %s is of unknown type %q", m.Target, m.Type)
		}
		all = append(all, v)
	}
	return all
}

func dependsOn(ds []plan.Dependency, t *texts) types.DependsOnConfig {
	all := make(types.DependsOnConfig, len(ds))
	for _, d := range ds {
		if _, twice := all[d.Service]; twice {
			t.fail("depends on %s twice", d.Service)
		}
		all[t.key(d.Service)] = types.ServiceDependency{Condition: string(d.Condition), Required: true}
	}
	return all
}

func health(h plan.Health, t *texts) *types.HealthCheckConfig {
	if h.Retries < 0 {
		t.fail("health check with %d retries", h.Retries)
	}
	c := &types.HealthCheckConfig{Test: t.list(h.Test)}
	c.Interval = optional(h.Interval)
	c.Timeout = optional(h.Timeout)
	c.StartPeriod = optional(h.StartFor)
	if h.Retries > 0 {
		retries := uint64(h.Retries)
		c.Retries = &retries
	}
	return c
}

// optional leaves 0 out, which is Docker's own default.
func optional(s int) *types.Duration {
	if s == 0 {
		return nil
	}
	return seconds(s)
}

func seconds(s int) *types.Duration {
	d := types.Duration(time.Duration(s) * time.Second)
	return &d
}
