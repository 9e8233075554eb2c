package adopt

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/compose-spec/compose-go/v2/types"
)

// word is a field of the language that says a key of a service, and its value of a service as CUE text, "" for none.
type word struct {
	field string
	value func(types.ServiceConfig) string
}

// limits are what Docker lets a container use, by key of its service.
var limits = map[string]word{
	"mem_limit": {"memory", func(s types.ServiceConfig) string { return quote(bytesOf(int64(s.MemLimit))) }},
	"cpus":      {"cpus", func(s types.ServiceConfig) string { return fmt.Sprintf("%g", s.CPUS) }},
	"ulimits":   {"openFiles", openFiles},
}

// lives are the words for a container's life.
var lives = map[string]word{
	"stop_grace_period": {"stopGrace", stopGrace},
	"restart":           {"restart", func(s types.ServiceConfig) string { return quote(s.Restart) }},
	"init":              {"init", func(s types.ServiceConfig) string { return fmt.Sprint(s.Init != nil && *s.Init) }},
	"platform":          {"platform", func(s types.ServiceConfig) string { return quote(s.Platform) }},
	"networks":          {"ipv4", func(s types.ServiceConfig) string { return quoteIf(ipv4(s)) }},
}

// elsewhere are keys that other fields say, or that follow from them.
var elsewhere = []string{
	"build", "command", "depends_on", "entrypoint", "extra_hosts", "healthcheck", "hostname", "image", "ipc", "logging", "network_mode", "ports", "pull_policy",
	"shm_size", "user",
}

// life says what of a service's keys would not be as it is: in the language's words, or in Compose's own.
func (d *description) life(name string, service types.ServiceConfig, field *tree) {
	d.words(limits, name, service, field, "limits")
	d.words(lives, name, service, field)
	all := plain(service)
	for _, key := range d.keysOf(name) {
		if limits[key].field == "" && lives[key].field == "" && !slices.Contains(elsewhere, key) && all[key] != nil {
			field.set(cueOf(composeValue(service, key, all[key])), "compose", key)
		}
	}
}

func (d *description) words(words map[string]word, name string, service types.ServiceConfig, field *tree, under ...string) {
	for _, key := range d.keysOf(name) {
		if words[key].field == "" {
			continue
		}
		if value := words[key].value(service); value != "" {
			field.set(value, append(slices.Clone(under), words[key].field)...)
		}
	}
}

// keysOf are the keys of a service that would not be as they are.
func (d *description) keysOf(name string) []string {
	return slices.Sorted(maps.Keys(d.gaps.Keys[name]))
}

func openFiles(s types.ServiceConfig) string {
	files := s.Ulimits["nofile"]
	if files == nil {
		return ""
	}
	return fmt.Sprint(max(files.Soft, files.Single))
}

func stopGrace(s types.ServiceConfig) string {
	if s.StopGracePeriod == nil {
		return ""
	}
	return quote(seconds(time.Duration(*s.StopGracePeriod)))
}

// seconds is a time in whole minutes, else in seconds.
func seconds(all time.Duration) string {
	if all%time.Minute == 0 {
		return fmt.Sprintf("%dm", all/time.Minute)
	}
	return fmt.Sprintf("%ds", all/time.Second)
}

func ipv4(s types.ServiceConfig) string {
	for _, place := range s.Networks {
		if place != nil && place.Ipv4Address != "" {
			return place.Ipv4Address
		}
	}
	return ""
}

func quoteIf(text string) string {
	if text == "" {
		return ""
	}
	return quote(text)
}

// composeValue is the value of a key in the form that a description takes.
func composeValue(service types.ServiceConfig, key string, value any) any {
	switch key {
	case "labels":
		return ownLabels(service)
	case "devices":
		var all []string
		for _, d := range service.Devices {
			all = append(all, strings.TrimSuffix(d.Source+":"+d.Target+":"+d.Permissions, ":"))
		}
		return all
	}
	return value
}

// ownLabels are those that no build wrote.
func ownLabels(service types.ServiceConfig) map[string]string {
	all := maps.Clone(service.Labels)
	maps.DeleteFunc(all, func(name, _ string) bool { return strings.HasPrefix(name, "alluxio-gen.") })
	return all
}

// cueOf writes a value on one line.
func cueOf(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		return "{}"
	}
	var read any
	if json.Unmarshal(text, &read) != nil {
		return "{}"
	}
	switch read := read.(type) {
	case map[string]any:
		var all []string
		for _, name := range slices.Sorted(maps.Keys(read)) {
			all = append(all, label(name)+": "+cueOf(read[name]))
		}
		return "{" + strings.Join(all, ", ") + "}"
	case []any:
		var all []string
		for _, one := range read {
			all = append(all, cueOf(one))
		}
		return "[" + strings.Join(all, ", ") + "]"
	case string:
		return quote(read)
	}
	return string(text)
}
