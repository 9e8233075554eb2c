// Package verify reads every artifact back with its own format's reader and compares it with the plan. Its errors are
// about the compiler, never about the description.
package verify

import (
	"fmt"

	"github.com/compose-spec/compose-go/v2/types"

	"github.com/alluxio-gen/alluxio-gen/compiler/plan"
)

// Compose reads docker-compose.yml as Compose does and compares every field of every service and volume with the
// plan; of services that differ in their names alone one is read, and the others are compared with it.
func Compose(content []byte, h plan.Host, p plan.Plan) error {
	if err := composeFile(content, h, p); err != nil {
		return fmt.Errorf("docker-compose.yml: %w", err)
	}
	return nil
}

func composeFile(content []byte, h plan.Host, p plan.Plan) error {
	content, part, err := sample(content, h)
	if err != nil {
		return err
	}
	if err := compareFile(content, part, p); err != nil {
		return err
	}
	return coherent(h)
}

func compareFile(content []byte, h plan.Host, p plan.Plan) error {
	project, err := load(content, p.Cluster)
	if err != nil {
		return err
	}
	written := *project
	services, volumes, networks, extensions := take(&written.Services), take(&written.Volumes), take(&written.Networks), take(&written.Extensions)
	written.Name, written.WorkingDir, written.Environment, written.Profiles = "", "", nil, nil
	if err := nothingLeft(written); err != nil {
		return err
	}
	if err := compareServices(services, h); err != nil {
		return err
	}
	if err := compareVolumes(volumes, h.Volumes); err != nil {
		return err
	}
	if err := compareNetworks(networks, h.Network); err != nil {
		return err
	}
	return compareRecord(extensions, h.Record)
}

func compareServices(written types.Services, h plan.Host) error {
	if len(written) != len(h.Services) {
		return fmt.Errorf("%d services, planned %d", len(written), len(h.Services))
	}
	for _, s := range h.Services {
		c, ok := written[s.Name]
		if !ok {
			return fmt.Errorf("service %q is missing", s.Name)
		}
		if err := compareService(c, s, h.Record.Files); err != nil {
			return fmt.Errorf("service %q: %w", s.Name, err)
		}
	}
	return nil
}

func compareVolumes(written types.Volumes, planned []plan.Volume) error {
	if len(written) != len(planned) {
		return fmt.Errorf("%d volumes, planned %d", len(written), len(planned))
	}
	for _, v := range planned {
		c, ok := written[v.Key]
		if !ok {
			return fmt.Errorf("volume %q is missing", v.Key)
		}
		if err := compareVolume(c, v); err != nil {
			return fmt.Errorf("volume %q: %w", v.Key, err)
		}
	}
	return nil
}

func compareVolume(c types.VolumeConfig, v plan.Volume) error {
	v.From = ""
	driver := ""
	if len(v.Options) > 0 {
		driver = "local"
	}
	if got := take(&c.Driver); got != driver {
		return fmt.Errorf("driver is %q, planned %q", got, driver)
	}
	got := plan.Volume{Key: v.Key, Name: take(&c.Name), Options: orNil(map[string]string(take(&c.DriverOpts)))}
	if err := nothingLeft(c); err != nil {
		return err
	}
	v.Options = orNil(v.Options)
	return same(got, v)
}
