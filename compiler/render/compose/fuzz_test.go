package compose_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/alluxio-gen/alluxio-gen/compiler/plan"
	"github.com/alluxio-gen/alluxio-gen/compiler/render/compose"
	"github.com/alluxio-gen/alluxio-gen/compiler/verify"
)

// hostile is text that means something to YAML, to Compose or to a shell.
var hostile = []string{
	"", " ", " a ", "a", "null", "~", "true", "no", "y", "1", "1e3", "0x1f", "012", "1:30", "1_000", ".5", "2001-01-01", "=", "a=b", "$", "$$", "$$$", "$HOME",
	"${x}", "${x", "$}", "${x:?gone}", "$(x)", "`x`", "'", `"`, `\`, `\n`, "a\nb", "a\n", "\na", "\n", "a\r\nb", "\r", "\t", "a\tb", "\ta\nb", "a\n\tb", "\n\ta", "\n a", "\n\n  a\n b", " \ta\nb", "# a", "a # b", "a: b", "a:", ": a", "- a", "-", "--- a", "---", "...", "? a",
	"*a", "&a", "!a", "!!str a", "!reset null", "%a", "@a", "`a", "[a]", "{a: b}", "{{.}}", "|", "> a", "<<", "x-a", "a,b", "\x01", "\x1b", "\x7f", "\u0085", "\u00a0", "\u2028", "\u2029",
	"é", "\ufeff", "\ufeffa", "\ufffd", "\ufffe", "\uffff", "\U0001F600", "\U0010FFFF", "/", "./a", "../a", "~/a", "C:\\a", "service:a", strings.Repeat("long words ", 40), strings.Repeat("x", 1<<16),
}

// everywhere puts s where a plan can hold any text.
func everywhere(s string) (plan.Host, plan.Plan) {
	h, p := small()
	m := &h.Services[1]
	m.Image = "i" + s
	m.User, m.Hostname, m.StopSignal = s, s, s
	m.Command = []string{s, "a" + s}
	m.Entrypoint = []string{s}
	m.Environment = []plan.Variable{{Name: "A", Value: s}, {Name: "B" + s, Value: s + "b"}}
	m.Mounts[0].Source, m.Mounts[0].Target = "./"+s, "/a/"+s
	m.Health.Test = []string{"CMD", s, "b" + s}
	h.Volumes[0].Name = s
	h.Volumes[1].Options = map[string]string{"o": s, "a" + s: s + "b"}
	h.Record.Root.Place = s
	h.Record.Masters = []string{s}
	h.Record.Tiers = map[string][]plan.Kept{"worker": {{Kind: s, Target: s, Place: s}}}
	return h, p
}

// refused is what the renderer must refuse and may refuse only.
func refused(s string) bool {
	return strings.Contains(s, "\x00") || !utf8.ValidString(s) || strings.Contains(s, "=")
}

func FuzzComposeText(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		h, p := everywhere(s)
		content, err := compose.Render(h, p)
		if (err != nil) != refused(s) {
			t.Fatalf("%q: got %v, want an error: %t", s, err, refused(s))
		}
		if err != nil {
			return
		}
		if err := verify.Compose(content, h, p); err != nil {
			t.Errorf("%v in\n%s", err, content)
		}
	})
}

// A namespace of another service is no free text, but whatever a plan says must come back or be refused.
func TestHostileNamespaces(t *testing.T) {
	for _, s := range hostile {
		if refused(s) || s == "service:a" || len(s) > 1000 {
			continue
		}
		h, p := small()
		h.Services[2].IPC, h.Services[2].NetworkMode, h.Services[2].Restart = s, s, s
		if content, err := compose.Render(h, p); err != nil {
			t.Errorf("%q: %v", s, err)
		} else if err := verify.Compose(content, h, p); err != nil {
			t.Errorf("%q: %v", s, err)
		}
	}
}

func TestOneMegabyte(t *testing.T) {
	h, p := small()
	h.Services[1].Environment[0].Value = strings.Repeat("$é \n#'", 1<<17)
	render(t, h, p)
}
