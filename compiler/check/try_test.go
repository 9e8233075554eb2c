package check

import (
	"fmt"
	"github.com/alluxio-gen/alluxio-gen/compiler/load"
	"os"
	"testing"
	"time"
)

func TestTry(t *testing.T) {
	name := os.Getenv("TRY")
	if name == "" {
		return
	}
	b, _ := os.ReadFile(name)
	in := load.Input{Name: name, Content: b}
	if s := os.Getenv("SCHEMA"); s != "" {
		in.Schema = os.DirFS(s)
	}
	t0 := time.Now()
	d, ds, err := load.Load(in)
	fmt.Println("load", len(ds), err, time.Since(t0))
	var r []byte
	if d != nil {
		t0 = time.Now()
		r, ds, err = Check(d)
		fmt.Println(time.Since(t0))
	}
	for _, x := range ds {
		fmt.Printf("%s:%d:%d+%d %v[%s] x%d\n   %s\n   help: %s\n", x.Span.File, x.Span.Line, x.Span.Column, x.Span.Length, x.Severity, x.Rule, x.Count, x.Message, x.Help)
		for _, rl := range x.Related {
			fmt.Println("   related", rl)
		}
	}
	if len(r) > 300 {
		r = r[:300]
	}
	fmt.Println(string(r), err)
}
