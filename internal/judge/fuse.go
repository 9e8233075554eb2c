package judge

import (
	"cmp"
	"slices"
	"strings"

	"github.com/compose-spec/compose-go/v2/types"
)

// A worker that is told to mount may do so, in a directory that it shares with its host, where nobody else does; and it is
// healthy only with the mount, since it goes on without.
func mountsAreSeen(c *Cluster, f *faults) {
	owner := map[string]string{}
	for s, read := range c.processes("worker") {
		if read["alluxio.worker.fuse.enabled"] != "true" {
			continue
		}
		point := pointOf(read)
		m, shared := s.sharing(point)
		switch {
		case !shared:
			f.add("worker %s mounts at %s, which its host does not see", s.Name, point)
		case !strings.Contains(s.host.files["host-prep.sh"], "fusemount "+m.Source+" "):
			f.add("worker %s mounts in %s, which host-prep.sh makes nothing of", s.Name, m.Source)
		}
		if !slices.ContainsFunc(s.Devices, func(d types.DeviceMapping) bool { return d.Target == "/dev/fuse" }) || !slices.Contains(s.CapAdd, "SYS_ADMIN") {
			f.add("worker %s mounts, and may not", s.Name)
		}
		if s.HealthCheck == nil || !strings.Contains(strings.Join(s.HealthCheck.Test, " "), " "+point+" ") {
			f.add("worker %s is healthy without what it mounts at %s", s.Name, point)
		}
		from := s.host.dir + " " + m.Source + strings.TrimPrefix(point, m.Target)
		if other, taken := owner[from]; taken {
			f.add("workers %s and %s mount at one place, %s", other, s.Name, point)
		}
		owner[from] = s.Name
	}
}

func pointOf(read map[string]string) string {
	return cmp.Or(read["alluxio.fuse.mount.point"], read["alluxio.worker.fuse.mount.point"], "/mnt/alluxio-fuse")
}

// sharing is the bind around a path of the container through which mounts are seen on both sides.
func (s *service) sharing(point string) (types.ServiceVolumeConfig, bool) {
	i := slices.IndexFunc(s.Volumes, func(v types.ServiceVolumeConfig) bool {
		return v.Type == types.VolumeTypeBind && v.Bind != nil && v.Bind.Propagation == "rshared" && strings.HasPrefix(point, v.Target+"/")
	})
	if i < 0 {
		return types.ServiceVolumeConfig{}, false
	}
	return s.Volumes[i], true
}

// fuse compares what a worker mounts.
func (c *Cluster) fuse(f *faults, s *service, g object, read map[string]string) {
	said, mounts := g["fuse"].(object)
	if mounts != (read["alluxio.worker.fuse.enabled"] == "true") {
		f.add("%s mounts: %t, described is %t", s.Name, !mounts, mounts)
	}
	if !mounts {
		return
	}
	m, _ := s.sharing(pointOf(read))
	same(f, s, "mount's directory", text(said, "host"), m.Source)
	same(f, s, "mounted path", text(said, "path"), read["alluxio.fuse.mount.alluxio.path"]+read["alluxio.worker.fuse.mount.alluxio.path"])
}
