package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/compiler"
	"github.com/alluxio-gen/alluxio-gen/compiler/report"
)

// Memory does not grow with the number of descriptions: what one needed is free for the next.
func TestVetOfManyKeepsNothing(t *testing.T) {
	content, err := os.ReadFile("../../examples/quickstart/cluster.cue")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for i := range 60 {
		text := bytes.ReplaceAll(content, []byte("quickstart"), fmt.Appendf(nil, "cluster-%d", i))
		put(t, filepath.Join(dir, fmt.Sprint(i), "cluster.cue"), text)
	}
	var after []uint64
	tool := &tool{out: io.Discard, err: os.Stderr, compile: func(s compiler.Source) (compiler.Result, error) {
		defer func() { after = append(after, liveHeap()) }()
		return compiler.Compile(s)
	}}
	if err := tool.perform([]string{"vet", dir}); err != nil || len(after) != 60 {
		t.Fatal(len(after), err)
	}
	early, late := after[9], after[59]
	if perOne := (int64(late) - int64(early)) / 50; perOne > 64<<10 {
		t.Errorf("each description keeps %d bytes: %d live after 10, %d after 60", perOne, early, late)
	}
}

func liveHeap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

func put(t *testing.T, file string, content []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, content, 0o644); err != nil {
		t.Fatal(err)
	}
}

// The page that a diagnostic names explains its rule, under a heading of that name.
func TestRulePagesExist(t *testing.T) {
	rules, err := compiler.Rules()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rules {
		_, page, _ := strings.Cut(report.RuleURL(r.Slug), "/docs/")
		page, _, _ = strings.Cut(page, "#")
		text, err := os.ReadFile(filepath.Join("../../docs", page))
		if err != nil {
			t.Error(err)
			continue
		}
		heading := "\n## " + r.Slug + "\n"
		if !bytes.Contains(text, []byte(heading)) {
			t.Errorf("docs/%s has no %q", page, heading)
		}
	}
}
