package verify

import (
	"regexp"
	"strings"
)

// divided is a Compose file cut at its lines: what stands around services and volumes, and each of these by name.
type divided struct {
	around            []string // before the services, between, and after the volumes
	services, volumes map[string]string
	order             [2][]string
}

// entry is a line that begins a service or a volume, as the renderer writes it.
var entry = regexp.MustCompile(`^  ([a-z0-9][a-z0-9_.-]*):( \{\})?\n$`)

// divide cuts a file that has one section of services and, after it, one of volumes, networks between them or not; any
// other is not cut.
func divide(content string) (divided, bool) {
	before, rest, ok := strings.Cut(content, "\nservices:\n")
	if !ok {
		return divided{}, false
	}
	services, rest, ok := strings.Cut(rest, "\nvolumes:\n")
	if !ok || strings.Contains(rest, "\nservices:") || strings.Contains(rest, "\nvolumes:") {
		return divided{}, false
	}
	services, networks, own := strings.Cut(services, "\nnetworks:\n")
	if own {
		networks = "networks:\n" + networks + "\n"
	}
	volumes, after := endOf(rest)
	f := divided{around: []string{before + "\nservices:\n", networks + "volumes:\n", after}}
	var whole [2]bool
	f.services, f.order[0], whole[0] = entries(services + "\n")
	f.volumes, f.order[1], whole[1] = entries(volumes)
	return f, whole[0] && whole[1]
}

// endOf cuts a section where a line begins that is not indented.
func endOf(text string) (section, after string) {
	at := 0
	for line := range strings.Lines(text) {
		if !strings.HasPrefix(line, " ") {
			break
		}
		at += len(line)
	}
	return text[:at], text[at:]
}

// entries are the parts of a section by name; not whole when a line belongs to none, or two have one name.
func entries(section string) (parts map[string]string, order []string, whole bool) {
	parts = map[string]string{}
	name, begin, at := "", 0, 0
	end := func() { parts[name] = section[begin:at] }
	for line := range strings.Lines(section) {
		if m := entry.FindStringSubmatch(line); m != nil {
			if name != "" {
				end()
			}
			if _, twice := parts[m[1]]; twice {
				return nil, nil, false
			}
			name, begin = m[1], at
			order = append(order, name)
		} else if name == "" || !strings.HasPrefix(line, "   ") && line != "\n" {
			return nil, nil, false
		}
		at += len(line)
	}
	if name != "" {
		end()
	}
	return parts, order, true
}

// only is the file with some of its services and volumes.
func (f divided) only(services, volumes map[string]bool) string {
	var b strings.Builder
	b.WriteString(f.around[0])
	for _, name := range f.order[0] {
		if services[name] {
			b.WriteString(f.services[name])
		}
	}
	b.WriteString(f.around[1])
	for _, name := range f.order[1] {
		if volumes[name] {
			b.WriteString(f.volumes[name])
		}
	}
	b.WriteString(f.around[2])
	return b.String()
}
