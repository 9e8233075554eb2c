package journal

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/alluxio-gen/alluxio-gen/compiler/plan"
)

// given is an option of `docker run` for a container beside a master.
type given struct{ Master, Option string }

// givenTo are all options, by master.
func givenTo(b *plan.Beside) (all []given) {
	for _, master := range slices.Sorted(maps.Keys(b.Tasks)) {
		for _, option := range options(b.Tasks[master]) {
			all = append(all, given{master, option})
		}
	}
	return all
}

// options are those of `docker run` that say the same as a service.
func options(s plan.Service) []string {
	all := []string{"--network=" + s.NetworkMode}
	if s.User != "" {
		all = append(all, "--user="+s.User)
	}
	for _, line := range s.ExtraHosts {
		all = append(all, "--add-host="+strings.Replace(line, "=", ":", 1))
	}
	for _, v := range s.Environment {
		all = append(all, "--env="+v.Name+"="+v.Value)
	}
	for _, m := range s.Mounts {
		all = append(all, mount(m))
	}
	return all
}

// mount is a list of fields as Docker reads it, which is CSV.
func mount(m plan.Mount) string {
	fields := []string{"type=" + string(m.Type), "source=" + m.Source, "target=" + m.Target}
	if m.ReadOnly {
		fields = append(fields, "readonly")
	}
	var line bytes.Buffer
	w := csv.NewWriter(&line)
	w.Write(fields) // to memory
	w.Flush()
	return "--mount=" + strings.TrimSuffix(line.String(), "\n")
}

// oneShot is the container that formats: of all journals alike, but for their mounts.
func oneShot(b plan.Backup) (plan.Service, error) {
	var all []plan.Service
	for _, j := range b.Journals {
		all = append(all, b.Beside.Tasks[j.Master])
	}
	for i := 1; i < len(all); i++ {
		if all[i].Image != all[0].Image || !slices.Equal(all[i].Entrypoint, all[0].Entrypoint) {
			return plan.Service{}, fmt.Errorf("%s is formatted another way than %s", b.Journals[i].Master, b.Journals[0].Master)
		}
	}
	if len(all) == 0 {
		return plan.Service{Entrypoint: []string{"false"}}, nil // for bash 4.2, which takes an array of nothing for unset
	}
	return all[0], nil
}
