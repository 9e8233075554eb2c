package compiler_test

import (
	"fmt"
	"strings"
	"testing"

	"cuelang.org/go/cue/literal"

	"github.com/alluxio-gen/alluxio-gen/compiler"
	"github.com/alluxio-gen/alluxio-gen/compiler/diag"
)

// fields are every place of the language that takes a text, %s for the text as a CUE string.
var fields = map[string]string{
	"name":            `name: %s`,
	"release":         `release: %s`,
	"image":           `image: %s`,
	"build.context":   `build: context: %s`,
	"tarball.file":    `build: {context: "./c", tarball: file: %s}`,
	"tarball.url":     `build: {context: "./c", tarball: url: %s}`,
	"hosts key":       `hosts: (%s): {}`,
	"hosts.address":   `network: "host", hosts: h: address: %s`,
	"underStorage":    `underStorage: (%s): local: {}`,
	"root.host":       `underStorage: "/": local: host: %s`,
	"root.path":       `underStorage: "/": local: path: %s`,
	"masters key":     `masters: (%s): {}`,
	"masters.on":      `masters: master: on: %s`,
	"journal.host":    `masters: master: journal: local: host: %s`,
	"journal.path":    `masters: master: journal: local: path: %s`,
	"property key":    `properties: (%s): "x"`,
	"property value":  `properties: "alluxio.user.app.id": %s`,
	"master property": `masters: master: properties: "alluxio.user.app.id": %s`,
	"workers key":     `workers: (%s): memory: {size: "1GB", shm: {}}`,
	"memory.size":     `workers: worker: memory: size: %s`,
	"ramfs.host":      `workers: other: memory: {size: "1GB", ramfs: host: %s}`,
	"ramfs.path":      `workers: other: memory: {size: "1GB", ramfs: path: %s}`,
	"volume.path":     `workers: worker: memory: volume: path: %s`,
	"socket.host":     `workers: worker: shortCircuit: socket: host: %s`,
	"socket.path":     `workers: worker: shortCircuit: socket: path: %s`,
	"clients key":     `clients: (%s): {}`,
	"client.worker":   `clients: app: worker: %s`,
	"client.image":    `clients: app: image: %s`,
	"client.command":  `clients: app: command: [%s, %[1]s]`,
	"client.hostname": `clients: app: hostname: %s`,
	"client.ipc":      `clients: app: ipc: %s`,
	"client property": `clients: app: properties: "alluxio.user.app.id": %s`,
	"waive key":       `waive: (%s): "reason"`,
	"waive reason":    `waive: "property/unknown": %s`,
}

// texts are what breaks shells, YAML, Compose's interpolation, .properties files and fixed buffers.
var texts = []string{
	"", " ", "a b", " lead", "trail ", "'", `"`, "`id`", "$", "$HOME", "${x}", "$(id)", "$$", "a=b=c", "#c", "a #c", "!x",
	"a\nb", "\n", "a\r\nb", "a\tb", "\\", `a\b\tc`, `\u0041`, "*", "?[a]", "{a,b}", "~", "~/x", "-n", "--", "a;b", "a|b&c", "%s%d",
	"yes", "null", "1e3", "0x10", "2020-01-01", ": x", "- x", "? x", "@x", "|", ">", "é", "日本語", "😀", "\u0085", "\u2028", "\ufeff",
	"\x01", "\x7f", "../..", "/", "//", "/a/../b", "/data", "./x", "service:worker", "worker", "localhost", "x_y", "A", "a:b", "a,b",
	strings.Repeat("x", 1<<20), strings.Repeat("a b$", 1<<18),
}

// every thins the product of fields and texts, so that the test takes seconds; the fuzz target has the whole.
const every = 8

// releases take properties by different channels.
var releases = []string{"2.9.5", "1.8.2", "1.7.1"}

func TestHostileText(t *testing.T) {
	for name, field := range fields {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for i, text := range texts {
				if (i+len(name))%every == 0 || len(text) > 1000 {
					hostile(t, field, text, releases[i%len(releases)])
				}
			}
		})
	}
}

func FuzzHostileText(f *testing.F) {
	names := make([]string, 0, len(fields))
	for name := range fields {
		names = append(names, name)
	}
	for _, text := range texts {
		if len(text) < 1000 {
			f.Add(uint8(len(text)), text)
		}
	}
	f.Fuzz(func(t *testing.T, which uint8, text string) {
		hostile(t, fields[names[int(which)%len(names)]], text, "2.9.5")
	})
}

// hostile compiles a small cluster with a text in one field. It is carried, which the compiler itself verifies against
// its plan, or refused with a reason at a place; the tool never fails.
func hostile(t *testing.T, field, text, release string) {
	t.Helper()
	src := describe(fmt.Sprintf(field, literal.String.Quote(text)), release)
	r, err := compiler.Compile(compiler.Source{Name: "cluster.cue", Content: []byte(src)})
	if err != nil {
		t.Errorf("%s with %.60q on %s: the tool failed: %v", field, text, release, err)
		return
	}
	if !diag.HasErrors(r.Diagnostics) {
		return
	}
	for _, d := range r.Diagnostics {
		if d.Message == "" || d.Rule == "" || !d.Span.Known() {
			t.Errorf("%s with %.60q on %s: no reason or no place: %+v", field, text, release, d)
		}
	}
}

// describe completes a field to a description that compiles without it.
func describe(field, release string) string {
	rest := ""
	if !strings.Contains(field, "memory: size:") {
		rest += "workers: worker: memory: size: \"1GB\"\n"
	}
	if release == "1.7.1" && !strings.HasPrefix(field, "image:") && !strings.HasPrefix(field, "build:") {
		rest += "image: \"example/alluxio:1.7.1\"\n"
	}
	if !strings.HasPrefix(field, "name:") {
		rest += "name: \"hostile\"\n"
	}
	if !strings.HasPrefix(field, "release:") {
		rest += fmt.Sprintf("release: %q\n", release)
	}
	return field + "\n" + rest + "underStorage: \"/\": local: {}\nmasters: master: {}\nworkers: worker: memory: volume: {}\nclients: app: {}\n"
}
