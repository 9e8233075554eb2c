package stack

import (
	"archive/tar"
	"encoding/json"
	"errors"
	"io"
	"strings"

	"github.com/alluxio-gen/alluxio-gen/e2e/record"
	"github.com/alluxio-gen/alluxio-gen/e2e/run"
)

// Container is what the engine says of a service's container.
type Container struct {
	ID    string `json:"Id"`
	State struct {
		Status    string
		StartedAt string
		ExitCode  int
		Health    struct{ Status string }
	}
	RestartCount int
	Config       struct {
		Image  string
		Labels map[string]string
	}
}

// Container is the one container of a service, running or not; the zero value when the engine refused to make it.
func (s *Stack) Container(service string) Container {
	s.Helper()
	id := s.containerID(service)
	if id == "" {
		return Container{}
	}
	var found []Container
	if err := json.Unmarshal([]byte(run.Must(s, "docker", "inspect", id)), &found); err != nil || len(found) != 1 {
		s.Fatalf("service %s: %d containers (%v)", service, len(found), err)
	}
	return found[0]
}

// Containers are all services' containers by service.
func (s *Stack) Containers() map[string]Container {
	s.Helper()
	all := map[string]Container{}
	for service := range s.Project().Services {
		all[service] = s.Container(service)
	}
	return all
}

// Exec is the output of a command that succeeds in a running service, as its own user.
func (s *Stack) Exec(service string, command ...string) string {
	s.Helper()
	return run.Must(s, "docker", append([]string{"exec", s.Container(service).ID}, command...)...)
}

// Records are what the stand-in wrote down in a service's container, oldest first.
func (s *Stack) Records(service string) []record.Record {
	s.Helper()
	out, err := run.Try("docker", "cp", s.Container(service).ID+":"+record.Path, "-")
	if err != nil {
		return nil
	}
	archive := tar.NewReader(strings.NewReader(out))
	if _, err := archive.Next(); errors.Is(err, io.EOF) {
		return nil
	}
	all, err := record.Read(archive)
	if err != nil {
		s.Fatal(err)
	}
	return all
}

// Handed is what the first process of a running service was handed: by its own record when it was the stand-in's
// entrypoint, otherwise by what a second process of the same container sees.
func (s *Stack) Handed(service string) record.Record {
	s.Helper()
	all := s.Records(service)
	for i := len(all) - 1; i >= 0; i-- {
		if all[i].Program == "entrypoint.sh" {
			return all[i]
		}
	}
	var r record.Record
	if err := json.Unmarshal([]byte(s.Exec(service, record.Binary)), &r); err != nil {
		s.Fatal(err)
	}
	return r
}
