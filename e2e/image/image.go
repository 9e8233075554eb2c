// Package image gives the engine a stand-in for the vendor's image, under the vendor's own name, and takes it away again.
package image

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/e2e/record"
	"github.com/alluxio-gen/alluxio-gen/e2e/run"
)

//go:embed profiles.json
var profiles []byte

// label marks what this package made, so that a real image is never taken for a stand-in, nor removed.
const label = "alluxio-gen.e2e=stand-in"

// Lent marks an image that may be lent: it has a name of its own, and loses nothing with the borrowed one.
const Lent = "alluxio-gen.e2e.lent"

// Made is before the names of images that are kept from run to run. Other work trees make theirs beside ours.
const Made = "alluxio-gen-e2e-made/"

// Keep is the name of an image that is kept from run to run, whose inputs have a digest; and whether it is there.
func Keep(name, digest string) (reference string, there bool) {
	reference = Made + name + "-" + digest
	return reference, exists(reference)
}

// StandIn makes reference (alluxio/alluxio:<release>) a stand-in of that release until Restore is called for it; one that
// is there stays, since another image would be a change. An image that had the name before is kept under another.
func StandIn(t testing.TB, reference string) {
	t.Helper()
	if exists(reference) && ours(reference) {
		return
	}
	profile := profileOf(t, reference)
	root, err := system(profile, build(t))
	if err != nil {
		t.Fatalf("root file system of %s: %v", reference, err)
	}
	keep(t, reference)
	args := append([]string{"import"}, changes(profile)...)
	run.With(run.Options{Stdin: root}).Must(t, "docker", append(args, "-", reference)...)
}

// Lend gives source, an image with the label Lent, the name reference until Restore is called for it.
func Lend(t testing.TB, source, reference string) {
	t.Helper()
	if exists(reference) && ours(reference) {
		run.Must(t, "docker", "rmi", "--force", reference)
	}
	keep(t, reference)
	run.Must(t, "docker", "tag", source, reference)
}

// keep saves an image of another's that has the name.
func keep(t testing.TB, reference string) {
	t.Helper()
	if exists(reference) {
		run.Must(t, "docker", "tag", reference, kept(reference))
		run.Must(t, "docker", "rmi", reference)
	}
}

// Restore takes the name from what has it of ours, and gives it back to what had it before.
func Restore(t testing.TB, reference string) {
	t.Helper()
	if exists(reference) && ours(reference) {
		run.Should(t, "docker", "rmi", "--force", reference)
	}
	if exists(kept(reference)) {
		run.Should(t, "docker", "tag", kept(reference), reference)
		run.Should(t, "docker", "rmi", kept(reference))
	}
}

func profileOf(t testing.TB, reference string) record.Profile {
	t.Helper()
	all := map[string]record.Profile{}
	if err := json.Unmarshal(profiles, &all); err != nil {
		t.Fatal(err)
	}
	_, release, _ := strings.Cut(reference, ":")
	profile, ok := all[release]
	if !ok {
		t.Fatalf("no stand-in for %s: add %q to image/profiles.json", reference, release)
	}
	profile.Release = release
	return profile
}

// changes are the image's configuration, as Dockerfile instructions.
func changes(p record.Profile) []string {
	lines := []string{
		`ENTRYPOINT ["/entrypoint.sh"]`,
		"WORKDIR " + p.WorkDir,
		"LABEL " + label,
	}
	if p.UID != 0 {
		lines = append(lines, fmt.Sprint("USER ", p.UID))
	}
	for k, v := range p.Env {
		lines = append(lines, fmt.Sprintf("ENV %s=%s", k, v))
	}
	var args []string
	for _, line := range lines {
		args = append(args, "--change", line)
	}
	return args
}

func exists(reference string) bool {
	_, err := run.Try("docker", "image", "inspect", reference)
	return err == nil
}

func ours(reference string) bool {
	return has(reference, label) || has(reference, Lent)
}

func has(reference, label string) bool {
	out, _ := run.Try("docker", "image", "ls", "--quiet", "--filter", "label="+label, reference)
	return strings.TrimSpace(out) != ""
}

func kept(reference string) string {
	return "alluxio-gen-e2e-kept/" + reference
}
