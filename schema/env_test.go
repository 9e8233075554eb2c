package schema_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Both directions for every property of the releases. What is unreachable was counted in each release's catalogue.
func TestEnvNamesOfEveryProperty(t *testing.T) {
	language := language(t)
	for _, test := range []struct {
		release, mapping string
		unreachable      int
	}{
		{"1.5.0", "prefix", 20}, {"1.6.0", "prefix", 18}, {"1.6.1", "prefix", 18},
		{"1.7.0", "lookup", 0}, {"1.7.1", "lookup", 0}, {"1.8.0", "lookup", 0}, {"1.8.1", "lookup", 0}, {"1.8.2", "lookup", 0},
		{"2.0.0", "none", 417}, {"2.9.5", "none", 865},
	} {
		t.Run(test.release, func(t *testing.T) {
			keys := live(t, language, test.release)
			var names, back map[string]string
			eval(t, language, fmt.Sprintf("(#EnvNames & {#mapping: %q, #release: %q, #keys: %s}).names", test.mapping, test.release, quoted(keys)), &names)
			if got := len(keys) - len(names); got != test.unreachable {
				t.Errorf("%d of %d keys are unreachable, want %d", got, len(keys), test.unreachable)
			}
			variables := slices.Sorted(maps.Values(names))
			if distinct := slices.Compact(slices.Clone(variables)); len(distinct) != len(names) {
				t.Error("two keys share a variable")
			}
			eval(t, language, fmt.Sprintf("(#EnvKeys & {#mapping: %q, #release: %q, #variables: %s}).keys", test.mapping, test.release, quoted(append([]string{}, variables...))), &back)
			for _, key := range keys {
				name, reachable := names[key]
				if reachable && back[name] != key {
					t.Errorf("%s is %s, and that is %s", key, name, back[name])
				}
				if plain := strings.ToUpper(strings.ReplaceAll(key, ".", "_")); reachable && name != plain {
					t.Errorf("%s is %s, want %s", key, name, plain)
				}
				if starts := strings.HasPrefix(name, "ALLUXIO_"); test.mapping == "prefix" && reachable && !starts {
					t.Errorf("%s is %s, which the image does not look at", key, name)
				}
			}
		})
	}
}

func TestEnvNames(t *testing.T) {
	language := language(t)
	for _, test := range []struct{ mapping, release, key, want string }{
		{"lookup", "1.8.2", "alluxio.underfs.s3a.inherit_acl", "ALLUXIO_UNDERFS_S3A_INHERIT_ACL"},
		{"prefix", "1.6.1", "alluxio.underfs.s3a.inherit_acl", ""},
		{"lookup", "1.7.0", "aws.accessKeyId", "AWS_ACCESSKEYID"},
		{"prefix", "1.5.0", "aws.accessKeyId", ""},
		{"lookup", "1.8.2", "fs.swift.user", "FS_SWIFT_USER"},
		{"prefix", "1.6.1", "fs.swift.user", ""},
		{"lookup", "1.8.2", "alluxio.worker.tieredstore.level1.dirs.path", "ALLUXIO_WORKER_TIEREDSTORE_LEVEL1_DIRS_PATH"},
		{"lookup", "1.8.2", "alluxio.worker.tieredstore.level5.dirs.path", "ALLUXIO_WORKER_TIEREDSTORE_LEVEL5_DIRS_PATH"},
		{"prefix", "1.5.0", "alluxio.worker.tieredstore.level5.dirs.path", "ALLUXIO_WORKER_TIEREDSTORE_LEVEL5_DIRS_PATH"},
		{"lookup", "1.8.2", "alluxio.master.mount.table.root.option.aws.accessKeyId", ""},
		{"lookup", "1.8.2", "alluxio.master.mount.table.my_mount.ufs", ""},
		{"lookup", "1.8.2", "alluxio.master.security.impersonation.my-user.groups", ""},
		{"lookup", "1.8.2", "alluxio.vendor.extension", ""},
		{"prefix", "1.6.1", "alluxio.vendor.extension", "ALLUXIO_VENDOR_EXTENSION"},
		{"lookup", "1.7.0", "alluxio.user.metrics.collection.enabled", ""},
		{"none", "2.0.0", "alluxio.debug", ""},
	} {
		var names map[string]string
		eval(t, language, fmt.Sprintf("(#EnvNames & {#mapping: %q, #release: %q, #keys: [%q]}).names", test.mapping, test.release, test.key), &names)
		if names[test.key] != test.want {
			t.Errorf("%s: %s is %q, want %q", test.release, test.key, names[test.key], test.want)
		}
	}
}

// What the images did with these variables when they were run.
func TestEnvKeys(t *testing.T) {
	language := language(t)
	variables := []string{
		"ALLUXIO_MASTER_HOSTNAME", "alluxio_master_hostname", "alluxio.master.hostname", "MY_ALLUXIO_THING", "FOO_BAR", "ALLUXIO_NO_SUCH_PROPERTY",
		"ALLUXIO_USER_RPC_RETRY_MAX_SLEEP_MS", "ALLUXIO_JAVA_OPTS", "ALLUXIO_RAM_FOLDER", "JAVA_OPTS", "USER", "PATH", "HOSTNAME", "PROXY",
		"AWS_ACCESSKEYID", "ALLUXIO_WORKER_TIEREDSTORE_LEVEL1_ALIAS",
	}
	for _, test := range []struct {
		mapping, release string
		want             map[string]string
	}{
		{"prefix", "1.6.1", map[string]string{
			"ALLUXIO_MASTER_HOSTNAME":                 "alluxio.master.hostname",
			"MY_ALLUXIO_THING":                        "my.alluxio.thing",
			"ALLUXIO_NO_SUCH_PROPERTY":                "alluxio.no.such.property",
			"ALLUXIO_USER_RPC_RETRY_MAX_SLEEP_MS":     "alluxio.user.rpc.retry.max.sleep.ms",
			"ALLUXIO_WORKER_TIEREDSTORE_LEVEL1_ALIAS": "alluxio.worker.tieredstore.level1.alias",
		}},
		{"lookup", "1.8.2", map[string]string{
			"ALLUXIO_MASTER_HOSTNAME":                 "alluxio.master.hostname",
			"alluxio_master_hostname":                 "alluxio.master.hostname",
			"alluxio.master.hostname":                 "alluxio.master.hostname",
			"ALLUXIO_USER_RPC_RETRY_MAX_SLEEP_MS":     "alluxio.user.rpc.retry.max.sleep",
			"AWS_ACCESSKEYID":                         "aws.accessKeyId",
			"ALLUXIO_WORKER_TIEREDSTORE_LEVEL1_ALIAS": "alluxio.worker.tieredstore.level1.alias",
		}},
		{"none", "2.9.5", map[string]string{}},
	} {
		got := map[string]string{}
		eval(t, language, fmt.Sprintf("(#EnvKeys & {#mapping: %q, #release: %q, #variables: %s}).keys", test.mapping, test.release, quoted(variables)), &got)
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s: %s", test.release, diff)
		}
	}
}
