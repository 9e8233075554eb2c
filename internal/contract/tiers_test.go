package contract_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/compiler"
	"github.com/alluxio-gen/alluxio-gen/internal/contract"
)

const (
	inMemory = `{alias: "MEM", directories: [{size: "1GB", volume: {}}, {size: "2GB", disk: {}%s}]}`
	onShm    = `{alias: "MEM", directories: [{size: "1GB", shm: {}}]}`
	onDisks  = `{alias: "SSD", directories: [{size: "10GB", disk: {}}, {size: "20GB", disk: {}}]}`
)

// tiers are forms of a worker's tiers, and the first one's alias and path as the worker shall read them.
var tiers = map[string]struct{ text, alias, path string }{
	"memory and disks": {inMemory + ", " + onDisks, "MEM", "/opt/ramdisk,/opt/mem1"},
	"shm and disks":    {onShm + ", " + onDisks, "MEM", "/dev/shm"},
	"disks alone":      {onDisks, "SSD", "/opt/ssd0,/opt/ssd1"},
}

// Every release reads the tiers as they were said, whatever its scripts make of the first one by themselves.
func TestTiers(t *testing.T) {
	for _, release := range contract.Releases() {
		for name, c := range tiers {
			t.Run(release+"/"+name, func(t *testing.T) {
				t.Parallel()
				src := describeTiers(release, c.text)
				result, refused := compile(t, src)
				if refused != nil {
					if release == "1.5.0" && c.alias != "MEM" && refused[len(refused)-1].Rule == "tiers/first-in-memory" {
						return
					}
					t.Fatalf("refused: %+v", refused)
				}
				got, _ := checkDelivered(t, release, src, result)
				checkFirstTier(t, got["worker"], c.alias, c.path)
			})
		}
	}
}

func checkFirstTier(t *testing.T, processes map[string]map[string]string, alias, path string) {
	t.Helper()
	if len(processes) == 0 {
		t.Error("the worker has no process")
	}
	for process, read := range processes {
		const level0 = "alluxio.worker.tieredstore.level0."
		if a := read[level0+"alias"]; a != alias || read[level0+"dirs.path"] != path {
			t.Errorf("%s: the first tier is %s at %s, want %s at %s", process, a, read[level0+"dirs.path"], alias, path)
		}
	}
}

func describeTiers(release, text string) compiler.Source {
	if strings.Contains(text, "%s") {
		medium := ""
		if strings.HasPrefix(release, "2.") {
			medium = `, medium: "SSD"`
		}
		text = fmt.Sprintf(text, medium)
	}
	s := describe(release)
	s.Content = []byte(strings.Replace(string(s.Content), `memory: {size: "1GB", volume: {}}`, "tiers: ["+text+"]", 1))
	return s
}
