package contract_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"cuelang.org/go/cue/literal"

	"github.com/alluxio-gen/alluxio-gen/internal/contract"
	"github.com/alluxio-gen/alluxio-gen/schema/catalogue"
)

// said is a property as a description may say it.
type said struct {
	kind, key, value string
	// in is the field that says it: "" for all processes, or one of masters.master, workers.worker.
	in string
}

// kinds are every kind of value that a channel could harm; without a key, one that every release has, of any text.
var kinds = []said{
	{kind: "plain", key: "alluxio.user.hostname", value: "client-1"},
	{kind: "blank inside", value: "MM-dd-yyyy HH:mm:ss:SSS"},
	{kind: "two blanks inside", value: "a  b"},
	{kind: "blank at the begin", value: " a"},
	{kind: "blank at the end", value: "a "},
	{kind: "tab inside", value: "a\tb"},
	{kind: "empty", value: ""},
	{kind: "equals", value: "a=b=c"},
	{kind: "name in value", value: "x ALLUXIO_USER_HOSTNAME=evil"},
	{kind: "dollar", value: "a$HOME$1b"},
	{kind: "reference", value: "${alluxio.home}/work"},
	{kind: "unknown reference", value: "${HOME}/work"},
	{kind: "double quotes", value: `a"b"c`},
	{kind: "one double quote", value: `a"b`},
	{kind: "single quote", value: `a'b`},
	{kind: "backquote", value: "a`id -u`b"},
	{kind: "command", value: "a$(id -u)b"},
	{kind: "newline", value: "a\nb"},
	{kind: "newline and a property", value: "a\nalluxio.user.hostname=evil"},
	{kind: "carriage return", value: "a\rb"},
	{kind: "comma list", key: "alluxio.zookeeper.address", value: "zk1:2181,zk2:2181,zk3:2181"},
	{kind: "URL", key: "alluxio.underfs.s3.endpoint", value: "https://s3.example.com:9000/p?x=1&y=2#z"},
	{kind: "backslash", value: `a\b\tc\u0041\`},
	{kind: "comment signs", value: "#a !b #c"},
	{kind: "separators", value: ": = a:b"},
	{kind: "shell signs", value: "a;b|c&d<e>f(g){h,i}*?[j]~!k%l"},
	{kind: "option of echo", value: "-n"},
	{kind: "non-ASCII", value: "é日本語😀"},
	{kind: "upper-case key", key: "fs.gcs.accessKeyId", value: "AKIA"},
	{kind: "upper-case key, blank", key: "fs.oss.accessKeyId", value: "A B"},
	{kind: "underscore key", key: "alluxio.master.format.file_prefix", value: "_format_"},
	{kind: "template key", key: "alluxio.worker.tieredstore.level1.watermark.low.ratio", value: "0.6"},
	{kind: "template key, upper case", key: "alluxio.master.mount.table.root.option.aws.accessKeyId", value: "a b"},
	{kind: "directly read key", key: "alluxio.logserver.hostname", value: "log-1"},
	{kind: "old name", key: "alluxio.master.port", value: "19998"},
	{kind: "master's own", key: "alluxio.security.login.username", value: "m x", in: "masters.master"},
	{kind: "worker's own", key: "alluxio.security.login.username", value: "w=y", in: "workers.worker"},
}

// field is the property as a line of the description.
func (s said) field() string {
	line := fmt.Sprintf("properties: %s: %s", literal.String.Quote(s.key), literal.String.Quote(s.value))
	if s.in == "" {
		return line
	}
	return strings.ReplaceAll(s.in, ".", ": ") + ": " + line
}

// check finds the value in what is promised to the services that it was said for. An old name is compiled to the new.
func (s said) check(t testing.TB, release string, promises map[string]map[string]string) {
	t.Helper()
	for _, service := range []string{"master", "worker"} {
		value, there := promises[service][s.key]
		switch concerned := s.in == "" || strings.HasSuffix(s.in, "."+service); {
		case !concerned && value == s.value:
			t.Errorf("%s, %s: %s of %s is another's", release, s.kind, s.key, service)
		case concerned && there && value != s.value:
			t.Errorf("%s, %s: %s of %s is %q, said %q", release, s.kind, s.key, service, value, s.value)
		case concerned && !there && !slices.Contains(slices.Collect(maps.Values(promises[service])), s.value):
			t.Errorf("%s, %s: %s of %s is promised nowhere", release, s.kind, s.key, service)
		}
	}
}

// Every kind of value and every property reaches every process as it was said, or is refused with a
// reason. FuzzDelivery has each kind alone, TestKeysOfTheScripts the properties that could lose others.
func TestDelivery(t *testing.T) {
	known, err := catalogue.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, release := range contract.Releases() {
		t.Run(release, func(t *testing.T) {
			t.Parallel()
			kinds := numbered(kinds)
			all := append(kinds, everyProperty(known, release, kinds)...)
			carried := deliver(t, release, all)
			t.Logf("%d of %d carried, the others refused", len(carried), len(all))
			if len(carried)*10 < len(all)*7 {
				t.Errorf("only %d of %d are carried", len(carried), len(all))
			}
		})
	}
}

// numbered gives a key to each that has none.
func numbered(list []said) []said {
	list = slices.Clone(list)
	for i := range list {
		if list[i].key == "" {
			list[i].key = fmt.Sprintf("alluxio.master.mount.table.root.option.k%d", i)
		}
	}
	return list
}

// ofTheScripts are keys that the start scripts set or read themselves, in descriptions of their own: what is said of
// them may lose, or lose the rest.
var ofTheScripts = [][]said{
	{
		{kind: "home", key: "alluxio.home", value: "/opt/other"},
		{kind: "logger", key: "alluxio.logger.type", value: "Other"},
		{kind: "audit logger", key: "alluxio.master.audit.logger.type", value: "Other"},
		{kind: "logs folder", key: "alluxio.logs.dir", value: "/logs"},
		{kind: "users' logs folder", key: "alluxio.user.logs.dir", value: "/logs/user"},
		{kind: "log server", key: "alluxio.logserver.hostname", value: "log-1"},
		{kind: "log server's port", key: "alluxio.logserver.port", value: "45601"},
	},
	{
		{kind: "logs folder, blank", key: "alluxio.logs.dir", value: "/my logs"},
		{kind: "log server, blank", key: "alluxio.logserver.hostname", value: "log 1"},
	},
	{{kind: "conf folder", key: "alluxio.conf.dir", value: "/conf"}},
	{{kind: "site file's folders", key: "alluxio.site.conf.dir", value: "/conf"}},
}

func TestKeysOfTheScripts(t *testing.T) {
	for _, release := range contract.Releases() {
		t.Run(release, func(t *testing.T) {
			t.Parallel()
			for _, list := range ofTheScripts {
				deliver(t, release, list)
			}
		})
	}
}

// A process's own value wins over the one for all.
func TestOverrides(t *testing.T) {
	const key = "alluxio.security.login.username"
	for _, release := range contract.Releases() {
		src := describe(release, said{key: key, value: "all x"}, said{key: key, value: "own y", in: "workers.worker"})
		result, refused := compile(t, src)
		if refused != nil {
			t.Fatalf("%s: refused: %+v", release, refused)
		}
		got, _ := checkDelivered(t, release, src, result)
		for service, want := range map[string]string{"master": "all x", "worker": "own y"} {
			for process, read := range got[service] {
				if read[key] != want {
					t.Errorf("%s: %s@%s is %q, want %q", release, key, process, read[key], want)
				}
			}
			if len(got[service]) == 0 {
				t.Errorf("%s: %s has no process", release, service)
			}
		}
	}
}

// FuzzDelivery puts any text into a property on any release: it arrives, or is refused with a reason.
func FuzzDelivery(f *testing.F) {
	for i, s := range kinds {
		f.Add(byte(i*7), s.value)
	}
	releases := contract.Releases()
	f.Fuzz(func(t *testing.T, n byte, value string) {
		if !utf8.ValidString(value) {
			t.Skip("a description is UTF-8")
		}
		deliver(t, releases[int(n)%len(releases)], numbered([]said{{kind: "fuzz", value: value}}))
	})
}
