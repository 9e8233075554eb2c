package adopt

import "strings"

// Missing are what a set-up has and another has not, or has otherwise, as far as a description may still say it.
func Missing(was, is *Setup) Gaps {
	gaps := Gaps{Properties: Extra{}, Options: Extra{}, Keys: Extra{}}
	for _, h := range was.Hosts {
		for name, one := range h.Servers {
			server, _ := is.service(h, name)
			one.missing(is.server(server.Name), h.serverOf(name), gaps.Properties)
		}
		for name, read := range h.Clients {
			for key, value := range read {
				if !sameValue(is.client(name)[key], value) {
					gaps.Properties.Put(name, key, value)
				}
			}
		}
		for name, service := range h.Project.Services {
			other, there := is.service(h, name)
			_, served := h.Servers[name]
			for _, key := range differing(h, service, other, served) {
				if there {
					gaps.Keys.Put(name, key, "differs")
				}
			}
		}
	}
	missingOptions(was, is, gaps)
	return gaps
}

// missing adds what the process reads that another does not. A property of a container's two processes is one.
func (one Server) missing(other Server, server string, extra Extra) {
	job, two := one.Read[one.joined()]
	for key, value := range one.Read[one.process] {
		alike := !two || job[key] == value
		if alike && !sameValue(other.Read[one.process][key], value) && !strings.HasPrefix(key, rootOption) {
			extra.Put(server, key, value)
		}
	}
}

func missingOptions(was, is *Setup, gaps Gaps) {
	for at, m := range was.Mounts {
		for key, value := range m.Options {
			if is.Mounts[at].Options[key] != value {
				gaps.Options.Put(at, key, value)
			}
		}
	}
}

// Ports are the properties that say where servers listen: two on one host do not even compile without them.
func (s *Setup) Ports() Gaps {
	gaps := Gaps{Properties: Extra{}, Options: Extra{}, Keys: Extra{}}
	for _, h := range s.Hosts {
		for name, one := range h.Servers {
			for key, value := range one.Read[one.process] {
				if own := "alluxio." + one.process + "."; strings.HasPrefix(key, own) && strings.HasSuffix(key, ".port") ||
					strings.HasPrefix(key, "alluxio.job."+one.process+".") && strings.HasSuffix(key, ".port") {
					gaps.Properties.Put(name, key, value)
				}
			}
		}
	}
	return gaps
}
