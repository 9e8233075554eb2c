package real

import (
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/e2e/run"
)

// TestCommandLine asks the real classes, through the launcher, for a value and for a default.
func TestCommandLine(t *testing.T) {
	reference := Image(t, "2.9.6")
	alluxio := func(args ...string) string {
		line := append([]string{"run", "--rm", "--entrypoint", "/opt/alluxio/bin/alluxio", "--env", "ALLUXIO_MASTER_HOSTNAME=m", reference}, args...)
		return strings.TrimSpace(run.Must(t, "docker", line...))
	}
	for key, want := range map[string]string{
		"alluxio.master.hostname":                 "m",
		"alluxio.worker.tieredstore.level0.alias": "MEM",
		"alluxio.version":                         "2.9.6",
	} {
		if got := alluxio("getConf", key); got != want {
			t.Errorf("%s is %q, want %q", key, got, want)
		}
	}
}
