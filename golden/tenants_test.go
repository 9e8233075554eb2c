package golden

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

var (
	takenPort  = regexp.MustCompile(`(?m)^\t"\$@" (port [0-9]+) `)
	takenPlace = regexp.MustCompile(`(?m)^\t"\$@" (?:directory|disk|socket) (\S+) `)
	takenTier  = regexp.MustCompile(`(?m)^\t"\$@" tier \S+ \S+ [0-9]+ (\S+) `)
)

// Clusters that share hosts, each with a description of its own, share no port and no directory there.
func TestTenantsShareNothing(t *testing.T) {
	taken := map[string]string{}
	for _, tenant := range []string{"face", "video"} {
		for _, host := range []string{"n1", "n2"} {
			script, err := os.ReadFile(filepath.Join("ok", "c27-tenant-"+tenant, "want", host, "host-prep.sh"))
			if err != nil {
				t.Fatal(err)
			}
			found := 0
			for _, of := range []*regexp.Regexp{takenPort, takenPlace, takenTier} {
				for _, m := range of.FindAllStringSubmatch(string(script), -1) {
					key := host + ": " + m[1]
					if by := taken[key]; by != "" {
						t.Errorf("%s is taken by %s and by %s", key, by, tenant)
					}
					taken[key] = tenant
					found++
				}
			}
			if found < 4 {
				t.Errorf("%s on %s takes %d things: is the script read as it is written?", tenant, host, found)
			}
		}
	}
}
