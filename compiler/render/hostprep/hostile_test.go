package hostprep_test

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/alluxio-gen/alluxio-gen/compiler/plan"
	"github.com/alluxio-gen/alluxio-gen/internal/require"
)

func TestHostileWordsArriveUnharmed(t *testing.T) {
	require.Tool(t, "bash")
	p := hostile()
	s := newSandbox(t, p)
	s.must("mkdir " + `/mnt/cluster/$' $(touch ran)\n'` + "; touch " + `/mnt/cluster/$' $(touch ran)\n'/Dockerfile`)
	before := s.snapshot()
	s.prep(0, "apply")
	for _, d := range p.Directories {
		if out, code := s.exec("test", "-d", "/mnt/cluster/"+strings.TrimPrefix(d.Path, "./")); code != 0 {
			t.Errorf("no directory %q %s", d.Path, out)
		}
	}
	same(t, "as many directories as the plan has", len(p.Directories), strings.Count(s.must(`cd /mnt/cluster; find . -mindepth 1 -maxdepth 1 -name 'd*' -printf x`), "x"))
	same(t, "docker build gets the plan's words", buildWords(p), dockerWords(s))
	if again := runLines(s.prep(0, "apply")); len(again) > 0 {
		t.Errorf("the second apply ran %q", again)
	}
	s.prep(0, "undo")
	s.must(`[[ -z $(find /mnt /run /var/lib -name ran) ]]`)
	same(t, "apply and undo leave the host as it was", before, s.snapshot())
}

func buildWords(p plan.Prep) []string {
	words := []string{"build", "--tag", p.Build.Tag, "--label", "alluxio-gen.cluster=hostile"}
	for _, arg := range p.Build.Args {
		words = append(words, "--build-arg", arg.Name+"="+arg.Value)
	}
	return append(words, "/mnt/cluster/"+strings.TrimPrefix(p.Build.Context, "./"))
}

// dockerWords are the arguments that docker build was given.
func dockerWords(s *sandbox) []string {
	return strings.Split(strings.TrimSuffix(s.read("/mnt/scratch/docker"), "\x00"), "\x00")
}

// injections run the command "ran" wherever a shell would take a word for more than a word.
var injections = []string{"$(ran)", "`ran`", ";ran;", "|ran", "&ran&", "\nran\n", "a[$(ran)]", "x]=$(ran)", "'$(ran)'", `"$(ran)"`, "$((a[$(ran)]))", "${x:-$(ran)}", "{ran,}", "<(ran)", ">ran", "-exec ran ;", "%(ran)", `\$(ran)`, `$'\x24(ran)'`}

// hostilePlan has random hostile text in every word of the plan that may hold any.
func hostilePlan(random *rand.Rand) plan.Prep {
	all := append(slices.Clone(injections), hostileText...)
	text := func() string {
		var b strings.Builder
		for range 1 + random.IntN(4) {
			b.WriteString(all[random.IntN(len(all))])
		}
		return strings.ReplaceAll(b.String(), "/", "")
	}
	path := func() string { return "./h/" + text() + "x" }
	p := plan.Prep{Cluster: "hostile", UID: 1000, GID: 1000, HostNetwork: true, Names: []plan.Name{{Address: text(), Host: text()}},
		Ports: []plan.Port{{Number: 19998, Service: text()}}, Files: []string{path()}, Outside: []plan.File{{Path: path(), Why: text(), From: text(), Secret: true}, {Path: path(), Why: text()}, {Path: path(), Why: text(), Any: true}, {Path: path(), Why: text(), Any: true, Secret: true}},
		Build:       &plan.ImageBuild{Tag: "t" + text(), Context: path(), TarballFile: text(), Args: []plan.Variable{{Name: "ARG", Value: text()}}},
		Images:      []plan.Image{{Ref: text()}, {Ref: text(), Platform: text()}},
		SecretFiles: []plan.SecretFile{{Path: path(), Base: path(), Secrets: []plan.Secret{{Key: "a.b", File: path()}}}},
		Fuse:        &plan.Fuse{UID: 1000, Mounts: []plan.FuseMount{{Path: path(), Why: text(), Service: text(), From: text()}}},
	}
	for range 4 {
		p.Directories = append(p.Directories,
			plan.Directory{Path: path(), Mode: "0755", Why: text(), From: text(), Room: 1},
			plan.Directory{Path: path(), Mode: "0755", Why: text(), Quota: mib},
			plan.Directory{Path: path(), Mode: "0755", Why: text(), Worker: text(), Socket: text()},
			plan.Directory{Path: path(), Why: text(), Mode: "0755", Shared: true},
			plan.Directory{Path: path(), Why: text(), Mode: "0755", ReadOnly: true})
	}
	return p
}

