package judge_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v4"

	"github.com/alluxio-gen/alluxio-gen/compiler"
	"github.com/alluxio-gen/alluxio-gen/internal/clusters"
)

const stackFile = "docker-stack.yml"

// Every right description for a swarm compiles without a word. Its stack file is read back: what that says of side services and of what
// runs once is compiled to the same again. Compile reads its own files back as well.
func TestNoFalseAlarmOfSwarm(t *testing.T) {
	howMany := 12
	if many {
		howMany = 400
	}
	for seed := range uint64(howMany) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			d := clusters.Swarm(seed)
			result := compile(t, d)
			if len(result.Diagnostics) > 0 {
				t.Fatalf("%s\n%s", said(t, d, result), d.Text())
			}
			if diff := cmp.Diff(beside(t, result), beside(t, adopted(t, result))); diff != "" {
				t.Errorf("(-was +is):\n%s\n%s", diff, d.Text())
			}
		})
	}
}

// adopted is what the stack file is compiled to that was read back.
func adopted(t *testing.T, result compiler.Result) compiler.Result {
	t.Helper()
	files := map[string][]byte{}
	for _, a := range result.Artifacts {
		files[a.Path] = a.Content
	}
	source := compiler.AdoptSource{Name: stackFile, Content: files[stackFile], Read: func(path string) ([]byte, error) {
		if content, there := files[path]; there {
			return content, nil
		}
		return nil, errors.New("no such file")
	}}
	again, err := compiler.Adopt([]compiler.AdoptSource{source}, compiler.AdoptOptions{})
	if err != nil || len(again.Result.Artifacts) == 0 {
		t.Fatalf("%v, lost: %v\n%s", err, again.Lost, again.Text)
	}
	return again.Result
}

// beside are the services of a stack file that are no servers, but for the digest of what they read.
func beside(t *testing.T, result compiler.Result) map[string]any {
	t.Helper()
	for _, a := range result.Artifacts {
		if a.Path != stackFile {
			continue
		}
		var f struct{ Services map[string]map[string]any }
		if err := yaml.Unmarshal(a.Content, &f); err != nil {
			t.Fatal(err)
		}
		all := map[string]any{}
		for name, s := range f.Services {
			if strings.HasPrefix(name, "page") || strings.HasPrefix(name, "tool") || name == "make" {
				if labels, there := s["labels"].(map[string]any); there {
					delete(labels, "alluxio-gen.digest")
				}
				all[name] = s
			}
		}
		return all
	}
	t.Fatalf("there is no %s", stackFile)
	return nil
}
