package adopt

import (
	"encoding/json"
	"fmt"
	"maps"
	"path"
	"reflect"
	"slices"
	"strings"

	"github.com/compose-spec/compose-go/v2/types"
	"github.com/docker/go-units"
	"go.yaml.in/yaml/v4"
)

// told are a service's keys that are compared by what they come to: elsewhere, or with the volumes.
var told = []string{"environment", "volumes", "env_file", "extends"}

// differing are the keys of a service that are set, and are not the same in another.
func differing(h Host, was, is types.ServiceConfig, served bool) (keys []string) {
	a, b := h.keys(was, served), h.keys(is, served)
	for _, key := range slices.Sorted(maps.Keys(a)) {
		if !reflect.DeepEqual(a[key], b[key]) {
			keys = append(keys, key)
		}
	}
	return keys
}

// keys are those of a service that are compared. What the command of a server comes to is known.
func (h Host) keys(service types.ServiceConfig, served bool) map[string]any {
	service.Labels = ownLabels(service)
	if place, there := service.Networks[h.network()]; there {
		service.Networks = map[string]*types.ServiceNetworkConfig{"default": place}
	}
	if len(service.Networks) == 1 && service.Networks["default"] == nil {
		service.Networks = nil // where a service is without a word
	}
	service.Ulimits, service.Logging = bothLimits(service.Ulimits), inKilobytes(service.Logging)
	service.Ports = slices.SortedFunc(slices.Values(service.Ports), func(a, b types.ServicePortConfig) int { return int(a.Target) - int(b.Target) })
	all := plain(service)
	maps.DeleteFunc(all, func(key string, value any) bool {
		return value == nil || slices.Contains(told, key) || served && (key == "command" || key == "entrypoint")
	})
	return all
}

// bothLimits says a single limit as the two that it is.
func bothLimits(limits map[string]*types.UlimitsConfig) map[string]*types.UlimitsConfig {
	all := maps.Clone(limits)
	for name, l := range all {
		if l != nil && l.Single != 0 {
			all[name] = &types.UlimitsConfig{Soft: l.Single, Hard: l.Single}
		}
	}
	return all
}

// inKilobytes says how large a log file gets, in one unit.
func inKilobytes(logging *types.LoggingConfig) *types.LoggingConfig {
	if logging == nil {
		return nil
	}
	bytes, err := units.RAMInBytes(logging.Options["max-size"])
	if err != nil {
		return logging
	}
	one := *logging
	one.Options = maps.Clone(logging.Options)
	one.Options["max-size"] = fmt.Sprintf("%dk", bytes>>10)
	return &one
}

func fields(h Host, was, is types.ServiceConfig, served bool) (lost []Lost) {
	a, b := h.keys(was, served), h.keys(is, served)
	written := plain(was)
	for _, key := range differing(h, was, is, served) {
		if key != "labels" {
			a[key] = written[key] // as whoever wrote it knows it
		}
		why := fmt.Sprintf("it is %s, and would be %s", short(a[key]), short(b[key]))
		if b[key] == nil {
			why = fmt.Sprintf("it is %s, and no description says it", short(a[key]))
		}
		lost = append(lost, Lost{Where: was.Name, What: key, Why: why})
	}
	var more []string
	for _, key := range slices.Sorted(maps.Keys(b)) {
		if a[key] == nil {
			more = append(more, key)
		}
	}
	if len(more) > 0 {
		lost = append(lost, Lost{Where: was.Name, What: strings.Join(more, ", "), Why: "not said, and would be", Added: true})
	}
	return lost
}

// short writes a value on one line.
func short(v any) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return fmt.Sprint(v)
	}
	return strings.TrimSpace(b.String())
}

// plain is a service as a compose file says it.
func plain(s types.ServiceConfig) map[string]any {
	text, err := yaml.Marshal(s)
	var all map[string]any
	if err != nil || yaml.Unmarshal(text, &all) != nil {
		return nil
	}
	return all
}

// volumes are the mounts of a service whose place would be empty, or other than it was.
func volumes(was, is types.ServiceConfig) (lost []Lost) {
	for _, v := range was.Volumes {
		if path.Base(v.Target) == siteName {
			continue
		}
		i := slices.IndexFunc(is.Volumes, func(o types.ServiceVolumeConfig) bool { return path.Clean(o.Target) == path.Clean(v.Target) })
		switch {
		case i < 0:
			lost = append(lost, Lost{Where: was.Name, What: v.Type + " " + v.Source + " at " + v.Target, Why: "nothing would be there"})
		case is.Volumes[i].Source != v.Source || is.Volumes[i].Type != v.Type:
			lost = append(lost, Lost{Where: was.Name, What: v.Type + " " + v.Source + " at " + v.Target, Why: fmt.Sprintf("%s %s would be there", is.Volumes[i].Type, is.Volumes[i].Source)})
		}
	}
	return lost
}

// resources are the volumes and networks of a host's file whose options another file does not have.
func resources(h Host, is *Setup) (lost []Lost) {
	i := slices.IndexFunc(is.Hosts, func(o Host) bool { return o.Name == h.Name })
	if i < 0 {
		return nil
	}
	other := is.Hosts[i].Project
	for _, name := range slices.Sorted(maps.Keys(h.Project.Volumes)) {
		a, b := asText(h.Project.Volumes[name]), asText(other.Volumes[name])
		if plainVolume := asText(types.VolumeConfig{}); a != b && a != plainVolume {
			lost = append(lost, Lost{Where: "volume " + name, What: "its options", Why: "they are " + a + ", and would be " + b})
		}
	}
	if a, b := asText(h.Project.Networks[h.network()].Ipam.Config), asText(other.Networks["default"].Ipam.Config); a != b && a != "null" {
		lost = append(lost, Lost{Where: "network " + h.network(), What: "its addresses", Why: "they are " + a + ", and would be " + b})
	}
	return lost
}

// asText is a part of a compose file on one line.
func asText(v any) string {
	text, err := yaml.Marshal(v)
	var read any
	if err != nil || yaml.Unmarshal(text, &read) != nil {
		return ""
	}
	return short(read)
}
