package stack

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/alluxio-gen/alluxio-gen/compiler/composekeys"
	"github.com/alluxio-gen/alluxio-gen/compiler/plan"
)

// service refuses what Swarm has no key for: the rules have, long before.
func (f *file) service(s plan.Service, h plan.Host, cluster string) (service, error) {
	if s.NetworkMode != "host" || s.IPC != "" || s.Hostname != "" || s.IPv4 != "" || s.Platform != "" || s.PullNever ||
		len(s.Devices)+len(s.Capabilities)+len(s.Security)+len(s.Asked)+len(s.Aliases)+len(s.Published)+len(s.DependsOn)+len(s.Profiles) > 0 {
		return service{}, fmt.Errorf("asks for what Swarm has no key for")
	}
	c := service{
		Image: text(s.Image), Entrypoint: texts(s.Entrypoint), Command: texts(s.Command), User: text(s.User),
		Networks: []string{hostNetwork}, Init: s.Init, StopSignal: text(s.StopSignal), StopGrace: seconds(s.StopGrace),
		Environment: map[string]text{}, Health: healthOf(s.Health), Logging: loggingOf(s.Logging), Deploy: deployOf(s, h.Name),
	}
	for _, v := range s.Environment {
		c.Environment[v.Name] = text(v.Value)
	}
	for _, line := range s.ExtraHosts {
		c.ExtraHosts = append(c.ExtraHosts, text(strings.Replace(line, "=", ":", 1)))
	}
	if s.OpenFiles > 0 {
		c.Ulimits = map[string]ulimit{"nofile": {s.OpenFiles, s.OpenFiles}}
	}
	if err := f.mounts(&c, s, h, cluster); err != nil {
		return c, err
	}
	var err error
	c.Labels = labels(s, h.Record.Files)
	c.Extra, err = extra(s.Extra)
	return c, err
}

// mounts are what the hosts have; files of ours are configs, and what Compose calls shm_size is a mount of its own.
func (f *file) mounts(c *service, s plan.Service, h plan.Host, cluster string) error {
	for _, m := range s.Mounts {
		if m.Shared {
			return fmt.Errorf("shares what is mounted at %s", m.Target)
		}
		if m.Type == plan.Bind && !strings.HasPrefix(m.Source, "/") {
			mounted, err := f.config(s, m, h, cluster)
			if err != nil {
				return err
			}
			c.Configs = append(c.Configs, mounted)
			continue
		}
		written := mount{Type: string(m.Type), Source: text(m.Source), Target: text(m.Target), ReadOnly: m.ReadOnly}
		if m.Size > 0 {
			written.Tmpfs = &tmpfs{m.Size}
		}
		c.Volumes = append(c.Volumes, written)
	}
	if s.ShmSize > 0 {
		c.Volumes = append(c.Volumes, mount{Type: "tmpfs", Target: "/dev/shm", Tmpfs: &tmpfs{s.ShmSize}})
	}
	return nil
}

// deployOf keeps a service to one container, on its host; another one comes only when that is gone. One that ends soon is no
// failure of an update where ending is what it is for.
func deployOf(s plan.Service, host string) deploy {
	d := deploy{
		Replicas:  1,
		Placement: placement{[]text{text("node.hostname == " + host)}},
		Update:    update{Parallelism: 1, Order: "stop-first", FailureAction: "pause"},
		Restart:   restartOf(s.Restart),
	}
	if s.Role.Ends() {
		d.Update.FailureAction = "continue"
	}
	if processes, _ := s.Extra[processLimit].(float64); s.Memory > 0 || s.CPUs != "" || processes != 0 {
		d.Resources = &resources{limits{CPUs: s.CPUs, PIDs: int64(processes)}}
		if s.Memory > 0 {
			d.Resources.Limits.Memory = strconv.FormatInt(s.Memory, 10)
		}
	}
	return d
}

// restartOf is Swarm's word for Compose's.
func restartOf(word string) restartPolicy {
	switch word {
	case "", "no":
		return restartPolicy{Condition: "none"}
	case "on-failure":
		return restartPolicy{Condition: "on-failure", Delay: restartDelay}
	}
	return restartPolicy{Condition: "any", Delay: restartDelay}
}

const restartDelay = "5s"

func healthOf(h *plan.Health) *health {
	if h == nil {
		return nil
	}
	return &health{Test: texts(h.Test), Interval: seconds(h.Interval), Timeout: seconds(h.Timeout), Retries: h.Retries, StartPeriod: seconds(h.StartFor)}
}

// loggingOf names the driver too: its options mean nothing to another one that the engine may use by itself.
func loggingOf(l plan.Logging) *logging {
	if l.Files == 0 {
		return nil
	}
	return &logging{"json-file", map[string]string{"max-size": strconv.FormatInt(l.Size>>10, 10) + "k", "max-file": strconv.Itoa(l.Files)}}
}

// seconds is "" for 0, which is Docker's own default.
func seconds(s int) string {
	if s == 0 {
		return ""
	}
	return strconv.Itoa(s) + "s"
}

// labels are the description's, and a digest of the files that the service reads: a site file with secrets is no config, so
// this is what makes its container anew.
func labels(s plan.Service, files map[string]string) map[string]text {
	all := map[string]text{}
	described, _ := s.Extra["labels"].(map[string]any)
	for name, value := range described {
		all[name] = text(fmt.Sprint(value))
	}
	if len(s.Reads) > 0 {
		var lines []string
		for _, name := range s.Reads {
			lines = append(lines, name+" "+files[name]+"\n")
		}
		slices.Sort(lines)
		all["alluxio-gen.digest"] = text(fmt.Sprintf("%x", sha256.Sum256([]byte(strings.Join(lines, "")))))
	}
	return all
}

// processLimit is a key of a service that Swarm takes among its limits.
const processLimit = "pids_limit"

// spelled is a time as Compose's reader spells it, so that what is read back is the same again; "1m" is "1m0s". Everything else is as
// it stands.
func spelled(v any) any {
	if t, isText := v.(text); isText {
		if d, err := time.ParseDuration(string(t)); err == nil {
			return text(d.String())
		}
	}
	return v
}

// extra are the description's own keys, but for those that are said elsewhere. Docker's reader wants texts of an environment, and
// splits a command by rules of its own.
func extra(keys map[string]any) (map[string]any, error) {
	all := map[string]any{}
	for k, v := range keys {
		switch k {
		case "labels", processLimit:
		case "environment":
			variables, _ := v.(map[string]any)
			texts := map[string]text{}
			for name, value := range variables {
				texts[name] = text(fmt.Sprint(values(value)))
			}
			all[k] = texts
		case "command", "entrypoint":
			command, whole := v.(string)
			if !whole {
				all[k] = values(v)
				continue
			}
			words, err := composekeys.Words(command)
			if err != nil {
				return nil, err
			}
			all[k] = append([]text{}, texts(words)...)
		case "healthcheck":
			check := map[string]any{}
			described, _ := v.(map[string]any)
			for name, value := range described {
				if check[name] = values(value); name != "test" {
					check[name] = spelled(check[name])
				}
			}
			all[k] = check
		case "stop_grace_period":
			all[k] = spelled(values(v))
		default:
			all[k] = values(v)
		}
	}
	return all, nil
}
