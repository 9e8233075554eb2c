package contract_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/compiler"
	"github.com/alluxio-gen/alluxio-gen/internal/contract"
)

const moved = `
ports: shift: 1000
workers: worker: ports: shift: 100
`

// In every release each process reads all its ports where they were moved to, and the master's at one place.
func TestMovedPorts(t *testing.T) {
	for _, release := range contract.Releases() {
		t.Run(release, func(t *testing.T) {
			t.Parallel()
			plain := describe(release)
			src := compiler.Source{Name: plain.Name, Content: append(plain.Content, moved...)}
			result, refused := compile(t, src)
			if refused != nil {
				t.Fatalf("refused: %+v", refused)
			}
			got, _ := checkDelivered(t, release, src, result)
			for service, least := range map[string]int{"master": 2, "worker": 3} {
				for process, read := range got[service] {
					if n := movedPorts(t, read); n < least {
						t.Errorf("%s: %d ports moved, want %d at least", process, n, least)
					}
				}
			}
			for service, processes := range got {
				for process, read := range processes {
					if port := read["alluxio.master.rpc.port"] + read["alluxio.master.port"]; port != "20998" {
						t.Errorf("%s, %s: looks for the master at port %q", service, process, port)
					}
				}
			}
		})
	}
}

func movedPorts(t *testing.T, read map[string]string) int {
	t.Helper()
	count := 0
	for key, value := range read {
		if !strings.HasSuffix(key, ".port") {
			continue
		}
		count++
		n, err := strconv.Atoi(value)
		worker := strings.Contains(key, "worker")
		if err != nil || worker && (n < 29998+1100 || n > 30003+1100) || !worker && (n < 19998+1000 || n > 20003+1000) {
			t.Errorf("%s is %s", key, value)
		}
	}
	return count
}
