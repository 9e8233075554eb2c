package javaprops_test

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"github.com/alluxio-gen/alluxio-gen/compiler/plan"
	"github.com/alluxio-gen/alluxio-gen/compiler/render/properties"
	"github.com/alluxio-gen/alluxio-gen/compiler/verify/javaprops"
	"github.com/alluxio-gen/alluxio-gen/internal/require"
)

// TestRealJava reads, in one JVM, what is rendered of hostile text, the table above, and random text of the grammar's
// own characters: Java must read the first as planned, and all of it as Parse does.
func TestRealJava(t *testing.T) {
	java := require.Java(t)
	dir := t.TempDir()
	contents := map[string][]byte{}
	for i, c := range grammar {
		contents[fmt.Sprintf("grammar%d", i)] = []byte(c.content)
	}
	for i, content := range refused {
		contents[fmt.Sprintf("refused%d", i)] = []byte(content)
	}
	random := rand.New(rand.NewPCG(1, 2))
	for i := range 3000 {
		contents[fmt.Sprintf("random%d", i)] = randomContent(random)
	}
	planned := map[string]plan.SiteFile{}
	for i := range 500 {
		name := fmt.Sprintf("rendered%d", i)
		planned[name] = randomFile(random)
		contents[name] = rendered(t, planned[name])
	}
	long := plan.SiteFile{Properties: []plan.Property{{Key: "long", Value: strings.Repeat("é \\", 1<<18)}}}
	planned["long"], contents["long"] = long, rendered(t, long)
	for name, content := range contents {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	read := readByJava(t, java, dir)
	for name, content := range contents {
		if diff := cmp.Diff(read[name], parsed(content)); diff != "" {
			t.Errorf("%q (-Java +Parse):\n%s", content, diff)
		}
	}
	for name, f := range planned {
		want := map[string]string{}
		for _, p := range f.Properties {
			want[p.Key] = p.Value
		}
		if !maps.Equal(read[name], want) {
			t.Errorf("Java read %q, planned %q, from\n%s", read[name], want, contents[name])
		}
	}
}

// refusedByReader stands for a file that a reader does not take.
var refusedByReader = map[string]string{"refused": "refused"}

func parsed(content []byte) map[string]string {
	all, err := javaprops.Parse(content)
	if err != nil {
		return refusedByReader
	}
	m := map[string]string{}
	for _, p := range all {
		m[p.Key] = p.Value
	}
	return m
}

func rendered(t *testing.T, f plan.SiteFile) []byte {
	content, err := properties.Render(f, "demo")
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// alphabet has what the grammar gives a meaning, and a little that it does not.
const alphabet = "\\\\\\\\==::  ##!!\n\n\r\t\fu0041tnrfab\x00\x85\xe9"

func randomContent(random *rand.Rand) []byte {
	content := make([]byte, random.IntN(24))
	for i := range content {
		content[i] = alphabet[random.IntN(len(alphabet))]
	}
	return content
}

func randomFile(random *rand.Rand) plan.SiteFile {
	text := func() string {
		runes := []rune("\\ =:#!\n\r\t\fu0041ab\x00\u0085é€${}'\"\U0001F600\uFEFF\uFFFF")
		var b strings.Builder
		for range random.IntN(10) {
			b.WriteRune(runes[random.IntN(len(runes))])
		}
		return b.String()
	}
	f := plan.SiteFile{Path: "p", For: text()}
	for i := range 5 {
		f.Properties = append(f.Properties, plan.Property{Key: text() + strconv.Itoa(i), Value: text(), From: text()})
	}
	return f
}

func readByJava(t *testing.T, java, dir string) map[string]map[string]string {
	t.Helper()
	out, err := exec.Command(java, "testdata/Read.java", dir).Output()
	if err != nil {
		t.Fatal(err)
	}
	read := map[string]map[string]string{}
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		read[f.Name()] = map[string]string{}
	}
	for line := range bytes.Lines(out) {
		words := strings.Fields(string(line))
		if words[1] == "!" {
			read[words[0]] = refusedByReader
			continue
		}
		read[words[0]][text(t, words[1])] = text(t, words[2])
	}
	return read
}

// text turns quoted hexadecimal UTF-16 into a string.
func text(t *testing.T, quoted string) string {
	hex := strings.Trim(quoted, `"`)
	var units []uint16
	for i := 0; i < len(hex); i += 4 {
		unit, err := strconv.ParseUint(hex[i:i+4], 16, 16)
		if err != nil {
			t.Fatal(err)
		}
		units = append(units, uint16(unit))
	}
	return string(utf16.Decode(units))
}
