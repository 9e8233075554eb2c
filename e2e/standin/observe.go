package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/alluxio-gen/alluxio-gen/e2e/record"
)

func readProfile(path string) (record.Profile, error) {
	var p record.Profile
	text, err := os.ReadFile(path)
	if err != nil {
		return p, err
	}
	return p, json.Unmarshal(text, &p)
}

// observe is the record of this process, as it was before anything was changed.
func observe(program string, args []string, p record.Profile) (record.Record, error) {
	mounts, err := mounts()
	if err != nil {
		return record.Record{}, err
	}
	dir, _ := os.Getwd()
	hostname, _ := os.Hostname()
	r := record.Record{
		Time: time.Now(), Program: program, Args: args, Env: environment(os.Environ()),
		UID: os.Getuid(), GID: os.Getgid(), Dir: plain(dir, p), Hostname: hostname,
		Mounts: mounts, MemoryLimit: memoryLimit(), Files: configFiles(p), First: firstProcess(),
	}
	for i, m := range r.Mounts {
		r.Mounts[i].Target = plain(m.Target, p)
	}
	return r, nil
}

// plain undoes the link /opt/alluxio -> /opt/alluxio-<release>, which Docker follows when it mounts.
func plain(path string, p record.Profile) string {
	home := "/opt/alluxio-" + p.Release
	if rest, ok := strings.CutPrefix(path, home); ok && (rest == "" || rest[0] == '/') {
		return "/opt/alluxio" + rest
	}
	return path
}

func environment(list []string) map[string]string {
	env := make(map[string]string, len(list))
	for _, kv := range list {
		k, v, _ := strings.Cut(kv, "=")
		env[k] = v
	}
	return env
}

// memoryLimit reads cgroup v1 or v2; v1 says "none" by a number near 2^63.
func memoryLimit() int64 {
	for _, path := range []string{"/sys/fs/cgroup/memory/memory.limit_in_bytes", "/sys/fs/cgroup/memory.max"} {
		text, err := os.ReadFile(path)
		if err != nil {
			continue
		}
		if n, err := strconv.ParseInt(strings.TrimSpace(string(text)), 10, 64); err == nil && n < 1<<60 {
			return n
		}
		return 0
	}
	return 0
}

// configDirs are the folders which Alluxio searches for its site file, first found first.
func configDirs(p record.Profile) []string {
	return []string{"/opt/alluxio/conf", filepath.Join(p.Home, ".alluxio"), "/etc/alluxio"}
}

func configFiles(p record.Profile) map[string]string {
	files := map[string]string{}
	for _, dir := range configDirs(p) {
		entries, _ := os.ReadDir(dir)
		for _, e := range entries {
			path := filepath.Join(dir, e.Name())
			if text, err := os.ReadFile(path); err == nil {
				files[path] = string(text)
			}
		}
	}
	return files
}

func firstProcess() []string {
	text, err := os.ReadFile("/proc/1/cmdline")
	if err != nil || len(text) == 0 {
		return nil
	}
	return strings.Split(strings.TrimSuffix(string(text), "\x00"), "\x00")
}

// show prints a record, for a container whose first process is not ours.
func show(r record.Record) error {
	return json.NewEncoder(os.Stdout).Encode(r)
}

// keep appends a record to the container's file.
func keep(r record.Record) error {
	line, err := json.Marshal(r)
	if err != nil {
		return err
	}
	f, err := os.OpenFile(record.Path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o666)
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintf(f, "%s\n", line); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}
