package contract_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/compiler"
	"github.com/alluxio-gen/alluxio-gen/internal/contract"
)

// The heap that the description says is the one that the JVM takes, whatever the scripts add.
func TestHeaps(t *testing.T) {
	for _, release := range contract.Releases() {
		src := describe(release)
		src.Content = fmt.Appendf(src.Content, "%s", `
masters: master: jvm: heap: "768MB"
workers: worker: jvm: heap: "640MB"
`)
		want := map[string]string{"alluxio.master.AlluxioMaster": "768m", "alluxio.worker.AlluxioWorker": "640m"}
		checkOptions(t, release, src, "-Xmx", want)
	}
}

// The direct memory of a worker is what the description says, or is refused where the scripts would drop it.
func TestDirectMemory(t *testing.T) {
	carried := 0
	for _, release := range contract.Releases() {
		src := describe(release)
		src.Content = fmt.Appendf(src.Content, "%s", `workers: worker: jvm: {heap: "640MB", direct: "320MB"}`)
		if checkOptions(t, release, src, "-XX:MaxDirectMemorySize=", map[string]string{"alluxio.worker.AlluxioWorker": "320m"}) {
			carried++
		}
	}
	if carried < len(contract.Releases())/2 {
		t.Errorf("only %d releases carry it", carried)
	}
}

// checkOptions looks for the last option of a form in the named JVMs; false when the description is refused.
func checkOptions(t testing.TB, release string, src compiler.Source, form string, want map[string]string) bool {
	t.Helper()
	result, refused := compile(t, src)
	if refused != nil {
		return false
	}
	found := map[string]string{}
	for name, start := range servers(t, result) {
		out, err := contract.Run(release, start)
		if err != nil || !out.Running {
			t.Errorf("%s: %s ends with %d, %v", release, name, out.Exit, err)
		}
		for _, j := range out.Processes {
			for _, option := range j.Options {
				if value, is := strings.CutPrefix(option, form); is {
					found[j.Class] = value
				}
			}
		}
	}
	for class, value := range want {
		if found[class] != value {
			t.Errorf("%s: %s has %s%s, want %s", release, class, form, found[class], value)
		}
	}
	return true
}
