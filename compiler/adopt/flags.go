package adopt

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/compose-spec/compose-go/v2/types"
	"github.com/spf13/pflag"

	"github.com/alluxio-gen/alluxio-gen/compiler/composekeys"
)

// switches are docker run's flags without a value that a description need not say.
var switches = []string{"detach", "interactive", "tty", "rm", "no-healthcheck", "sig-proxy", "quiet"}

// keySwitches and keyFlags are flags that a compose file has a key for, which takes what they take; several values make a list.
var keySwitches = map[string]string{"init": "init", "privileged": "privileged", "read-only": "read_only", "oom-kill-disable": "oom_kill_disable"}

var keyFlags = map[string]string{
	"add-host": "extra_hosts", "annotation": "annotations", "cap-add": "cap_add", "cap-drop": "cap_drop", "cgroupns": "cgroup", "cgroup-parent": "cgroup_parent",
	"cpu-period": "cpu_period", "cpu-quota": "cpu_quota", "cpu-rt-period": "cpu_rt_period", "cpu-rt-runtime": "cpu_rt_runtime", "cpu-shares": "cpu_shares",
	"cpuset-cpus": "cpuset", "device": "devices", "device-cgroup-rule": "device_cgroup_rules", "dns": "dns", "dns-option": "dns_opt", "dns-search": "dns_search",
	"domainname": "domainname", "expose": "expose", "group-add": "group_add", "isolation": "isolation", "label": "labels", "mac-address": "mac_address",
	"memory-reservation": "mem_reservation", "memory-swap": "memswap_limit", "memory-swappiness": "mem_swappiness", "oom-score-adj": "oom_score_adj",
	"pid": "pid", "pids-limit": "pids_limit", "platform": "platform", "runtime": "runtime", "security-opt": "security_opt", "stop-signal": "stop_signal",
	"stop-timeout": "stop_grace_period", "sysctl": "sysctls", "tmpfs": "tmpfs", "ulimit": "ulimits", "userns": "userns_mode", "uts": "uts", "workdir": "working_dir",
}

// ofKey makes of a flag's values what a compose file says, where that is not the list of them, or the one.
var ofKey = map[string]func([]string) any{
	"stop_grace_period": func(values []string) any { return values[0] + "s" },
	"ulimits":           ulimits,
}

// listKeys take a list even of one value.
var listKeys = []string{
	"annotations", "cap_add", "cap_drop", "devices", "device_cgroup_rules", "dns", "dns_opt", "dns_search", "expose", "extra_hosts", "group_add", "labels",
	"security_opt", "sysctls", "tmpfs",
}

// logFlags are told together.
var logFlags = []string{"log-driver", "log-opt"}

// lostSwitches and lostFlags are those that nothing stands for.
var lostSwitches = []string{"publish-all"}

var lostFlags = []string{
	"attach", "blkio-weight", "blkio-weight-device", "device-read-bps", "device-read-iops", "device-write-bps", "device-write-iops", "cidfile", "cpuset-mems",
	"detach-keys", "env-file", "gpus", "health-cmd", "health-interval", "health-retries", "health-start-interval", "health-start-period", "health-timeout", "ip", "ip6",
	"kernel-memory", "label-file", "link", "link-local-ip", "mount", "network-alias", "pull", "storage-opt", "volume-driver", "volumes-from", "net-alias",
}

// keys reads the flags that a compose file has keys for by Compose's own reader.
func (r *reader) keys(where string, fs *pflag.FlagSet) types.ServiceConfig {
	said := map[string]any{}
	fs.Visit(func(f *pflag.Flag) {
		if key, ok := keySwitches[f.Name]; ok {
			said[key] = f.Value.String() == "true"
		}
		if key, ok := keyFlags[f.Name]; ok {
			said[key] = keyValue(key, values(f))
		}
	})
	if driver, options := fs.Lookup("log-driver"), fs.Lookup("log-opt"); driver.Changed || options.Changed {
		said["logging"] = logging(values(driver), values(options))
	}
	service, err := composekeys.Read(said)
	if err != nil {
		r.lose(where, strings.Join(slices.Sorted(maps.Keys(said)), ", "), "%v", err)
		return types.ServiceConfig{}
	}
	return service
}

func values(f *pflag.Flag) []string { return f.Value.(pflag.SliceValue).GetSlice() }

// logging is by Docker's own files where nobody says by what.
func logging(driver, options []string) any {
	all := map[string]any{}
	for _, o := range options {
		name, value, _ := strings.Cut(o, "=")
		all[name] = value
	}
	return map[string]any{"driver": append(driver, "json-file")[0], "options": all}
}

func keyValue(key string, values []string) any {
	if of := ofKey[key]; of != nil {
		return of(values)
	}
	if !slices.Contains(listKeys, key) {
		return values[len(values)-1]
	}
	var all []any
	for _, v := range values {
		all = append(all, v)
	}
	return all
}

// ulimits are NAME=SOFT[:HARD] each.
func ulimits(values []string) any {
	all := map[string]any{}
	for _, v := range values {
		name, limits, _ := strings.Cut(v, "=")
		soft, hard, two := strings.Cut(limits, ":")
		if !two {
			hard = soft
		}
		low, noSoft := strconv.Atoi(soft)
		high, noHard := strconv.Atoi(hard)
		if noSoft != nil || noHard != nil {
			all[name] = limits // which Compose refuses, and of whose parts its reader panics
			continue
		}
		all[name] = map[string]any{"soft": low, "hard": high}
	}
	return all
}
