package adopt

import (
	"context"
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"

	"github.com/compose-spec/compose-go/v2/interpolation"
	"github.com/compose-spec/compose-go/v2/loader"
	"github.com/compose-spec/compose-go/v2/template"
	"github.com/compose-spec/compose-go/v2/types"
	"go.yaml.in/yaml/v4"
)

// compose reads a compose file as Compose does, but nothing around it: variables are empty, and that is said.
func (s *Setup) compose(src Source) (*types.Project, error) {
	details := types.ConfigDetails{ConfigFiles: []types.ConfigFile{{Filename: src.Name, Content: versionLine.ReplaceAll(src.Content, nil)}}, Environment: types.Mapping{}}
	asked, required := map[string]bool{}, requiredIn(src.Content)
	p, err := loader.LoadWithContext(context.Background(), details, func(o *loader.Options) {
		o.SetProjectName(nameOf(path.Base(path.Dir(absolute(src.Name)))), false)
		o.SkipNormalization, o.SkipResolveEnvironment, o.SkipConsistencyCheck = true, true, true
		o.SkipInclude, o.SkipExtends, o.ResolvePaths = true, true, false
		o.Interpolate = &interpolation.Options{
			LookupValue: func(name string) (string, bool) {
				asked[name] = true
				return unknown + name, required[name]
			},
			Substitute: func(text string, mapping template.Mapping) (string, error) {
				return template.SubstituteWithOptions(text, mapping, template.WithoutLogging)
			},
			TypeCastMapping: o.Interpolate.TypeCastMapping,
		}
	})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", src.Name, err)
	}
	for _, name := range slices.Sorted(maps.Keys(asked)) {
		s.Asked = append(s.Asked, Lost{Where: src.Name, What: "${" + name + "}", Why: "what Compose would put there is not known; its default was read, else nothing"})
	}
	for _, name := range slices.Sorted(maps.Keys(p.Services)) {
		service := p.Services[name]
		if service.Extends != nil {
			s.lose(name, "extends", "what it extends was not read")
		}
		for _, f := range service.EnvFiles {
			if !isAlluxio(service) && service.Build == nil {
				continue // which a side service names as well
			}
			s.envFile(src, &service, f)
		}
		p.Services[name] = service
	}
	return p, nil
}

// besideServices are the parts of a compose file that no service of a description has.
func (s *Setup) besideServices(src Source, p *types.Project) {
	for name := range p.Networks {
		if name != "default" {
			s.lose(src.Name, "network "+name, "services are on Compose's own network, or on the host's")
		}
	}
	for name := range p.Secrets {
		s.lose(src.Name, "secret "+name, "secrets are files of the host that an under storage names")
	}
	for name := range p.Configs {
		s.lose(src.Name, "config "+name, "nothing of it was read")
	}
}

// versionLine is the form of the file, of which Compose's reader only says that nobody needs it.
var versionLine = regexp.MustCompile(`(?m)^["']?version["']?[ \t]*:.*$`)

// unknown begins what stands for a value that only the host knows; a shell leaves it as it is.
const unknown = "variable."

// requiredIn are the variables without which Compose stops; they keep their name in place of a value.
func requiredIn(content []byte) map[string]bool {
	var model map[string]any
	if yaml.Unmarshal(content, &model) != nil {
		return nil // of which the reader proper speaks
	}
	names := map[string]bool{}
	for name, v := range template.ExtractVariables(model, template.DefaultPattern) {
		names[name] = v.Required
	}
	return names
}

// absolute makes "docker-compose.yml" tell a folder.
func absolute(name string) string {
	if path.Dir(name) == "." {
		return "/alluxio/" + name
	}
	return name
}

func (s *Setup) envFile(src Source, service *types.ServiceConfig, f types.EnvFile) {
	s.lose(service.Name, "env_file "+f.Path, "what it says was not read")
}

// record takes what a build of ours kept of the tiers: nothing else tells a tmpfs of the host from a ramfs.
func record(h *Host) {
	kept := recorded(*h)
	tiers, _ := kept["tiers"].(map[string]any)
	for service, list := range tiers {
		h.Kinds[service] = map[string]string{}
		entries, _ := list.([]any)
		for _, e := range entries {
			tier, _ := e.(map[string]any)
			at, _ := tier["path"].(string)
			h.Kinds[service][at], _ = tier["kind"].(string)
		}
	}
	if host, _ := kept["host"].(string); host != "" && h.Name != "" {
		h.Name = host
	}
}

// recorded is what a build of ours says of itself in a compose file; nil in somebody else's.
func recorded(h Host) map[string]any {
	if h.Project == nil {
		return nil
	}
	kept, _ := h.Project.Extensions["x-alluxio-gen"].(map[string]any)
	return kept
}
