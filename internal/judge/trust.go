package judge

import (
	"slices"
	"strings"

	"github.com/compose-spec/compose-go/v2/types"
)

// trusts says whether every process that opens under storages has the certificates that the description trusts, and a store of
// its own.
func (c *Cluster) trusts(f *faults, d object) {
	storage, _ := d["underStorage"].(object)
	for at, m := range storage {
		file := text(m.(object), "s3", "trust")
		if file == "" {
			continue
		}
		for _, process := range []string{"master", "worker", "job_master", "job_worker"} {
			for s := range c.processes(process) {
				bound := slices.ContainsFunc(s.Volumes, func(v types.ServiceVolumeConfig) bool { return v.Source == file && v.ReadOnly })
				variable := s.Environment["ALLUXIO_"+strings.ToUpper(process)+"_JAVA_OPTS"]
				if !bound || variable == nil || !strings.Contains(*variable, "-Djavax.net.ssl.trustStore=/") {
					f.add("%s does not trust %s of %s", s.Name, file, at)
				}
			}
		}
	}
}
