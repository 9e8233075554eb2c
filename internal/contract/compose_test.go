package contract

import (
	"errors"
	"slices"
	"testing"
)

func TestFromCompose(t *testing.T) {
	wrapper := []string{"/bin/sh", "-c", `rm -f -- "$1" && shift && exec /entrypoint.sh "$@"`, "sh", "/opt/domain/d"}
	for _, c := range []struct {
		service Service
		args    []string
		user    int // -1 is the image's
		fails   bool
	}{
		{Service{Command: []string{"master", "--no-format"}}, []string{"master", "--no-format"}, -1, false},
		{Service{Entrypoint: []string{"/entrypoint.sh"}, Command: []string{"worker"}}, []string{"worker"}, -1, false},
		{Service{Entrypoint: wrapper, Command: []string{"worker"}, User: "0:0"}, []string{"worker"}, 0, false},
		{Service{Command: []string{"worker"}, User: "1000"}, []string{"worker"}, 1000, false},
		{Service{Command: []string{"worker"}, User: "alluxio"}, nil, -1, true},
		{Service{Entrypoint: []string{"tail", "-f", "/dev/null"}}, nil, -1, true},
		{Service{Entrypoint: []string{"/bin/sh", "-c", `exec /opt/alluxio/bin/alluxio formatMaster`, "sh"}}, nil, -1, true},
	} {
		start, err := FromCompose(c.service)
		var unknown NotModelled
		if c.fails {
			if !errors.As(err, &unknown) {
				t.Errorf("%+v: %v", c.service, err)
			}
			continue
		}
		if err != nil || !slices.Equal(start.Args, c.args) {
			t.Errorf("%+v: %q, %v", c.service, start.Args, err)
		}
		if start.User == nil && c.user != -1 || start.User != nil && *start.User != c.user {
			t.Errorf("%+v: user %v", c.service, start.User)
		}
	}
}

func TestEffective(t *testing.T) {
	site := "alluxio.master.hostname = file \nalluxio.worker.tieredstore.level0.dirs.path=/mnt\n"
	start := Start{Args: []string{"worker"}, SiteFile: &site, Env: map[string]string{"ALLUXIO_WORKER_JAVA_OPTS": "-Dalluxio.x=1"}}
	got, err := Effective("2.9.6", start)
	if err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string]string{
		"alluxio.master.hostname":                     "file",
		"alluxio.worker.tieredstore.level0.dirs.path": "/dev/shm",
		"alluxio.x": "1",
	} {
		if got["worker"][key] != want {
			t.Errorf("%s is %q, want %q", key, got["worker"][key], want)
		}
	}
	if _, leaks := got["job_worker"]["alluxio.x"]; leaks || got["job_worker"]["alluxio.master.hostname"] != "file" {
		t.Errorf("the job worker has %v", got["job_worker"])
	}
	start.Env["ALLUXIO_MASTER_HOSTNAME"] = "a b"
	var ended Ended
	if _, err := Effective("2.9.6", start); !errors.As(err, &ended) || ended.Exit != 1 {
		t.Errorf("a start that fails: %v", err)
	}
}
