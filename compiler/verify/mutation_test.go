package verify_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"

	"github.com/alluxio-gen/alluxio-gen/compiler/verify"
	"github.com/alluxio-gen/alluxio-gen/compiler/verify/verifytest"
)

// TestEverySlipIsCaught plants one slip after another in a rendered file: an entry that is missing or stands there
// twice, another number, truth or text, a `$` that is not escaped. None may pass, but for what means the same.
func TestEverySlipIsCaught(t *testing.T) {
	h, p := verifytest.Plan()
	content := rendered(t, h, p)
	slips := 0
	for _, kind := range kinds {
		for i := 0; ; i++ {
			var root yaml.Node
			if err := yaml.Unmarshal(content, &root); err != nil {
				t.Fatal(err)
			}
			s := &slip{kind: kind, left: i}
			s.plant(root.Content[0], "")
			if s.path == "" {
				break
			}
			slips++
			changed, err := yaml.Marshal(&root)
			if err != nil {
				t.Fatal(err)
			}
			if err := verify.Compose(changed, h, p); err == nil && !meansTheSame(s) {
				t.Errorf("%s at %s passed", kind, s.path)
			}
		}
	}
	if slips < 160 {
		t.Errorf("only %d slips were planted", slips)
	}
}

var kinds = []string{"missing", "twice", "another", "unescaped"}

// meansTheSame: a dependency is required and a port is TCP's unless they say otherwise, and Compose drops a repeated mount,
// config, port, alias, profile, capability or file of variables.
func meansTheSame(s *slip) bool {
	switch s.kind {
	case "missing":
		return strings.HasSuffix(s.path, ".required") || strings.HasSuffix(s.path, ".protocol")
	case "twice":
		for _, list := range []string{".volumes.", ".configs.", ".ports.", ".aliases.", ".profiles.", ".cap_add.", ".env_file."} {
			if strings.Contains(s.path, list) {
				return true
			}
		}
	}
	return false
}

// slip plants the left-th slip of its kind and says where.
type slip struct {
	kind string
	left int
	path string
}

func (s *slip) plant(n *yaml.Node, path string) {
	step := 1
	if n.Kind == yaml.MappingNode {
		step = 2
	}
	for i := step - 1; i < len(n.Content) && s.path == ""; i += step {
		name := strconv.Itoa(i)
		if step == 2 {
			name = n.Content[i-1].Value
		}
		here := fmt.Sprintf("%s.%s", path, name)
		if s.applies(n, n.Content[i]) {
			if s.left == 0 {
				s.path = here
				s.change(n, i, step)
				return
			}
			s.left--
		}
		s.plant(n.Content[i], here)
	}
}

func (s *slip) applies(parent, n *yaml.Node) bool {
	switch s.kind {
	case "another":
		return n.Kind == yaml.ScalarNode
	case "unescaped":
		return strings.Contains(n.Value, "$$")
	case "twice":
		return parent.Kind == yaml.SequenceNode
	}
	return true
}

func (s *slip) change(parent *yaml.Node, i, step int) {
	n := parent.Content[i]
	switch s.kind {
	case "missing":
		parent.Content = append(parent.Content[:i-step+1:i-step+1], parent.Content[i+1:]...)
	case "twice":
		parent.Content = append(parent.Content, n)
	case "unescaped":
		n.Value = strings.Replace(n.Value, "$$", "$", 1)
	case "another":
		n.Value = another(n.Value)
	}
}

func another(text string) string {
	switch text {
	case "true":
		return "false"
	case "false":
		return "true"
	case "":
		return "x"
	}
	digits := strings.IndexAny(text, "0123456789")
	if digits < 0 {
		return text + "x"
	}
	return text[:digits] + string('0'+(text[digits]-'0'+1)%10) + text[digits+1:]
}
