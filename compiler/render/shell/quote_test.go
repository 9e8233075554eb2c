package shell_test

import (
	"bytes"
	"os/exec"
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/compiler/render/shell"
	"github.com/alluxio-gen/alluxio-gen/internal/require"
)

// hostile is text that has hurt scripts before, by what is special in it.
var hostile = []string{
	"", "plain", "a b", " leading", "trailing ", "\ttab", "new\nline", "\n", "trailing newline\n", "\r\n",
	"'", `"`, `'"`, `\`, `ends in \`, "`id`", "$(id)", "$HOME", "${x}", "$'x'", "a$", "!!", "!x",
	"~", "~/x", "x=~/y", "*", "?", "[a]", "{a,b}", "a{1..3}", "#x", "a#b", "-n", "--", "-e", "if", "}", "a=b", "a;b", "a&b", "a|b", "<a", ">a",
	"äöü", "日本", "\u00a0", "\u200b", "x\u00a0y", "\u2028'\u2029", "\U000e0001", "\ufeffa", "\x01", "\x7f", "\x1b[31m", "\xff", "a\xc3", "\xe2\x80", "\uFFFD",
	strings.Repeat("long '\"$ ", 5000),
}

func FuzzQuote(f *testing.F) {
	require.Tool(f, "bash")
	for _, s := range hostile {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		word, err := shell.Quote(s)
		if strings.ContainsRune(s, 0) {
			if err == nil {
				t.Fatal("a NUL was quoted")
			}
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		for _, locale := range []string{"C", "C.UTF-8"} {
			if got := throughBash(t, locale, word); got != s {
				t.Errorf("%s: bash reads %q as %q, not %q", locale, word, got, s)
			}
		}
	})
}

// throughBash gives what the real bash makes of a word that stands where the script has its words: as an argument in
// a function's body.
func throughBash(t *testing.T, locale, word string) string {
	t.Helper()
	script := "set -euo pipefail\nplan() {\n\t\"$@\" kind " + word + "\n}\nsay() { (($# == 2)) && printf '%s' \"$2\"; }\nplan say\n"
	cmd := exec.Command("bash", "--norc", "-s")
	cmd.Env = []string{"LC_ALL=" + locale, "PATH=/nowhere"}
	cmd.Stdin = strings.NewReader(script)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil || errs.Len() > 0 {
		t.Fatalf("%s: %v %s", word, err, errs.String())
	}
	return out.String()
}

func TestCallsReadsBackWhatQuoteWrote(t *testing.T) {
	for _, s := range hostile {
		word, err := shell.Quote(s)
		if err != nil {
			t.Fatal(err)
		}
		got, err := shell.Calls([]byte("plan() {\n\t\"$@\" kind "+word+"\n}\n"), "plan", 1)
		if err != nil || len(got) != 1 || len(got[0]) != 2 || got[0][1] != s {
			t.Errorf("%q, written %s, is read back as %q, %v", s, word, got, err)
		}
	}
}

func TestCallsRefusesWhatIsNotLiteral(t *testing.T) {
	for _, line := range []string{
		"kind $(id)", "kind \"$(id)\"", "kind `id`", "kind $HOME", "kind \"${x}\"", "kind $((1))", "kind <(id)",
		"x=1 kind", "kind >file", "kind &", "! kind", "kind | kind", "if true; then kind; fi",
	} {
		if got, err := shell.Calls([]byte("plan() {\n\t"+line+"\n}\n"), "plan", 0); err == nil {
			t.Errorf("%s: read as %q", line, got)
		}
	}
	if got, err := shell.Calls([]byte("plan() {\n\tkind 'a b'\n}\n"), "plan", 0); err != nil || len(got) != 1 {
		t.Errorf("a plain command: %q, %v", got, err)
	}
	if _, err := shell.Calls([]byte("other() { kind; }\n"), "plan", 0); err == nil {
		t.Error("a missing function is not missed")
	}
}
