package schema_test

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"cuelang.org/go/cue"
	"github.com/google/go-cmp/cmp"

	"github.com/alluxio-gen/alluxio-gen/schema"
	"github.com/alluxio-gen/alluxio-gen/schema/catalogue"
)

// counts are the properties without a variable part of each release, as counted in the release's own declarations.
var counts = map[string]int{
	"1.5.0": 290, "1.6.0": 287, "1.6.1": 287, "1.7.0": 310, "1.7.1": 319, "1.8.0": 332, "1.8.1": 341, "1.8.2": 356,
	"2.0.0": 417, "2.0.1": 419, "2.1.0": 436, "2.1.1": 441, "2.1.2": 448, "2.2.0": 465, "2.2.1": 495, "2.2.2": 507,
	"2.3.0": 530, "2.4.0": 527, "2.4.1": 535, "2.5.0": 560, "2.6.0": 596, "2.6.1": 597, "2.6.2": 605, "2.7.0": 669,
	"2.7.1": 687, "2.7.2": 688, "2.7.3": 694, "2.7.4": 697, "2.8.0": 680, "2.8.1": 723, "2.8.2": 783, "2.9.0": 784,
	"2.9.1": 806, "2.9.2": 826, "2.9.3": 837, "2.9.4": 860, "2.9.5": 865, "2.9.6": 875,
}

func load(t testing.TB) *catalogue.Catalogue {
	t.Helper()
	c, err := catalogue.Load()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestCatalogueIsUpToDate(t *testing.T) {
	c := load(t)
	behaviour, err := c.Behaviour()
	if err != nil {
		t.Fatal(err)
	}
	for name, file := range map[string]interface{ CUE() ([]byte, error) }{"catalogue.cue": c, "rows.cue": behaviour} {
		want, err := file.CUE()
		if err != nil {
			t.Fatal(err)
		}
		got, err := schema.FS.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if string(got) != string(want) {
			t.Errorf("%s is stale: run make catalogue", name)
		}
	}
}

// live lists the keys of the CUE catalogue that a release has.
func live(t testing.TB, language cue.Value, release string) []string {
	t.Helper()
	var keys []string
	eval(t, language, fmt.Sprintf("[for key, life in #catalogue if life =~ #covers[%q] {key}]", release), &keys)
	return keys
}

func TestCountsPerRelease(t *testing.T) {
	language := language(t)
	var order map[string]int
	eval(t, language, "#order", &order)
	if len(order) != len(counts) {
		t.Errorf("%d releases, want %d", len(order), len(counts))
	}
	got := map[string]int{}
	for release := range order {
		got[release] = len(live(t, language, release))
	}
	if diff := cmp.Diff(counts, got); diff != "" {
		t.Error(diff)
	}
}

// Every default is a value that the release itself would read, so the type rule must let it pass. Each is judged once
// for each default and each type, in the first release that has them.
func TestDefaultsAreOfTheirType(t *testing.T) {
	language, c := language(t), load(t)
	computed := regexp.MustCompile(`^$|^\(.*\)$`)
	judged := 0
	for _, release := range c.Releases {
		properties := map[string]string{}
		for _, p := range c.Properties {
			if value, since := defaultSince(c, p, release); since && !computed.MatchString(value) {
				properties[p.Key] = value
			}
		}
		judged += len(properties)
		for _, v := range judge(t, language, release, properties) {
			if v.Rule == "property/type" {
				t.Errorf("%s: %s", release, v.Message)
			}
		}
	}
	if judged < 1000 {
		t.Errorf("only %d defaults", judged)
	}
}

// defaultSince is the default that holds in a release, and whether it or the key's type begins there.
func defaultSince(c *catalogue.Catalogue, p catalogue.Property, release string) (value string, since bool) {
	begins := func(s catalogue.Span) bool { return s.Since == release }
	since = slices.ContainsFunc(p.Life, begins)
	for _, d := range p.Defaults {
		if slices.Index(c.Releases, d.Since) <= slices.Index(c.Releases, release) {
			value = d.Value
		}
		since = since || d.Since == release
	}
	return value, since
}

func TestPatternsMatchTheirOwnTemplateAlone(t *testing.T) {
	c := load(t)
	for _, template := range c.Templates {
		// The form of 2.5.0 to 2.9.2 and that of the executor's keep-alive differ from what these releases match.
		key := strings.NewReplacer("<x>", "abc", "<n>", "7", "keepalive", "keep.alive").Replace(template.Form)
		if strings.Contains(template.Pattern, "window\\.") {
			key = strings.Replace(key, "windows", "window", 1)
		}
		if strings.Contains(template.Form, "alluxio.user.network") {
			key = strings.Replace(key, "keep.alive", "keepalive", 1)
		}
		if !regexp.MustCompile(template.Pattern).MatchString(key) {
			t.Errorf("%s does not match %s", key, template.Pattern)
		}
		for _, other := range c.Templates {
			overlap := other.Pattern != template.Pattern && regexp.MustCompile(other.Pattern).MatchString(key)
			for _, span := range template.Life {
				if _, both := c.At(other.Life, span.Since); both && overlap {
					t.Errorf("%s matches %s too", key, other.Pattern)
				}
			}
		}
	}
}

func quoted(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err) // texts and numbers always marshal
	}
	return string(text)
}
