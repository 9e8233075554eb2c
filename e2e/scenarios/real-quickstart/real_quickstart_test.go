package realquickstart

import (
	"testing"

	"github.com/alluxio-gen/alluxio-gen/e2e/ways"
)

func TestRealQuickstart(t *testing.T) { ways.Quickstart(t, "2.9.6") }
