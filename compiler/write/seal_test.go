package write

import (
	"bytes"
	"strings"
	"testing"
)

func TestSealStandsBehindFirstComment(t *testing.T) {
	for _, tt := range []struct{ name, content, before string }{
		{"yaml", "# a\nname: x\n", "# a\n"},
		{"script", "#!/bin/sh\n# a\ntrue\n", "#!/bin/sh\n# a\n"},
		{"CUE", "// a\npackage x\n", "// a\n"},
		{"Markdown", "<!-- a -->\n# x\n", "<!-- a -->\n"},
		{"comment only", "# a\n", "# a\n"},
		{"text like a mark", "# a\n# " + mark + " lake f\n", "# a\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := sealed(File{Path: "n1/f", Content: []byte(tt.content)}, "lake")
			if err != nil {
				t.Fatal(err)
			}
			line, rest, _ := strings.Cut(strings.TrimPrefix(string(got), tt.before), "\n")
			if !strings.Contains(line, " "+mark) || !strings.HasSuffix(strings.TrimSuffix(line, " -->"), " lake n1/f") || tt.before+rest != tt.content {
				t.Errorf("sealed:\n%s", got)
			}
			if s, ok := readSeal(got); !ok || s != (seal{"lake", "n1/f", true}) {
				t.Errorf("readSeal = %+v, %v", s, ok)
			}
		})
	}
}

func TestSealRefusesWhatHasNoPlaceForIt(t *testing.T) {
	for _, tt := range []struct{ name, cluster, content string }{
		{"empty", "lake", ""},
		{"open comment", "lake", "<!-- a\n-->\n"},
		{"no comment", "lake", "name: x\n"},
		{"comment on line 2", "lake", "name: x\n# a\n"},
		{"unended comment", "lake", "# a"},
		{"script without comment", "lake", "#!/bin/sh\ntrue\n"},
		{"unended script", "lake", "#!/bin/sh"},
		{"a mark for a comment", "lake", "# " + mark + "\n"},
		{"no cluster", "", "# a\n"},
		{"cluster with a blank", "a b", "# a\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got, err := sealed(File{Path: "f", Content: []byte(tt.content)}, tt.cluster); err == nil {
				t.Errorf("sealed as %q", got)
			}
		})
	}
}

// Every change of one byte is noticed, wherever it is; the file may then be edited or not ours, but never intact.
func TestSealNoticesEveryByte(t *testing.T) {
	for _, content := range []string{"#!/bin/sh\n# made\necho 1\n", "// made\npackage x\n", "<!-- made -->\n# One\n"} {
		whole, err := sealed(File{Path: "f", Content: []byte(content)}, "lake")
		if err != nil {
			t.Fatal(err)
		}
		noticesEveryByte(t, whole)
	}
}

func noticesEveryByte(t *testing.T, whole []byte) {
	t.Helper()
	for i := range whole {
		edited := bytes.Clone(whole)
		edited[i] ^= 1
		if s, ok := readSeal(edited); ok && s.intact {
			t.Errorf("a change of byte %d (%q) went unnoticed", i, whole[i])
		}
	}
	for i := range len(whole) + 1 {
		if s, _ := readSeal(whole[:i]); s.intact && i < len(whole) {
			t.Errorf("a file cut at byte %d counts as intact", i)
		}
		longer := bytes.Join([][]byte{whole[:i], []byte("\n"), whole[i:]}, nil)
		if s, _ := readSeal(longer); s.intact {
			t.Errorf("a newline put in at byte %d went unnoticed", i)
		}
	}
}

func FuzzReadSeal(f *testing.F) {
	f.Add([]byte("# a\nname: x\n"), "lake")
	f.Add([]byte("<!-- a -->\n<!-- "+mark+" -->\n"), "l")
	f.Add([]byte("#!/bin/sh\n# a\n# "+mark+"\n"), "l")
	f.Fuzz(func(t *testing.T, content []byte, cluster string) {
		readSeal(content) // no panic
		whole, err := sealed(File{Path: "f", Content: content}, cluster)
		if err != nil {
			return
		}
		if s, ok := readSeal(whole); !ok || s != (seal{cluster, "f", true}) {
			t.Errorf("own file read as %+v, %v", s, ok)
		}
	})
}
