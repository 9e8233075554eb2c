package stack

import (
	"encoding/json"
	"strings"
)

// Project is what `docker compose config` understands of the Compose file, as far as the tests ask.
type Project struct {
	Name     string             `json:"name"`
	Services map[string]Service `json:"services"`
	Volumes  map[string]Volume  `json:"volumes"`
}

// Service is one service. Sizes are bytes, 0 for unset.
type Service struct {
	Image       string            `json:"image"`
	User        string            `json:"user"`
	Hostname    string            `json:"hostname"`
	NetworkMode string            `json:"network_mode"`
	IPC         string            `json:"ipc"`
	Entrypoint  []string          `json:"entrypoint"`
	Command     []string          `json:"command"`
	Environment map[string]string `json:"environment"`
	Init        bool              `json:"init"`
	Mounts      []Mount           `json:"volumes"`
	ShmSize     int64             `json:"shm_size,string"`
	MemLimit    int64             `json:"mem_limit,string"`
	Deploy      struct {
		Resources struct {
			Limits struct {
				Memory int64 `json:"memory,string"`
			} `json:"limits"`
		} `json:"resources"`
	} `json:"deploy"`
}

// Mount is a long-form mount.
type Mount struct {
	Type     string `json:"type"`
	Source   string `json:"source"`
	Target   string `json:"target"`
	ReadOnly bool   `json:"read_only"`
}

// Volume is a named volume.
type Volume struct {
	Name    string            `json:"name"`
	Options map[string]string `json:"driver_opts"`
}

// Memory is the limit in bytes, in whichever of its two places it stands.
func (s Service) Memory() int64 {
	return max(s.MemLimit, s.Deploy.Resources.Limits.Memory)
}

// Project reads the Compose file with Compose itself, which doubles each $ of its output.
func (s *Stack) Project() Project {
	s.Helper()
	text := strings.ReplaceAll(s.Compose("config", "--format", "json"), "$$", "$")
	var p Project
	if err := json.Unmarshal([]byte(text), &p); err != nil {
		s.Fatal(err)
	}
	return p
}
