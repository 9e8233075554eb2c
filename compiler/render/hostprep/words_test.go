package hostprep_test

import (
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"github.com/docker/go-units"
	"github.com/google/go-cmp/cmp"

	"github.com/alluxio-gen/alluxio-gen/compiler/plan"
	"github.com/alluxio-gen/alluxio-gen/compiler/render/hostprep"
	"github.com/alluxio-gen/alluxio-gen/compiler/render/shell"
	"github.com/alluxio-gen/alluxio-gen/internal/require"
	"github.com/alluxio-gen/alluxio-gen/templates"
)

// FuzzRender: any text is carried into the script unharmed, or refused; what is not data never changes.
func FuzzRender(f *testing.F) {
	for _, s := range hostileText {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p := plan.Prep{Cluster: "c", Floors: floors, Images: []plan.Image{{Ref: s}},
			Directories: []plan.Directory{{Path: "./" + s, Mode: "0755", Why: s}},
			Build:       &plan.ImageBuild{Tag: "t" + s, Context: "/" + s, TarballFile: s, Args: []plan.Variable{{Name: "A", Value: s}}}}
		script, err := hostprep.Render(p)
		if strings.ContainsRune(s, 0) {
			if err == nil {
				t.Fatal("a NUL was rendered")
			}
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		got, err := shell.Calls(script, "plan", 1)
		if diff := cmp.Diff(hostprep.Facts(p), got); diff != "" || err != nil {
			t.Fatalf("%v (-plan +script):\n%s", err, diff)
		}
	})
}

func TestSizesReadAsDockerWritesThem(t *testing.T) {
	require.Tool(t, "bash")
	words, err := templates.FS.ReadFile("host-prep/words.sh")
	if err != nil {
		t.Fatal(err)
	}
	for _, bytes := range []int64{0, 1, 1023, 1024, 1536, 64 * mib, 1023 * mib, 1024 * mib, 1536 * mib, 1280 * mib, 32 << 30, 1 << 40, 1 << 50} {
		out, err := exec.Command("bash", "-euc", string(words)+"\nhuman "+strconv.FormatInt(bytes, 10)).Output()
		if want := units.BytesSize(float64(bytes)); err != nil || string(out) != want {
			t.Errorf("%d is %s, not %s, %v", bytes, out, want, err)
		}
	}
}
