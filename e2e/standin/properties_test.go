package main

import (
	"testing"

	"github.com/alluxio-gen/alluxio-gen/e2e/record"
)

func TestTheLaterChannelWins(t *testing.T) {
	common := "ALLUXIO_JAVA_OPTS"
	for _, c := range []struct {
		name           string
		roleOptionsWin bool
		role           string
		env            map[string]string
		want           string
	}{
		{"common options", true, "master", map[string]string{common: "-Da=c"}, "c"},
		{"role after common", true, "master", map[string]string{common: "-Da=c", "ALLUXIO_MASTER_JAVA_OPTS": "-Da=r"}, "r"},
		{"common after role, in old releases", false, "master", map[string]string{common: "-Da=c", "ALLUXIO_MASTER_JAVA_OPTS": "-Da=r"}, "c"},
		{"another role's options", true, "worker", map[string]string{"ALLUXIO_MASTER_JAVA_OPTS": "-Da=r"}, ""},
		{"a role of two words", true, "job-master", map[string]string{"ALLUXIO_JOB_MASTER_JAVA_OPTS": "-Da=r"}, "r"},
		{"a command sees no role's options", true, "", map[string]string{"ALLUXIO_MASTER_JAVA_OPTS": "-Da=r"}, ""},
		{"a variable that the launcher reads", true, "master", map[string]string{"A": "d", common: "-Da=c"}, "d"},
		{"blanks separate, whatever the quotes", true, "master", map[string]string{common: `-Da="q r"`}, `"q`},
	} {
		p := record.Profile{RoleOptionsWin: c.roleOptionsWin, Direct: map[string][]string{"A": {"a"}}}
		if got := properties(c.role, p, c.env)["a"]; got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestTheTierWithoutAPathIsShm(t *testing.T) {
	byEnvironment, byOptions := record.Profile{TierPathBy: "environment"}, record.Profile{TierPathBy: "options"}
	for _, c := range []struct {
		name, role string
		profile    record.Profile
		env        map[string]string
		want       string
	}{
		{"nothing said", "worker", byOptions, nil, "/dev/shm"},
		{"a master has no tier", "master", byOptions, nil, ""},
		{"as option", "worker", byOptions, map[string]string{"ALLUXIO_JAVA_OPTS": "-D" + tierPath + "=/t"}, "/t"},
		{"as option, where only the variable counts", "worker", byEnvironment, map[string]string{"ALLUXIO_WORKER_JAVA_OPTS": "-D" + tierPath + "=/t"}, "/dev/shm"},
		{"as variable", "worker", byEnvironment, map[string]string{"ALLUXIO_WORKER_TIEREDSTORE_LEVEL0_DIRS_PATH": "/t"}, ""},
	} {
		if got := properties(c.role, c.profile, c.env)[tierPath]; got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}