// TestHostilePlansRunNothing: through every verb, and with files and secrets of hostile names and content in place; and each
// line for programs is one JSON object, whatever it holds.
func TestHostilePlansRunNothing(t *testing.T) {
	seeds := uint64(2)
	if many {
		seeds = 60
	}
	for seed := range seeds {
		t.Run(strconv.FormatUint(seed, 10), func(t *testing.T) {
			random := rand.New(rand.NewPCG(seed, 5))
			p := hostilePlan(random)
			s := newSandbox(t, p)
			s.write("/mnt/bin/ran", "#!/bin/sh\ntouch /mnt/scratch/ran\n", 0o755)
			s.must("mkdir /mnt/cluster/h")
			for _, file := range []string{p.Files[0], p.Outside[0].Path, p.SecretFiles[0].Base, p.SecretFiles[0].Secrets[0].File} {
				s.write("/mnt/cluster/"+strings.TrimPrefix(file, "./"), injections[random.IntN(len(injections))], 0o644)
			}
			s.write("/mnt/cluster/.env", "ALLUXIO_HOST=$(ran)\n", 0o644)
			locale := []string{"C.UTF-8", "C"}[seed%2]
			plain, _ := s.exec("bash", "-c", "/mnt/cluster/host-prep.sh 2>/dev/null")
			programs, _ := s.exec("bash", "-c", "/mnt/cluster/host-prep.sh --format json 2>/dev/null")
			same(t, "what is for people has a line for each too", strings.Count(programs, "\n"), strings.Count(plain, "\n"))
			for _, args := range []string{"check", "apply --dry-run", "apply", "undo --dry-run", "undo"} {
				out, code := s.exec("env", "LC_ALL="+locale, "bash", "-c", "/mnt/cluster/host-prep.sh --format json "+args+" 2>/mnt/scratch/stderr")
				stderr := s.read("/mnt/scratch/stderr")
				if code != 0 && code != 1 || strings.Contains(stderr, "host-prep.sh: line ") {
					t.Errorf("%s: exit %d\n%s", args, code, stderr)
				}
				if n := eachLineIsJSON(t, p.Cluster, out); n < 10 {
					t.Errorf("%s: %d lines\n%s", args, n, out)
				}
			}
			s.must("[[ ! -e /mnt/scratch/ran ]]")
		})
	}
}

// many asks for every position at which a script can be killed, and for more plans of chance.
var many = os.Getenv("ALLUXIO_GEN_MANY") == "1"

// eachLineIsJSON reads what a program reads, and counts it.
func eachLineIsJSON(t *testing.T, cluster, out string) (lines int) {
	t.Helper()
	statuses := []string{"ok", "warn", "fix", "fail", "run", "keep"}
	for line := range strings.Lines(out) {
		var fact struct{ Cluster, Host, Kind, Status, Message, Cure *string }
		d := json.NewDecoder(strings.NewReader(line))
		d.DisallowUnknownFields()
		if err := d.Decode(&fact); err != nil || d.More() || !utf8.ValidString(line) {
			t.Errorf("no JSON object: %v in %q", err, line)
			continue
		}
		if fact.Host == nil || fact.Kind == nil || fact.Cure == nil || *fact.Cluster != cluster || !slices.Contains(statuses, *fact.Status) || *fact.Message == "" {
			t.Errorf("not what docs/host-prep.md promises: %s", line)
		}
		lines++
	}
	return lines
}
