package docs

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Each set-up is said by cases that are there, refused by a rule that says so there, made impossible by a test, or waits for
// words that the language lacks.
func TestSetupsAreSaid(t *testing.T) {
	l, err := readLanguage()
	if err != nil {
		t.Fatal(err)
	}
	all, err := setups(l.value.Context())
	if err != nil {
		t.Fatal(err)
	}
	if len(all.Setups) < 30 || len(all.Faults) < 15 {
		t.Errorf("%d set-ups and %d faults: this test sees too little", len(all.Setups), len(all.Faults))
	}
	tests := testIndex{}
	for _, s := range append(all.Setups, all.Faults...) {
		if len(s.Cases)+len(s.Refused)+len(s.Tests) == 0 && s.Needs == "" {
			t.Errorf("%s: nothing is said of it", s.ID)
		}
		if len(s.Cases) > 0 && s.Differs == "" {
			t.Errorf("%s: where does it differ?", s.ID)
		}
		for _, c := range s.Cases {
			if _, err := os.Stat(filepath.Join("../../golden/ok", c, "case.txt")); err != nil {
				t.Errorf("%s: %v", s.ID, err)
			}
		}
		for _, r := range s.Refused {
			dir, name := filepath.Split(r)
			said, err := os.ReadFile(filepath.Join("../../golden/err", dir, strings.Replace(name, "cluster", "want", 1)+".txt"))
			if err != nil || !strings.Contains(string(said), "["+strings.TrimSuffix(dir, "/")+"]") {
				t.Errorf("%s: %s is not refused: %v", s.ID, r, err)
			}
		}
		for _, name := range s.Tests {
			room, test, _ := strings.Cut(name, " ")
			if !tests.in(t, room)[test] {
				t.Errorf("%s: there is no %s in %s", s.ID, test, room)
			}
		}
	}
}
