package realsocket

import (
	"testing"

	"github.com/alluxio-gen/alluxio-gen/e2e/ways"
)

func TestRealSocket(t *testing.T) { ways.Socket(t, "2.9.6") }
