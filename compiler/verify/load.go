package verify

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/compose-spec/compose-go/v2/interpolation"
	"github.com/compose-spec/compose-go/v2/loader"
	"github.com/compose-spec/compose-go/v2/schema"
	"github.com/compose-spec/compose-go/v2/template"
	"github.com/compose-spec/compose-go/v2/tree"
	"github.com/compose-spec/compose-go/v2/types"
)

// Prepare makes ready what reading a Compose file takes, the schema of such files first of all. Reading would do it
// too; this is for who has a core to spare before there is a file.
func Prepare() { _ = schema.Validate(map[string]any{}) }

// load returns the project as written: nothing added from defaults, the environment or the machine. It also binds the
// normalised model, whose checks see what Compose adds by itself, such as the order that a shared namespace implies.
func load(content []byte, cluster string) (*types.Project, error) {
	details := types.ConfigDetails{
		ConfigFiles: []types.ConfigFile{{Filename: "docker-compose.yml", Content: content}},
		Environment: types.Mapping{},
	}
	asked := map[string]bool{}
	options := func(o *loader.Options) { asWritten(o, cluster, asked) }
	model, err := loader.LoadModelWithContext(context.Background(), details, options)
	if err != nil {
		return nil, err
	}
	if len(asked) > 0 {
		return nil, fmt.Errorf("Compose would look up variables that nobody planned: %s", names(asked))
	}
	if model["name"] != cluster {
		return nil, fmt.Errorf("name is %v, planned %s", model["name"], cluster)
	}
	return bind(model, details, options)
}

func bind(model map[string]any, details types.ConfigDetails, options func(*loader.Options)) (*types.Project, error) {
	opts := loader.ToOptions(&details, []func(*loader.Options){options})
	project, err := loader.ModelToProject(model, opts, details)
	if err != nil {
		return nil, err
	}
	normal, err := loader.Normalize(model, details.Environment)
	if err != nil {
		return nil, err
	}
	if _, err := loader.ModelToProject(normal, opts, details); err != nil {
		return nil, fmt.Errorf("normalised: %w", err)
	}
	return project, nil
}

func asWritten(o *loader.Options, cluster string, asked map[string]bool) {
	o.SetProjectName(cluster, true)
	o.SkipNormalization = true
	o.SkipResolveEnvironment = true
	o.SkipResolveLabels = true
	o.SkipInclude = true
	o.SkipExtends = true
	o.ResolvePaths = false
	o.Profiles = []string{"*"} // services that wait to be asked are read too
	o.Interpolate = &interpolation.Options{
		// No casts: what is written is of its type already, and they cost a quarter of the time.
		TypeCastMapping: map[tree.Path]interpolation.Cast{},
		Substitute:      substitute,
		// A variable that is found is never warned about: the library's logger writes to standard error.
		LookupValue: func(name string) (string, bool) {
			if name == "ALLUXIO_HOST" {
				return theAddress, true
			}
			asked[name] = true
			return "", true
		},
	}
}

// theAddress is what Compose finds when it asks for the host's address: no planned text holds it.
const theAddress = "\x00the host's address\x00"

// askAddress is the one reference to a variable that is meant.
const askAddress = "${ALLUXIO_HOST:?run ./host-prep.sh apply}"

// substitute also refuses what Compose lets pass, such as "$1": a user's $ is always doubled.
func substitute(text string, lookup template.Mapping) (string, error) {
	if strings.Contains(strings.TrimSuffix(strings.ReplaceAll(text, "$$", ""), askAddress), "$") {
		return "", fmt.Errorf("%q holds a $ that is not escaped", text)
	}
	return template.Substitute(text, lookup)
}

func names(set map[string]bool) string {
	var all []string
	for name := range set {
		all = append(all, name)
	}
	slices.Sort(all)
	return strings.Join(all, ", ")
}
