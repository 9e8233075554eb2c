package contract

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"cuelang.org/go/cue"
	"github.com/google/go-cmp/cmp"

	"github.com/alluxio-gen/alluxio-gen/schema/catalogue"
)

// What the schema says of a release is what the recorded starts proved of it. Facts that no start shows are read at the
// release's tag alone: published, fsadmin, checkpoints, socket, embeddedJournal, journalType, keys, ports, measured, java, base, tools.
func TestFactsAreThoseOfTheVectors(t *testing.T) {
	c, err := catalogue.Load()
	if err != nil {
		t.Fatal(err)
	}
	b, err := c.Behaviour()
	if err != nil {
		t.Fatal(err)
	}
	for _, release := range Releases() {
		r, err := rowOf(release)
		if err != nil {
			t.Fatal(err)
		}
		proved := provedFacts(r)
		for _, f := range slices.Concat(b.Compiled, b.Told) {
			want, shown := proved[f.Name]
			if !shown {
				continue
			}
			delete(proved, f.Name)
			if got := decoded(t, b.At(f, release).Value); !cmp.Equal(got, want) {
				t.Errorf("%s: %s: %s", release, f.Name, cmp.Diff(want, got))
			}
		}
		if len(proved) > 0 {
			t.Errorf("%s: no facts of these names: %v", release, slices.Collect(maps.Keys(proved)))
		}
	}
}

// provedFacts are the facts that the model has of a release, in the schema's words.
func provedFacts(r *row) map[string]any {
	return map[string]any{
		"uid":              float64(r.User),
		"envMapping":       r.Mapping,
		"delivery":         map[bool]string{true: "siteFile", false: "environment"}[r.Mapping == "none"],
		"optionWords":      optionWords(r),
		"noFormat":         r.FormatOption,
		"jobService":       slices.Contains(r.services["master"].processes, "job_master"),
		"envScript":        anySlice(slices.Sorted(slices.Values(r.EnvScriptNames))),
		"envScriptMatch":   r.NameMatch,
		"envScriptOnce":    r.EnvScriptOnce,
		"read":             readVariables(r),
		"siteFileVariable": r.TextVariables,
		"mappedBlank":      mapped(r, map[bool]string{true: "kept", false: "cut there"}[r.SplitsAt == "lines"]),
		"mappedEquals":     mapped(r, map[string]string{"rest": "kept", "secondField": "cut at the second"}[r.ValueCut]),
		"optionLines":      map[bool]string{true: "first", false: "all"}[r.WritesEnvScript],
		"optionShell":      optionShell(r),
		"optionWinner":     winner(r.processes["worker"].options),
		"optionsGlued":     strings.Contains(r.processes["worker"].options, "${role}${common}"),
		"ramFolder":        ramFolders[r.RamFolder],
		"formats":          map[bool]string{true: "masters and workers", false: "its own"}[r.FormatsWorkers],
		"services":         anySlice(slices.Sorted(maps.Keys(r.services))),
		"serviceAnyCase":   r.ServiceIgnoresCase,
		"heap":             heaps(r),
		"fuse":             fuse(r),
		"fuseWinner":       fuseWinner(r),
		"homeIsLink":       r.Home != "/opt/alluxio",
	}
}

var ramFolders = map[string]string{
	"always":               "always",
	"unlessTierVariable":   "unless ALLUXIO_WORKER_TIEREDSTORE_LEVEL0_DIRS_PATH is set",
	"ifMemoryTier":         "where the first tier is MEM, without a path among the options",
	"ifMemoryTierOfWorker": "in a worker whose first tier is MEM, without a path among its options",
}

// optionWords: where the environment script is written from variables that were split at blanks, one word is left.
func optionWords(r *row) string {
	if r.WritesEnvScript && r.SplitsAt == "blanks" {
		return "first"
	}
	return "all"
}

func optionShell(r *row) string {
	switch {
	case !r.WritesEnvScript:
		return "none"
	case r.QuotesExport:
		return "$ ` \" \\ at the end"
	}
	return "every sign"
}

// mapped is what becomes of a value, in releases that map variables at all.
func mapped(r *row, what string) string {
	if r.Mapping == "none" {
		return ""
	}
	return what
}

// winner is whose option stands last on the command line, which is the one that counts.
func winner(options string) string {
	role, common := strings.LastIndex(options, "${role}"), strings.LastIndex(options, "${common}")
	switch {
	case role < 0:
		return "common alone"
	case role > common:
		return "role"
	}
	return "common"
}

// readVariables are those that become a property by themselves; the RAM folder becomes two, and has a fact of its own.
func readVariables(r *row) map[string]any {
	read := map[string]any{}
	for _, o := range r.options {
		key, isProperty := strings.CutPrefix(o.text, "-Dalluxio.")
		key, value, _ := strings.Cut(key, "=")
		place := strings.HasSuffix(o.when, "_HOME") || o.when == "ALLUXIO_RAM_FOLDER"
		if isProperty && o.when != "" && !place && value == "${"+o.when+"}" {
			read[o.when] = "alluxio." + key
		}
	}
	return read
}

// heaps are the default heaps, without the "-Xmx".
func heaps(r *row) map[string]any {
	found := map[string]any{"master": "", "worker": ""}
	for _, d := range r.defaults {
		if size, ok := strings.CutPrefix(d.text, "-Xmx"); ok {
			found[d.process] = size
		}
	}
	return found
}

func fuse(r *row) string {
	switch {
	case r.Fuse == "none":
		return ""
	case r.Fuse == "variable":
		return "ENABLE_FUSE"
	case r.Fuse == "options" && len(r.FuseVariables) > 0:
		return "variables"
	case r.Fuse == "options":
		return "fixed"
	}
	return r.Fuse
}

// fuseWinner: before 2.0.0 another image ran it.
func fuseWinner(r *row) string {
	if r.services["fuse"].kind == "" {
		return ""
	}
	return winner(r.processes["fuse"].options)
}

func anySlice(words []string) []any {
	var found []any
	for _, w := range words {
		found = append(found, w)
	}
	return found
}

func decoded(t *testing.T, v cue.Value) any {
	t.Helper()
	var found any
	if err := v.Decode(&found); err != nil {
		t.Fatal(err)
	}
	if n, whole := found.(int); whole {
		return float64(n)
	}
	if n, whole := found.(int64); whole {
		return float64(n)
	}
	return found
}
