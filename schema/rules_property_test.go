package schema_test

import (
	"fmt"
	"strings"
	"testing"

	"cuelang.org/go/cue"
	"github.com/google/go-cmp/cmp"
)

type verdict struct {
	Rule    string   `json:"rule"`
	Path    []string `json:"path"`
	Message string   `json:"message"`
}

// judge runs the property rules over one set; values may be texts, numbers or booleans.
func judge[V any](t testing.TB, language cue.Value, release string, properties map[string]V) []verdict {
	t.Helper()
	var verdicts []verdict
	eval(t, language, fmt.Sprintf(`(#PropertyVerdicts & {#c: {release: %q, sets: [{path: ["properties"], properties: %s}]}}).all`,
		release, quoted(properties)), &verdicts)
	return verdicts
}

func TestPropertyVerdicts(t *testing.T) {
	language := language(t)
	for _, test := range []struct {
		release, key string
		value        any
		rule         string // "" for a near-miss
		says         string
	}{
		{"2.9.5", "alluxio.user.file.buffer.byte", "8MB", "property/unknown", "ignored"},
		{"2.9.5", "alluxio.user.file.buffer.bytes", "8MB", "", ""},
		{"2.9.5", "Alluxio.debug", "true", "property/unknown", ""},
		{"2.9.5", "alluxio.worker.tieredstore.level3.watermark.high.ratio", 0.9, "", ""},
		{"2.9.5", "alluxio.worker.tieredstore.levelx.watermark.high.ratio", 0.9, "property/unknown", ""},
		{"2.9.5", "alluxio.master.mount.table.root.option.aws.accessKeyId", "k", "", ""},
		{"2.0.0", "fs.adl.account.me.oauth2.client.id", "x", "property/not-in-release", "2.4.0 to 2.9.6"},
		{"2.4.0", "fs.adl.account.me.oauth2.client.id", "x", "", ""},
		{"2.9.2", "fs.azure.account.key.me.dfs.core.windows.net", "x", "property/not-in-release", "2.9.3 to 2.9.6"},

		{"1.8.2", "alluxio.master.rpc.port", 19998, "property/not-in-release", "write alluxio.master.port instead"},
		{"2.0.0", "alluxio.master.rpc.port", 19998, "", ""},
		{"1.8.2", "alluxio.worker.rpc.port", 29998, "property/not-in-release", "write alluxio.worker.port instead"},
		{"1.5.0", "alluxio.master.worker.timeout", "5min", "property/not-in-release", "alluxio.master.worker.timeout.ms"},
		{"2.0.0", "alluxio.zookeeper.auth.enabled", true, "property/not-in-release", "1.8.2 and 2.0.1 to 2.9.6"},
		{"2.0.1", "alluxio.zookeeper.auth.enabled", true, "", ""},
		{"2.1.1", "alluxio.user.file.master.client.pool.size.max", 8, "property/not-in-release", "alluxio.user.file.master.client.threads"},

		{"2.0.0", "alluxio.worker.data.port", 29999, "property/removed", "write alluxio.worker.rpc.port instead"},
		{"1.8.2", "alluxio.worker.data.port", 29999, "", ""},
		{"2.9.5", "alluxio.worker.tieredstore.level0.reserved.ratio", 0.1, "property/removed", "high.ratio and alluxio.worker.tieredstore.level0.watermark.low.ratio"},
		{"2.9.5", "alluxio.keyvalue.enabled", true, "property/removed", "drop this line"},
		{"2.9.6", "alluxio.fuse.permission.check.enabled", true, "property/removed", "was in 2.7.3"},

		{"2.9.5", "alluxio.master.port", 19998, "property/renamed", "as alluxio.master.rpc.port"},
		{"1.8.2", "alluxio.master.port", 19998, "", ""},
		{"2.5.0", "alluxio.user.network.data.timeout.ms", "30sec", "property/renamed", "alluxio.user.streaming.data.timeout"},
		{"2.6.0", "alluxio.user.network.data.timeout.ms", "30sec", "property/renamed", "alluxio.user.streaming.data.read.timeout"},

		{"2.9.5", "alluxio.debug", true, "", ""},
		{"2.9.5", "alluxio.debug", "True", "property/type", "takes any word but true for false"},
		{"2.7.3", "alluxio.debug", "yes", "property/type", "fails on another word"},
		{"2.9.5", "alluxio.master.web.port", 19999, "", ""},
		{"2.9.5", "alluxio.master.web.port", "-1", "", ""},
		{"2.9.5", "alluxio.master.web.port", 2147483647, "", ""},
		{"2.9.5", "alluxio.master.web.port", 2147483648, "property/type", "below 2147483648"},
		{"2.9.5", "alluxio.master.web.port", "19,999", "property/type", "\"19,999\""},
		{"2.9.5", "alluxio.master.web.port", 1.5, "property/type", ""},
		{"2.9.5", "alluxio.master.web.port", "", "property/type", "\"\""},
		{"2.8.1", "alluxio.job.master.job.capacity", 3000000000, "property/type", ""},
		{"2.8.2", "alluxio.job.master.job.capacity", 3000000000, "", ""},
		{"2.9.5", "alluxio.worker.tieredstore.level0.watermark.high.ratio", 0.95, "", ""},
		{"2.9.5", "alluxio.worker.tieredstore.level0.watermark.high.ratio", "95%", "property/type", "0.95"},
		{"2.8.0", "alluxio.user.block.size.bytes.default", "64MiB", "property/type", "2.8.1"},
		{"2.8.1", "alluxio.user.block.size.bytes.default", "64MiB", "", ""},
		{"2.8.1", "alluxio.user.block.size.bytes.default", "64Mi", "", ""},
		{"1.5.0", "alluxio.user.block.size.bytes.default", "64m", "", ""},
		{"1.5.0", "alluxio.user.block.size.bytes.default", "1.5GB", "", ""},
		{"2.9.5", "alluxio.user.block.size.bytes.default", "64 MB", "property/type", ""},
		{"2.9.5", "alluxio.user.block.size.bytes.default", "1EB", "property/type", ""},
		{"2.9.5", "alluxio.user.block.size.bytes.default", 67108864, "", ""},
		{"2.9.5", "alluxio.master.worker.timeout", "5min", "", ""},
		{"2.9.5", "alluxio.master.worker.timeout", "5Minute", "", ""},
		{"2.9.5", "alluxio.master.worker.timeout", 300000, "", ""},
		{"2.9.5", "alluxio.master.worker.timeout", "1m30s", "property/type", "90s"},
		{"2.9.5", "alluxio.master.worker.timeout", "1.5h", "property/type", ""},
		{"2.9.5", "alluxio.master.worker.timeout", "5minutes", "property/type", ""},
		{"1.6.1", "alluxio.master.worker.timeout", "-1", "property/type", ""},
		{"1.7.0", "alluxio.master.worker.timeout", "-1", "", ""},
		{"1.5.0", "alluxio.master.worker.timeout.ms", "5min", "property/type", "whole number"},
		{"2.9.5", "alluxio.master.worker.timeout.ms", 300000, "property/renamed", ""},
		{"1.8.2", "alluxio.user.file.metadata.load.type", "Once", "", ""},
		{"2.0.0", "alluxio.user.file.metadata.load.type", "Once", "property/type", "NEVER, ONCE, ALWAYS"},
		{"2.7.3", "alluxio.user.client.cache.store.type", "MEM", "property/type", "LOCAL, ROCKS"},
		{"2.7.4", "alluxio.user.client.cache.store.type", "MEM", "", ""},
		{"2.9.5", "alluxio.security.authentication.type", "KERBEROS", "property/type", "NOSASL, SIMPLE, CUSTOM"},
		{"2.9.5", "alluxio.user.client.cache.size", "1GB,2GB", "", ""},
		{"2.8.0", "alluxio.user.client.cache.size", "1GB,2GB", "property/type", ""},
		{"2.9.5", "alluxio.master.web.port", "${alluxio.proxy.web.port}", "", ""},
		{"2.9.5", "alluxio.master.web.port", "${", "property/type", ""},
		{"2.9.5", "alluxio.user.file.write.tier.default", "a\nb", "property/type", "\"a\\nb\""},
		{"2.9.5", "alluxio.user.date.format.pattern", "any text\nat all", "", ""},

		{"2.9.5", "alluxio.worker.memory.size", "1GB", "property/restates-field", "workers.<name>.memory.size"},
		{"1.8.2", "alluxio.worker.ramdisk.size", "no size", "property/restates-field", "workers.<name>.memory.size"},
		{"2.9.5", "alluxio.user.hostname", "c1", "", ""},

		{"3.0.0", "alluxio.no.such.key", "x", "", ""},
		{"latest", "alluxio.debug", "yes", "", ""},
	} {
		t.Run(test.release+"/"+test.key, func(t *testing.T) {
			got := judge(t, language, test.release, map[string]any{test.key: test.value})
			if test.rule == "" {
				if len(got) > 0 {
					t.Errorf("%v: %+v", test.value, got)
				}
				return
			}
			if len(got) != 1 || got[0].Rule != test.rule || !strings.Contains(got[0].Message, test.says) {
				t.Fatalf("%v: got %+v, want %s saying %q", test.value, got, test.rule, test.says)
			}
			if diff := cmp.Diff([]string{"properties", test.key}, got[0].Path); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// An old name with a bad value has two faults; an old name beside the new one has one, whatever the value.
func TestPropertyOldNames(t *testing.T) {
	language := language(t)
	for _, test := range []struct {
		properties map[string]any
		want       []string
	}{
		{map[string]any{"alluxio.master.port": "x"}, []string{"property/renamed", "property/type"}},
		{map[string]any{"alluxio.master.port": 1, "alluxio.master.rpc.port": 1}, []string{"property/set-twice"}},
		{map[string]any{"alluxio.master.rpc.port": 1, "alluxio.worker.rpc.port": 1}, nil},
	} {
		var got []string
		for _, v := range judge(t, language, "2.9.5", test.properties) {
			got = append(got, v.Rule)
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%v: %s", test.properties, diff)
		}
	}
}

// The message names the very field when the set belongs to a process.
func TestPropertyRestatesNamesTheProcess(t *testing.T) {
	var got []verdict
	eval(t, language(t), `(#PropertyVerdicts & {#c: {release: "2.9.5", sets: [
		{path: ["workers", "w1", "properties"], properties: {"alluxio.worker.ramdisk.size": "1GB", "alluxio.master.hostname": "m"}},
	]}}).all`, &got)
	if len(got) != 2 || !strings.Contains(got[0].Message, "workers.w1.memory.size") || !strings.Contains(got[1].Message, "masters.<name>") {
		t.Errorf("got %+v", got)
	}
}

// Whatever a rule of this family may say has an entry in #meta.
func TestPropertyRulesHaveMeta(t *testing.T) {
	language := language(t)
	for rule, severity := range map[string]string{
		"property/unknown": "error", "property/not-in-release": "error", "property/removed": "error", "property/type": "error",
		"property/restates-field": "error", "property/set-twice": "error", "property/renamed": "warning",
	} {
		var got struct{ Severity, Help, Why, Source string }
		eval(t, language, fmt.Sprintf("#meta[%q]", rule), &got)
		if got.Severity != severity || got.Help == "" || got.Why == "" || got.Source == "" {
			t.Errorf("%s: %+v", rule, got)
		}
	}
}

// Every field's key is a property of some release, and restates nothing that is not there.
func TestTypedKeysAreProperties(t *testing.T) {
	language := language(t)
	var typed, known map[string]string
	eval(t, language, "#typedKeys", &typed)
	eval(t, language, "#catalogue", &known)
	for key := range typed {
		if known[key] == "" {
			t.Errorf("%s is no property", key)
		}
	}
}

// Without a concrete release or sets nothing is said, and nothing fails.
func TestPropertyVerdictsOfNothing(t *testing.T) {
	language := language(t)
	for _, expression := range []string{"#PropertyVerdicts.all", `(#PropertyVerdicts & {#c: sets: [{path: ["p"], properties: a: "x"}]}).all`} {
		v := language.Context().CompileString(expression, cue.Scope(language))
		if err := v.Err(); err != nil {
			t.Errorf("%s: %v", expression, err)
		}
	}
}
