package judge

import (
	"strconv"
	"strings"
)

// port is a property that says where a process listens, and where it does otherwise. Sources: the releases' properties.
type port struct {
	process string
	keys    []string
	number  int
	// line is "1" or "2" for ports of one line of releases alone.
	line string
}

var ports = []port{
	{"master", []string{"alluxio.master.rpc.port", "alluxio.master.port"}, 19998, ""},
	{"master", []string{"alluxio.master.web.port"}, 19999, ""},
	{"worker", []string{"alluxio.worker.port"}, 29998, "1"},
	{"worker", []string{"alluxio.worker.data.port"}, 29999, "1"},
	{"worker", []string{"alluxio.worker.rpc.port"}, 29999, "2"},
	{"worker", []string{"alluxio.worker.web.port"}, 30000, ""},
	{"job_master", []string{"alluxio.job.master.rpc.port"}, 20001, "2"},
	{"job_master", []string{"alluxio.job.master.web.port"}, 20002, "2"},
	{"job_worker", []string{"alluxio.job.worker.rpc.port"}, 30001, "2"},
	{"job_worker", []string{"alluxio.job.worker.data.port"}, 30002, "2"},
	{"job_worker", []string{"alluxio.job.worker.web.port"}, 30003, "2"},
	{"proxy", []string{"alluxio.proxy.web.port"}, 39999, ""},
	{"logserver", []string{"alluxio.logserver.port"}, 45600, ""},
}

// members are what masters open beside those while they keep the journal among themselves.
var members = []port{
	{"master", []string{"alluxio.master.embedded.journal.port"}, 19200, "2"},
	{"job_master", []string{"alluxio.job.master.embedded.journal.port"}, 20003, "2"},
}

// portsOf are where a process of a release listens.
func portsOf(release, process string, read map[string]string) []int {
	all := ports
	if read["alluxio.master.journal.type"] == "EMBEDDED" {
		all = append(all[:len(all):len(all)], members...)
	}
	var open []int
	for _, p := range all {
		if p.process == process && strings.HasPrefix(release, p.line) {
			open = append(open, number(read, p.number, p.keys...))
		}
	}
	return open
}

// portOf is where a master or worker listens for calls.
func portOf(read map[string]string, keys ...string) int {
	for _, p := range ports {
		if p.keys[0] == keys[0] || p.keys[0] == keys[1] {
			return number(read, p.number, keys...)
		}
	}
	return 0
}

func number(read map[string]string, otherwise int, keys ...string) int {
	for _, k := range keys {
		if n, err := strconv.Atoi(read[k]); err == nil {
			return n
		}
	}
	return otherwise
}

// directory is one of a worker's tiers.
type directory struct {
	path  string
	quota int64
}

// tiersOf are the directories that a worker keeps blocks in, as it reads its properties.
func tiersOf(read map[string]string) []directory {
	const level = "alluxio.worker.tieredstore.level"
	levels := max(1, number(read, 1, "alluxio.worker.tieredstore.levels"))
	var all []directory
	for l := range levels {
		at := level + strconv.Itoa(l) + ".dirs."
		paths, quotas := strings.Split(read[at+"path"], ","), strings.Split(read[at+"quota"], ",")
		if l == 0 && quotas[0] == "" {
			quotas = []string{read["alluxio.worker.ramdisk.size"] + read["alluxio.worker.memory.size"]}
		}
		for i, p := range paths {
			all = append(all, directory{p, bytesOf(quotas[min(i, len(quotas)-1)])})
		}
	}
	return all
}

// bytesOf reads a size as Alluxio does; -1 when it is none.
func bytesOf(size string) int64 {
	for i, unit := range []string{"KB", "MB", "GB", "TB"} {
		if digits, is := strings.CutSuffix(strings.ToUpper(size), unit); is {
			if n, err := strconv.ParseInt(digits, 10, 64); err == nil {
				return n << (10 * (i + 1))
			}
		}
	}
	n, err := strconv.ParseInt(size, 10, 64)
	if err != nil {
		return -1
	}
	return n
}
