package verify

import (
	"slices"

	"github.com/alluxio-gen/alluxio-gen/compiler/plan"
)

// sample returns a part of a file that stands for the whole, and what was planned of it: each service and volume that
// is like no other, and what these refer to. Reading a large cluster back takes compose-go longer than all other work
// together; what is left out was found alike, word by word, to what is read. A file that does not divide is returned
// whole.
func sample(content []byte, h plan.Host) ([]byte, plan.Host, error) {
	file, ok := divide(string(content))
	if !ok || len(file.services) != len(h.Services) || len(file.volumes) != len(h.Volumes) {
		return content, h, nil
	}
	services, err := serviceTwins(file, h)
	if err != nil || services == nil {
		return content, h, err
	}
	volumes, err := volumeTwins(file, h)
	if err != nil || volumes == nil {
		return content, h, err
	}
	keptServices, keptVolumes := map[string]bool{}, map[string]bool{}
	for _, i := range representatives(services) {
		if !keep(h, h.Services[i].Name, keptServices, keptVolumes) {
			return content, h, nil
		}
	}
	for _, i := range representatives(volumes) {
		keptVolumes[h.Volumes[i].Key] = true
	}
	h.Services = slices.DeleteFunc(slices.Clone(h.Services), func(s plan.Service) bool { return !keptServices[s.Name] })
	h.Volumes = slices.DeleteFunc(slices.Clone(h.Volumes), func(v plan.Volume) bool { return !keptVolumes[v.Key] })
	return []byte(file.only(keptServices, keptVolumes)), h, nil
}

// keep adds a service, what it starts after, and the volumes that these mount; it fails on a service that is not planned.
func keep(h plan.Host, name string, services, volumes map[string]bool) bool {
	if services[name] {
		return true
	}
	at := slices.IndexFunc(h.Services, func(s plan.Service) bool { return s.Name == name })
	if at < 0 {
		return false
	}
	services[name] = true
	for _, m := range h.Services[at].Mounts {
		if m.Type == plan.NamedVolume {
			volumes[m.Source] = true
		}
	}
	return !slices.ContainsFunc(refersTo(h.Services[at]), func(other string) bool { return !keep(h, other, services, volumes) })
}

func serviceTwins(f divided, h plan.Host) ([]twin, error) {
	return twins(h.Services, f.services, func(s plan.Service) (string, string, error) {
		text, err := asText(comparable(s), digest(s.Reads, h.Record.Files))
		return s.Name, text, err
	})
}

func volumeTwins(f divided, h plan.Host) ([]twin, error) {
	return twins(h.Volumes, f.volumes, func(v plan.Volume) (string, string, error) {
		v.From = ""
		text, err := asText(v)
		return v.Key, text, err
	})
}

// twins puts each part of the plan beside the text under its name; nil when a name is not there.
func twins[T any](planned []T, texts map[string]string, say func(T) (name, text string, err error)) ([]twin, error) {
	all := []twin{}
	for _, p := range planned {
		name, said, err := say(p)
		if err != nil {
			return nil, err
		}
		text, there := texts[name]
		if !there {
			return nil, nil
		}
		all = append(all, twin{said, text})
	}
	return all, nil
}
