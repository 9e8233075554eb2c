package real

import (
	"encoding/json"
	"errors"
	"io/fs"
	"path"
	"strings"
	"testing"
)

// build is what an image of a release is made with: a row of releases.json.
type build struct {
	// Java is the version that the release is made for, or the nearest that there is a package of.
	Java int `json:"java"`
	// Netty is the version of the release's parent, which a dependency does not bring; "" where the parent does.
	Netty string `json:"netty"`
	// UID, Home, WorkDir, OwnedDirs and Env are as in the release's own Dockerfile.
	UID       int               `json:"uid"`
	Home      string            `json:"home"`
	WorkDir   string            `json:"workDir"`
	OwnedDirs []string          `json:"ownedDirs"`
	Env       map[string]string `json:"env"`
	// Pages is the folder below the release's own without which its web servers answer nothing; here it is empty.
	Pages string `json:"pages"`
}

// builds are by release.
func builds(t testing.TB) map[string]build {
	t.Helper()
	text, err := sources.ReadFile("releases.json")
	rows := map[string]build{}
	if err := errors.Join(err, json.Unmarshal(text, &rows)); err != nil {
		t.Fatal(err)
	}
	return rows
}

func buildOf(t testing.TB, release string) build {
	t.Helper()
	row, ok := builds(t)[release]
	if !ok {
		t.Fatalf("no real image of %s: add a row to releases.json", release)
	}
	return row
}

// script is a file of the release's line, files/2.9/, or of all, files/.
func script(release, name string) string {
	text, err := sources.ReadFile(path.Join("files", release[:strings.LastIndex(release, ".")], name))
	if errors.Is(err, fs.ErrNotExist) {
		text, err = sources.ReadFile(path.Join("files", name))
	}
	if err != nil {
		panic(err) // embedded
	}
	return string(text)
}

// hasFuse says whether the scripts of a release's line know the service that mounts.
func hasFuse(release string) bool {
	return strings.Contains(script(release, "entrypoint.sh"), "\nfuse)")
}
