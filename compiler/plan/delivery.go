package plan

import (
	"fmt"
	"strings"
	"unicode/utf16"

	"github.com/alluxio-gen/alluxio-gen/compiler/model"
)

// environment is what a server is told by variables: JVM flags always, properties where the release maps them, and the
// few keys that the site file refuses.
func (l *layout) environment(name string, i model.Instance, s model.Server, role string, ls layers) []Variable {
	ps := layered(ls)
	from := strings.ToLower(role) + "s." + i.Group + ".jvm"
	refused := l.refusedOptions(ps)
	vars := []Variable{{"ALLUXIO_" + role + "_JAVA_OPTS", l.options(i.Heap, s.Direct, refused), from}}
	if l.c.Row.JobService {
		vars = append(vars, Variable{"ALLUXIO_JOB_" + role + "_JAVA_OPTS", l.options(s.JobHeap, s.JobDirect, refused), from})
	}
	if l.c.Row.Delivery == "environment" {
		vars = append(vars, l.mapped(ps)...)
	}
	return vars
}

// options are JVM options, one blank between them.
func (l *layout) options(heap, direct int64, more []string) string {
	words := []string{"-Xmx" + jvmSize(heap)}
	if direct > 0 {
		words = append(words, "-XX:MaxDirectMemorySize="+jvmSize(direct))
	}
	return strings.Join(append(words, more...), " ")
}

// refusedOptions are the properties that stop a process when they come from the site file.
func (l *layout) refusedOptions(ps []Property) []string {
	var words []string
	for _, p := range ps {
		if l.c.Channels.Options[p.Key] {
			words = append(words, "-D"+p.Key+"="+p.Value)
		}
	}
	return words
}

// mapped are properties as variables that the entrypoint writes into the site file. The few that the launcher reads by
// itself stand for typed fields, whose text needs no escape.
func (l *layout) mapped(ps []Property) []Variable {
	var vars []Variable
	for _, p := range l.accepted(ps) {
		vars = append(vars, Variable{l.c.Channels.Names[p.Key], propertiesText(p.Value), p.From})
	}
	return vars
}

// propertiesText writes a value so that the entrypoint's loops leave it alone (they cut at blanks, newlines and, before
// 1.7, at "=") and the site file's reader gives it back: each character that is not plain becomes \uXXXX.
func propertiesText(value string) string {
	var b strings.Builder
	for _, unit := range utf16.Encode([]rune(value)) {
		if unit < 0x80 && (isAlphanumeric(byte(unit)) || strings.IndexByte("._/:,@%+-", byte(unit)) >= 0) {
			b.WriteByte(byte(unit))
		} else {
			fmt.Fprintf(&b, `\u%04x`, unit)
		}
	}
	return b.String()
}

func isAlphanumeric(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}
