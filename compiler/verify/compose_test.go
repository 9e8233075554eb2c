package verify_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/compiler/plan"
	"github.com/alluxio-gen/alluxio-gen/compiler/render/compose"
	"github.com/alluxio-gen/alluxio-gen/compiler/verify"
	"github.com/alluxio-gen/alluxio-gen/compiler/verify/verifytest"
)

func rendered(t testing.TB, h plan.Host, p plan.Plan) []byte {
	t.Helper()
	content, err := compose.Render(h, p)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

func TestComposeToleratesTheDigestLine(t *testing.T) {
	h, p := verifytest.Plan()
	head, body, _ := strings.Cut(string(rendered(t, h, p)), "\n")
	content := head + "\n# alluxio-gen sha256:" + strings.Repeat("0", 64) + "\n" + body
	if err := verify.Compose([]byte(content), h, p); err != nil {
		t.Error(err)
	}
}

func TestComposeOfAnotherPlan(t *testing.T) {
	h, p := verifytest.Plan()
	content := rendered(t, h, p)
	for _, c := range []struct {
		want   string
		change func(*plan.Host, *plan.Plan)
	}{
		{"name is demo", func(_ *plan.Host, p *plan.Plan) { p.Cluster = "other" }},
		{`service "other" is missing`, func(h *plan.Host, _ *plan.Plan) { h.Services[1].Name = "other" }},
		{"3 services, planned 2", func(h *plan.Host, _ *plan.Plan) { h.Services = h.Services[:2] }},
		{"2 volumes, planned 1", func(h *plan.Host, _ *plan.Plan) { h.Volumes = h.Volumes[:1] }},
		{"Command is []string{}, planned []string(nil)", func(h *plan.Host, _ *plan.Plan) { h.Services[0].Command = nil }},
		{"labels", func(h *plan.Host, _ *plan.Plan) { h.Services[2].Reads = nil }},
		{"labels", func(h *plan.Host, _ *plan.Plan) { h.Record.Files["alluxio-site.properties"] = "cc" }},
		{"record", func(h *plan.Host, _ *plan.Plan) { h.Record.Host = "" }},
	} {
		h, p := verifytest.Plan()
		c.change(&h, &p)
		if err := verify.Compose(content, h, p); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("got %v, want %q", err, c.want)
		}
	}
}

// TestEveryPlannedFieldCounts changes one leaf of the plan after another: the file made before must not pass for it.
func TestEveryPlannedFieldCounts(t *testing.T) {
	h, p := verifytest.Plan()
	content := rendered(t, h, p)
	changed := 0
	for i := 0; ; i++ {
		h, p := verifytest.Plan()
		path, done := changeLeaf(reflect.ValueOf(&h).Elem(), i)
		if done {
			break
		}
		changed++
		if err := verify.Compose(content, h, p); err == nil {
			t.Errorf("%s is another now, and nobody noticed", path)
		}
	}
	if changed < 70 {
		t.Errorf("only %d leaves were changed", changed)
	}
}

// silent are the fields of which the Compose file says nothing.
var silent = map[string]bool{
	"Role": true, "Path": true, "From": true, "SiteFiles": true, "Prep": true, "Smoke": true, "Dir": true, "Address": true,
	"Metrics": true,
}

// changeLeaf changes the i-th text, number or truth of v and returns its path, or done if there are fewer.
func changeLeaf(v reflect.Value, i int) (path string, done bool) {
	path, left := walk(v, "", i)
	return path, left >= 0
}

// walk returns what is left of i after v, negative when a leaf of v was changed.
func walk(v reflect.Value, path string, i int) (string, int) {
	switch v.Kind() {
	case reflect.Struct:
		for f := range v.NumField() {
			name := v.Type().Field(f).Name
			if silent[name] || path == "" && name == "Name" {
				continue
			}
			if at, left := walk(v.Field(f), path+"."+name, i); left < 0 {
				return at, left
			} else {
				i = left
			}
		}
		return path, i
	case reflect.Slice:
		for e := range v.Len() {
			if at, left := walk(v.Index(e), path+"."+v.Index(e).Type().Name(), i); left < 0 {
				return at, left
			} else {
				i = left
			}
		}
		return path, i
	case reflect.Map:
		keys := v.MapKeys()
		slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
		for _, key := range keys {
			value := reflect.New(v.Type().Elem()).Elem()
			value.Set(v.MapIndex(key))
			at, left := walk(value, path+"."+key.String(), i)
			v.SetMapIndex(key, value)
			if left < 0 {
				return at, left
			}
			i = left
		}
		return path, i
	case reflect.Pointer:
		if v.IsNil() {
			return path, i
		}
		return walk(v.Elem(), path, i)
	case reflect.Interface:
		value := reflect.New(v.Elem().Type()).Elem()
		value.Set(v.Elem())
		at, left := walk(value, path, i)
		v.Set(value)
		return at, left
	}
	if i == 0 {
		change(v)
	}
	return path, i - 1
}

func change(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(v.String() + "9")
	case reflect.Bool:
		v.SetBool(!v.Bool())
	case reflect.Float64:
		v.SetFloat(v.Float() + 1)
	default:
		v.SetInt(v.Int() + 1)
	}
}

func BenchmarkCompose(b *testing.B) {
	h, p := verifytest.Plan()
	worker := h.Services[1]
	for i := range 1000 {
		worker.Name = fmt.Sprintf("worker-%d", i)
		h.Services = append(h.Services, worker)
	}
	content := rendered(b, h, p)
	b.ResetTimer()
	for b.Loop() {
		if err := verify.Compose(content, h, p); err != nil {
			b.Fatal(err)
		}
	}
}
