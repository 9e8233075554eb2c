package real

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"
)

// start is one recorded start of a container: what was asked, and which JVMs the release's own scripts launched.
type start struct {
	Releases     []string          `json:"releases"`
	Case         string            `json:"case"`
	Role         string            `json:"role"`
	Args         []string          `json:"args"`
	Env          map[string]string `json:"env"`
	SiteFile     *string           `json:"siteFile"`
	SiteFilePath *string           `json:"siteFilePath"`
	ReadOnlySite bool              `json:"readOnlySite"`
	ConfDir      string            `json:"confDir"`
	Start        int               `json:"start"`
	State        string            `json:"state"`
	Exit         *int              `json:"exit"`
	Processes    []process         `json:"processes"`
	Formatted    []process         `json:"formatted"`
	GetConf      []struct {
		Args   []string `json:"args"`
		Answer *string  `json:"answer"`
	} `json:"getConf"`
	EnvShAfter    []string `json:"envShAfter"`
	SiteFileAfter *string  `json:"siteFileAfter"`
}

type process struct {
	MainClass string   `json:"mainClass"`
	Args      []string `json:"args"`
	JvmArgs   []string `json:"jvmArgs"`
	Refused   string   `json:"refused"`
}

// starts are the recorded first starts of a release that the scripts here reproduce.
func starts(t *testing.T, release string) []start {
	t.Helper()
	file, err := os.Open("../../internal/contract/testdata/vectors.jsonl.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	unzipped, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	var all []start
	lines := bufio.NewScanner(unzipped)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var v start
		if err := json.Unmarshal(lines.Bytes(), &v); err != nil {
			t.Fatal(err)
		}
		if slices.Contains(v.Releases, release) && played(release, v) {
			all = append(all, v)
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}

// played tells whether the scripts play a case: the roles and families that the scenarios need. Left out is what needs
// an engine (a read-only mount, another owner of conf, a host name), a second start, a role that has no jar on Maven, or
// asks the scripts for their own name ($0).
func played(release string, v start) bool {
	family, _, _ := strings.Cut(v.Case, "/")
	return slices.Contains([]string{"base", "env", "fuse", "opts", "ram", "site", "value-common-opts", "value-role-opts", "value-env-direct", "value-env-mapped", "value-ram-folder"}, family) &&
		slices.Contains([]string{"master", "master-only", "job-master", "worker", "worker-only", "job-worker", "proxy", "logserver", "fuse"}, v.Role) &&
		(hasFuse(release) || family != "fuse" && v.Role != "fuse") &&
		v.Start == 1 && v.Case != "fuse/as-root" && !v.ReadOnlySite && v.Case != "opts/hostname-command" && v.Case != "opts/auth-to-local-rule"
}
