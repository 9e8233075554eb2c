package write

import (
	"path"
	"regexp"
)

// What `docker compose` looks for in a directory, in the order of the Compose specification's reference
// implementation: the first two go before our file, the third behind it, the others are laid over it.
var (
	preferred = []string{"compose.yaml", "compose.yml"}
	ignored   = []string{"docker-compose.yaml"}
	overrides = []string{"compose.override.yml", "compose.override.yaml", "docker-compose.override.yml", "docker-compose.override.yaml"}
)

// rivals looks beside each compose file for others that Compose would take instead of it, or on top of it.
func (p *planner) rivals(files []File) {
	for _, f := range files {
		if path.Base(f.Path) != composeFile {
			continue
		}
		dir := path.Dir(f.Path)
		for _, rival := range p.present(dir, preferred) {
			p.rival(rival, f.Path)
		}
		for _, rival := range p.present(dir, ignored) {
			p.warn(rival, "is ignored by Compose, which says so at every command", "remove it")
		}
		for _, rival := range p.present(dir, overrides) {
			p.warn(rival, "is laid over "+f.Path+" by Compose", "what it changes is not checked; remove it, or put the change into the description")
		}
		p.settings(path.Join(dir, ".env"), f.Path)
	}
}

// diverts matches the lines of .env by which Compose takes another file, or gives the cluster another name.
var diverts = regexp.MustCompile(`(?m)^[ \t]*(?:export[ \t]+)?(COMPOSE_FILE|COMPOSE_PROJECT_NAME)[ \t]*=`)

// settings looks at what Compose reads of its own settings beside our file.
func (p *planner) settings(env, ours string) {
	if p.root == nil {
		return
	}
	content, err := p.root.ReadFile(env)
	if err != nil {
		return // there is none, or Compose will say why it can't read it
	}
	for _, found := range diverts.FindAllSubmatch(content, -1) {
		does := map[string]string{
			"COMPOSE_FILE":         "which makes Compose take other files than " + ours,
			"COMPOSE_PROJECT_NAME": "which makes another cluster of " + ours + ", with volumes of its own, that the scripts do not know",
		}[string(found[1])]
		p.warn(env, "sets "+string(found[1])+", "+does, "remove the line")
	}
}

func (p *planner) rival(rival, ours string) {
	reason := "would be taken by Compose instead of " + ours
	if p.Force {
		p.warn(rival, reason, "name ours: docker compose -f "+path.Base(ours))
		return
	}
	p.refuse(rival, reason, "move it away, choose another directory with --output, or write beside it with --force", false)
}

func (p *planner) present(dir string, names []string) []string {
	var found []string
	for _, name := range names {
		if info, err := p.stat(path.Join(dir, name)); err == nil && info != nil {
			found = append(found, path.Join(dir, name))
		}
	}
	return found
}
