// Package record is what the stand-in image writes down about one process of a container: what Docker handed it.
package record

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"time"
)

// Path is where a container collects its records, one JSON object a line, oldest first.
const Path = "/var/lib/standin/records.jsonl"

// ProfilePath is where the image says which release it stands in for.
const ProfilePath = "/opt/standin/profile.json"

// Binary is the program that plays /entrypoint.sh and bin/alluxio, and records when called by its own name.
const Binary = "/opt/standin/standin"

// Record is what one process was handed.
type Record struct {
	Time time.Time `json:"time"`
	// Program is the base name by which the process was started: entrypoint.sh, alluxio or standin.
	Program  string            `json:"program"`
	Args     []string          `json:"args"`
	Env      map[string]string `json:"env"`
	UID      int               `json:"uid"`
	GID      int               `json:"gid"`
	Dir      string            `json:"dir"`
	Hostname string            `json:"hostname"`
	Mounts   []Mount           `json:"mounts"`
	// MemoryLimit is the control group's limit in bytes, 0 for none.
	MemoryLimit int64 `json:"memoryLimit"`
	// Files are the texts in the folders which Alluxio searches for its configuration, by path.
	Files map[string]string `json:"files"`
	// Properties are the keys in force for this process, by the release's order of precedence, without built-in defaults.
	Properties map[string]string `json:"properties"`
	// First is the command line of the container's first process.
	First []string `json:"first"`
}

// Mount is one line of /proc/self/mountinfo with what stat and statfs say of its mount point.
type Mount struct {
	Target   string `json:"target"`
	Type     string `json:"type"`
	ReadOnly bool   `json:"readOnly"`
	// Device and Inode name the mounted file or directory; the host sees the same two numbers.
	Device uint64 `json:"device"`
	Inode  uint64 `json:"inode"`
	UID    int    `json:"uid"`
	GID    int    `json:"gid"`
	Mode   string `json:"mode"`
	// Size is the bytes that a tmpfs holds at most; 0 for file systems without a limit of their own.
	Size int64 `json:"size"`
}

// At returns the mount at a path.
func (r Record) At(target string) (Mount, bool) {
	for _, m := range r.Mounts {
		if m.Target == target {
			return m, true
		}
	}
	return Mount{}, false
}

// Read returns all records of a container's file.
func Read(r io.Reader) ([]Record, error) {
	var all []Record
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 64<<20)
	for lines.Scan() {
		var one Record
		if err := json.Unmarshal(lines.Bytes(), &one); err != nil {
			return nil, fmt.Errorf("record %d: %w", len(all)+1, err)
		}
		all = append(all, one)
	}
	return all, lines.Err()
}
