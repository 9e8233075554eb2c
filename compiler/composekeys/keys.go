// Package composekeys reads keys of a Compose service by Compose's own reader, for who writes them and for who checks them.
package composekeys

import (
	"context"
	"fmt"
	"math"
	"reflect"
	"strings"

	"github.com/compose-spec/compose-go/v2/loader"
	"github.com/compose-spec/compose-go/v2/types"
)

// Read is a service of these keys alone, as Compose reads it, with every text as it stands.
func Read(keys map[string]any) (types.ServiceConfig, error) {
	service := map[string]any{"image": "x"}
	for k, v := range keys {
		service[k] = asYAML(v)
	}
	details := types.ConfigDetails{ConfigFiles: []types.ConfigFile{{
		Filename: "extra", Config: map[string]any{"services": map[string]any{"x": service}},
	}}}
	project, err := loader.LoadWithContext(context.Background(), details, func(o *loader.Options) {
		o.SetProjectName("x", true)
		o.SkipInterpolation, o.SkipNormalization, o.SkipResolveEnvironment = true, true, true
		o.ResolvePaths = false
	})
	if err != nil {
		return types.ServiceConfig{}, fmt.Errorf("the description's own keys: %w", err)
	}
	return project.Services["x"], nil
}

// Words are those of a command that is said as one text, as Compose splits it.
func Words(command string) ([]string, error) {
	read, err := Read(map[string]any{"command": command})
	return read.Command, err
}

// asYAML makes whole numbers of what JSON reads as others: Compose's reader counts on what YAML's gives it.
func asYAML(v any) any {
	switch v := v.(type) {
	case float64:
		if v == math.Trunc(v) && math.Abs(v) < 1<<53 {
			return int(v)
		}
	case []any:
		all := make([]any, len(v))
		for i := range v {
			all[i] = asYAML(v[i])
		}
		return all
	case map[string]any:
		all := map[string]any{}
		for k := range v {
			all[k] = asYAML(v[k])
		}
		return all
	}
	return v
}

// Field is where a key of a service stands in its type, whose fields are partly those of structs inside it.
func Field(key string) ([]int, bool) {
	for _, f := range reflect.VisibleFields(reflect.TypeFor[types.ServiceConfig]()) {
		if name, _, _ := strings.Cut(f.Tag.Get("yaml"), ","); name == key && !f.Anonymous {
			return f.Index, true
		}
	}
	return nil, false
}
