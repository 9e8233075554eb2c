package realshm

import (
	"testing"

	"github.com/alluxio-gen/alluxio-gen/e2e/ways"
)

func TestRealShm(t *testing.T) { ways.Shm(t, "2.9.6") }
