package report

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/alluxio-gen/alluxio-gen/compiler/diag"
)

// sarif gathers one run, which is written when the report ends.
type sarif struct {
	w   io.Writer
	o   Options
	run sarifRun
}

func newSARIF(w io.Writer, o Options) Report {
	run := sarifRun{ColumnKind: "unicodeCodePoints", Results: []sarifResult{}, Invocations: []sarifInvocation{{ExecutionSuccessful: true}}}
	return &sarif{w, o, run}
}

func (s *sarif) Add(name string, ds []diag.Diagnostic, src func(string) []byte) error {
	lines := sources(src)
	for _, d := range ds {
		s.run.Results = append(s.run.Results, sarifOf(name, d, lines))
	}
	return nil
}

func (s *sarif) Failed(name string, why error) {
	i := &s.run.Invocations[0]
	i.ExecutionSuccessful = false
	i.Notifications = append(i.Notifications, sarifNotification{
		Level: "error", Message: sarifText{why.Error()},
		Locations: []sarifLocation{{Physical: sarifPhysical{Artifact: artifact(name)}}},
	})
}

func (s *sarif) Close() error {
	if err := s.describeRules(); err != nil {
		return err
	}
	to := json.NewEncoder(s.w)
	to.SetEscapeHTML(false)
	to.SetIndent("", "  ")
	return to.Encode(sarifLog{
		Schema:  "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
		Version: "2.1.0", Runs: []sarifRun{s.run},
	})
}

// describeRules fills in the tool and those of its rules that have results.
func (s *sarif) describeRules() error {
	rules, err := s.o.Rules()
	if err != nil {
		return err
	}
	driver := sarifDriver{Name: "alluxio-gen", InformationURI: "https://github.com/alluxio-gen/alluxio-gen", Rules: []sarifRule{}}
	driver.Version = s.o.Version
	if v, _, _ := strings.Cut(s.o.Version, " "); strings.HasPrefix(v, "v") {
		driver.SemanticVersion = v[1:]
	}
	for _, r := range rules {
		used := func(x sarifResult) bool { return x.RuleID == r.Slug }
		if slices.ContainsFunc(s.run.Results, used) {
			driver.Rules = append(driver.Rules, sarifRuleOf(r))
		}
	}
	for i := range s.run.Results {
		x := &s.run.Results[i]
		x.RuleIndex = slices.IndexFunc(driver.Rules, func(r sarifRule) bool { return r.ID == x.RuleID })
	}
	s.run.Tool.Driver = driver
	return nil
}

func sarifRuleOf(r Rule) sarifRule {
	short, _, _ := strings.Cut(r.Why, ". ")
	return sarifRule{
		ID: r.Slug, Short: sarifText{strings.TrimSuffix(short, ".") + "."}, Full: sarifText{r.Why}, Help: sarifText{r.Help},
		HelpURI: RuleURL(r.Slug), Configuration: sarifConfiguration{r.Severity.String()},
	}
}

func sarifOf(name string, d diag.Diagnostic, lines lineReader) sarifResult {
	text := d.Message
	if d.Help != "" {
		text += "\nhelp: " + d.Help
	}
	result := sarifResult{
		RuleID: d.Rule, Level: d.Severity.String(), Message: sarifText{text}, Occurrences: max(d.Count, 1),
		Locations:    []sarifLocation{location(name, d.Span, d.Path, lines)},
		Fingerprints: map[string]string{"ruleAndPath/v1": fingerprint(d)},
	}
	for i, r := range d.Related {
		l := location(name, r.Span, r.Path, lines)
		l.ID, l.Message = i+1, &sarifText{r.Message}
		result.Related = append(result.Related, l)
	}
	return result
}

// fingerprint stays the same when lines move: it is of the rule and the fields alone.
func fingerprint(d diag.Diagnostic) string {
	sum := sha256.Sum256([]byte(strings.Join(append([]string{d.Rule}, d.Path...), "\x00")))
	return hex.EncodeToString(sum[:16])
}

func location(name string, s diag.Span, path []string, lines lineReader) sarifLocation {
	l := sarifLocation{Physical: sarifPhysical{Artifact: artifact(name)}}
	if s.Known() {
		p := measure(s, lines)
		l.Physical.Artifact = artifact(s.File)
		l.Physical.Region = &sarifRegion{p.line, p.column, p.end}
	}
	if len(path) > 0 {
		l.Logical = []sarifLogical{{FullName: diag.PathString(path), Kind: "member"}}
	}
	return l
}

// artifact names a file: from the folder that the tool was started in, or absolutely.
func artifact(file string) sarifArtifact {
	slashed := filepath.ToSlash(file)
	if filepath.IsAbs(file) {
		return sarifArtifact{URI: uri("/" + strings.TrimPrefix(slashed, "/"))}
	}
	return sarifArtifact{URI: uri(slashed), Base: "%SRCROOT%"}
}
