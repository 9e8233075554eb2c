package adopt

import (
	"slices"
	"strings"

	"github.com/compose-spec/compose-go/v2/types"
)

// doesOneThing says of a container of Alluxio's image, which is no server and does not wait, that it is there for something that no
// other field says.
func doesOneThing(service types.ServiceConfig) bool {
	words := slices.Concat(service.Entrypoint, service.Command)
	formats := slices.ContainsFunc(words, func(word string) bool { return strings.Contains(strings.ToLower(word), "format") })
	again := service.Restart == types.RestartPolicyAlways || service.Restart == types.RestartPolicyUnlessStopped
	return len(service.Entrypoint) > 0 && !formats && !again && len(mountsOf(service)) == 0
}

// runsOnce says whether a client ends. One whose ports are open does not.
func (h Host) runsOnce(name string) bool {
	service := h.Project.Services[name]
	_, ends := h.waiters(name)
	return isAlluxio(service) && !waits(service) && !deployedAsOurs(service) && len(service.Ports) == 0 || ends
}

// once is what a client does, and how it knows that there is nothing to do.
func once(service types.ServiceConfig, field *tree) {
	words := slices.Concat(service.Entrypoint, service.Command)
	field.set("{}", "once")
	if len(words) > 5 && strings.Contains(words[2], oursOnce) {
		words = words[4:]
		if service.Deploy != nil {
			words = words[1:] // the paths that it waits for in a swarm
		}
		if words[0] != "" {
			field.set(quote(words[0]), "once", "creates")
		}
		words = words[1:]
	}
	if !isAlluxio(service) {
		field.set(quote(service.Image), "image")
		words = service.Command
	}
	if len(words) > 0 {
		field.set(texts(words), "command")
	}
}

// oursOnce stands in the script by which a build's own container looks first.
const oursOnce = `"$0" fs stat "$1"`
