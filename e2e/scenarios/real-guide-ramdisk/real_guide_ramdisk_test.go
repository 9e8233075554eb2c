package realguideramdisk

import (
	"testing"

	"github.com/alluxio-gen/alluxio-gen/e2e/ways"
)

func TestRealGuideRamdisk(t *testing.T) { ways.Ramdisk(t, "2.9.6") }
