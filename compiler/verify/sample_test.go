package verify_test

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/compiler/plan"
	"github.com/alluxio-gen/alluxio-gen/compiler/verify"
	"github.com/alluxio-gen/alluxio-gen/compiler/verify/verifytest"
)

// fleet is the plan of the other tests with n workers more, which differ in their names alone.
func fleet(n int) (plan.Host, plan.Plan) {
	h, p := verifytest.Plan()
	worker := h.Services[2]
	for i := range n {
		w := worker
		w.Name = fmt.Sprintf("node-%d", i)
		w.Hostname = w.Name
		w.NetworkMode = ""
		w.Reads = []string{"conf/" + w.Name + ".properties"}
		w.Mounts = []plan.Mount{{Type: plan.NamedVolume, Source: w.Name + "-memory", Target: "/opt/ramdisk"}}
		h.Record.Files[w.Reads[0]] = fmt.Sprintf("%x", i)
		h.Services = append(h.Services, w)
		h.Volumes = append(h.Volumes, plan.Volume{Key: w.Name + "-memory", Options: map[string]string{"o": "size=1", "type": "tmpfs", "device": "tmpfs"}})
	}
	return h, p
}

func TestSampleStandsForTheWhole(t *testing.T) {
	h, p := fleet(50)
	content := rendered(t, h, p)
	part, sampled, err := verify.Sample(content, h)
	if err != nil {
		t.Fatal(err)
	}
	if len(sampled.Services) > 6 || len(part) > len(content)/4 {
		t.Errorf("%d of %d services and %d of %d bytes are read", len(sampled.Services), len(h.Services), len(part), len(content))
	}
	if err := verify.Compose(content, h, p); err != nil {
		t.Error(err)
	}
}

// Whatever is changed anywhere in a file: reading a part of it finds fault where reading the whole does.
func TestSampleMissesNoSlip(t *testing.T) {
	h, p := fleet(12)
	lines := strings.SplitAfter(string(rendered(t, h, p)), "\n")
	random := rand.New(rand.NewPCG(1, 2))
	caught := 0
	for range 400 {
		changed := strings.Join(slipIn(lines, random), "")
		whole := verify.CompareFile([]byte(changed), h, p)
		part := verify.Compose([]byte(changed), h, p)
		if whole != nil {
			caught++
		}
		if whole != nil && part == nil {
			t.Errorf("a slip passed that reading the whole finds: %v\n%s", whole, changed)
		}
		if whole == nil && part != nil {
			t.Errorf("a file is refused that is as planned: %v\n%s", part, changed)
		}
	}
	t.Logf("%d of 400 changes were slips, each caught", caught)
	if caught < 300 {
		t.Errorf("only %d slips", caught)
	}
}

var word = regexp.MustCompile(`[A-Za-z0-9./-]+`)

// slipIn drops, repeats, exchanges or changes a line.
func slipIn(lines []string, random *rand.Rand) []string {
	all := append([]string{}, lines...)
	i, j := random.IntN(len(all)-1), random.IntN(len(all)-1)
	switch random.IntN(6) {
	case 0:
		all[i] = ""
	case 1:
		all[i] += all[i]
	case 2:
		all[i], all[j] = all[j], all[i]
	case 3:
		words := word.FindAllString(all[j], -1)
		if len(words) > 0 {
			all[i] = word.ReplaceAllLiteralString(all[i], words[random.IntN(len(words))])
		}
	case 4:
		at := random.IntN(len(all[i]))
		all[i] = all[i][:at] + string(" :-#'\"$&*!|x1\n"[random.IntN(14)]) + all[i][at:]
	case 5:
		if ds := word.FindAllStringIndex(all[i], -1); len(ds) > 0 {
			d := ds[random.IntN(len(ds))]
			all[i] = all[i][:d[0]] + "node-3" + all[i][d[1]:]
		}
	}
	return all
}
