package plan

import "github.com/alluxio-gen/alluxio-gen/compiler/model"

// live gives a service its limits and the description's words for its life; they win over those of the compiler.
func live(s *Service, i model.Instance) {
	s.Memory, s.CPUs, s.OpenFiles = i.Limit, i.CPUs, i.OpenFiles
	s.StopGrace = i.StopGrace
	s.Init = i.Init
	if i.Restart != "" {
		s.Restart = i.Restart
	}
	s.Extra = i.Compose
}

// logsTarget is where every release writes its log files.
const logsTarget = home + "/logs"

// logsMount keeps a server's log files out of its container; no mount where nobody asks for it.
func logsMount(logs model.Logs, from string) []Mount {
	if logs.Host == "" && logs.Volume == "" {
		return nil
	}
	return []Mount{place(logs.Host, logs.Volume, logsTarget, from+".logs")}
}
