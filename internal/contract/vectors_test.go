package contract

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// vector is one recorded start, and the releases that all did the same.
type vector struct {
	Releases       []string          `json:"releases"`
	Case           string            `json:"case"`
	Role           string            `json:"role"`
	Args           []string          `json:"args"`
	Env            map[string]string `json:"env"`
	SiteFile       *string           `json:"siteFile"`
	SiteFilePath   *string           `json:"siteFilePath"`
	ReadOnlySite   bool              `json:"readOnlySite"`
	User           int               `json:"user"`
	ConfDir        string            `json:"confDir"`
	Start          int               `json:"start"`
	State          string            `json:"state"`
	Exit           *int              `json:"exit"`
	Processes      []recorded        `json:"processes"`
	SiteFileAfter  *string           `json:"siteFileAfter"`
	SiteProperties map[string]string `json:"siteProperties"`
	EnvShAfter     []string          `json:"envShAfter"`
	Log4jReplaced  bool              `json:"log4jReplaced"`
	Formatted      []recorded        `json:"formatted"`
	GetConf        []struct {
		Args   []string `json:"args"`
		Answer *string  `json:"answer"`
	} `json:"getConf"`
	HelpersRefused []struct {
		Helper  string   `json:"helper"`
		Args    []string `json:"args"`
		Refused string   `json:"refused"`
	} `json:"helpersRefused"`
	StderrHint string `json:"stderrHint"`
}

type recorded struct {
	MainClass string            `json:"mainClass"`
	Args      []string          `json:"args"`
	JvmArgs   []string          `json:"jvmArgs"`
	D         map[string]string `json:"D"`
	Classpath []string          `json:"classpath"`
	Refused   string            `json:"refused"`
}

// starts is how many starts were recorded in all.
const starts = 10096

func readVectors(t testing.TB) []vector {
	t.Helper()
	file, err := os.Open("testdata/vectors.jsonl.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	unzipped, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	var vectors []vector
	lines := bufio.NewScanner(unzipped)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var v vector
		decoder := json.NewDecoder(strings.NewReader(lines.Text()))
		decoder.DisallowUnknownFields()
		if err := decoder.Decode(&v); err != nil {
			t.Fatal(err)
		}
		vectors = append(vectors, v)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return vectors
}

func (v vector) name(release string) string {
	return fmt.Sprintf("%s %s %s %d", release, v.Case, v.Role, v.Start)
}

// start is what the model is given; an earlier start of the same container is computed first.
func (v vector) start(t testing.TB, release string) (Start, error) {
	t.Helper()
	s := Start{Args: v.Args, Env: v.Env, SiteFile: v.SiteFile, ReadOnlySite: v.ReadOnlySite, User: &v.User}
	if v.SiteFilePath != nil && !strings.HasPrefix(*v.SiteFilePath, "/opt/alluxio/conf/") {
		s.SitePath = *v.SiteFilePath
	}
	if v.ConfDir != "as in the image" {
		s.Conf = ConfDir(v.ConfDir)
	}
	if v.Start == 2 {
		first, err := Run(release, s)
		if err != nil {
			return s, err
		}
		s.Before = &first.After
	}
	return s, nil
}

// differences are the fields in which model and record differ, by the record's names.
func (v vector) differences(release string, out Outcome) map[string]string {
	r, err := rowOf(release)
	if err != nil {
		return map[string]string{"release": err.Error()}
	}
	state, exited := "exited", &out.Exit
	if out.Running {
		state, exited = "running", nil
	}
	var questions []Question
	for _, q := range v.GetConf {
		questions = append(questions, Question{Key: strings.Join(q.Args, " "), Answer: q.Answer})
	}
	var refusals []Refusal
	for _, h := range v.HelpersRefused {
		refusals = append(refusals, Refusal{Helper: h.Helper, Args: h.Args, Reason: h.Refused})
	}
	var read map[string]string
	if out.After.Site != nil {
		read = javaProperties(*out.After.Site)
	}
	found := map[string]string{}
	for field, pair := range map[string][2]any{
		"state":          {v.State, state},
		"exit":           {v.Exit, exited},
		"processes":      {asJVMs(v.Processes), linked(r, out.Processes)},
		"siteFileAfter":  {v.SiteFileAfter, out.After.Site},
		"siteProperties": {v.SiteProperties, read},
		"envShAfter":     {v.EnvShAfter, linkedLines(r, out.Added)},
		"log4jReplaced":  {v.Log4jReplaced, out.Log4jReplaced},
		"formatted":      {asJVMs(v.Formatted), linked(r, out.Formatted)},
		"getConf":        {questions, out.GetConf},
		"helpersRefused": {refusals, out.HelpersRefused},
		"stderrHint":     {v.StderrHint, strings.Join(out.Hints, "; ")},
	} {
		if reflect.DeepEqual(pair[0], pair[1]) {
			continue // quick; the same is also what differs in nil and empty alone
		}
		if d := cmp.Diff(pair[0], pair[1], cmpopts.EquateEmpty()); d != "" {
			found[field] = d
		}
	}
	return found
}

func asJVMs(list []recorded) []JVM {
	var jvms []JVM
	for _, r := range list {
		jvms = append(jvms, JVM{Class: r.MainClass, Args: r.Args, Options: r.JvmArgs, D: r.D, Classpath: r.Classpath, Refused: r.Refused})
	}
	return jvms
}

// linked writes the home folder as the records do, as the entrypoint's link to it.
func linked(r *row, list []JVM) []JVM {
	var jvms []JVM
	for _, j := range list {
		j.Options, j.Args, j.Classpath = linkedLines(r, j.Options), linkedLines(r, j.Args), linkedLines(r, j.Classpath)
		j.D = maps.Clone(j.D)
		for key, value := range j.D {
			j.D[key] = strings.ReplaceAll(value, r.Home, linkedHome)
		}
		jvms = append(jvms, j)
	}
	return jvms
}

func linkedLines(r *row, list []string) []string {
	var changed []string
	for _, text := range list {
		changed = append(changed, strings.ReplaceAll(text, r.Home, linkedHome))
	}
	return changed
}

// TestVectors runs every recorded start through the model. What differs must be named in testdata/differs.tsv, and what
// is named there must differ.
func TestVectors(t *testing.T) {
	listed := readDiffering(t)
	passed, total := map[string]int{}, map[string]int{}
	for _, v := range readVectors(t) {
		for _, release := range v.Releases {
			total[release]++
			name := v.name(release)
			fields := v.run(t, release)
			for _, field := range slices.Sorted(maps.Keys(fields)) {
				if !listed.has(name, field) {
					t.Errorf("%s: %s:\n%s", name, field, fields[field])
				}
			}
			for _, field := range listed.fields(name) {
				if _, differs := fields[field]; !differs {
					t.Errorf("%s: %s is as recorded: take it out of testdata/differs.tsv", name, field)
				}
			}
			if len(fields) == 0 {
				passed[release]++
			}
			listed.seen(name)
		}
	}
	listed.unseen(t)
	count := 0
	for _, release := range Releases() {
		t.Logf("%s: %d of %d starts as recorded", release, passed[release], total[release])
		count += total[release]
	}
	if count != starts {
		t.Errorf("%d starts, want %d", count, starts)
	}
}

func (v vector) run(t testing.TB, release string) map[string]string {
	s, err := v.start(t, release)
	if err != nil {
		return map[string]string{"model": err.Error()}
	}
	out, err := Run(release, s)
	if err != nil {
		return map[string]string{"model": err.Error()}
	}
	return v.differences(release, out)
}
