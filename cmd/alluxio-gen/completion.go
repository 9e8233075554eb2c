package main

import (
	_ "embed" // the scripts
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/pflag"
)

// The scripts ask the tool itself, by askWord; they hold nothing that could grow old.
var (
	//go:embed completion/bash
	bashScript string
	//go:embed completion/zsh
	zshScript string
	//go:embed completion/fish
	fishScript string
)

var shells = map[string]string{"bash": bashScript, "zsh": zshScript, "fish": fishScript}

var completionVerb = verb{
	name:     "completion",
	synopsis: "bash|zsh|fish",
	summary:  "print what makes a shell complete verbs, flags, rules and properties",
	details: `bash and zsh:  source <(alluxio-gen completion bash) in ~/.bashrc, with zsh in ~/.zshrc behind compinit
fish:          alluxio-gen completion fish > ~/.config/fish/completions/alluxio-gen.fish
`,
	examples: []string{
		"source <(alluxio-gen completion bash)",
	},
	bind: func(*pflag.FlagSet) action {
		return func(t *tool, args []string) error {
			if len(args) != 1 || shells[args[0]] == "" {
				return usageError{"completion", "completion wants one of bash, zsh, fish"}
			}
			return t.print(shells[args[0]])
		}
	},
	complete: func([]string) []candidate { return plain(slices.Sorted(maps.Keys(shells))) },
}

// askWord is what the scripts say in place of a verb to ask what the last of the words behind it may become.
const askWord = "__complete"

// answer prints one candidate a line, with its meaning behind a tab. No line stands for a file.
func (t *tool) answer(words []string) error {
	var b strings.Builder
	for _, c := range candidates(words) {
		b.WriteString(strings.TrimRight(c.word+"\t"+c.meaning, "\t") + "\n")
	}
	return t.print(b.String())
}

// candidate is a word that a command line may go on with.
type candidate struct{ word, meaning string }

func plain(words []string) (found []candidate) {
	for _, w := range words {
		found = append(found, candidate{word: w})
	}
	return found
}

// candidates gives what the last word may become, seen from the words before it; the tool's own name is none of them.
func candidates(words []string) []candidate {
	if len(words) == 0 {
		words = []string{""}
	}
	last := words[len(words)-1]
	before := words[:len(words)-1]
	all := verbCandidates()
	if len(before) > 0 {
		v, _ := findVerb(before[0])
		all = v.candidates(before[1:], last)
	}
	return slices.DeleteFunc(all, func(c candidate) bool { return !strings.HasPrefix(c.word, last) })
}

func verbCandidates() (found []candidate) {
	for _, v := range verbs() {
		found = append(found, candidate{v.name, v.summary})
	}
	return found
}

func (v verb) candidates(before []string, last string) []candidate {
	if v.bind == nil {
		return nil // no verb
	}
	fs, _ := v.flags()
	if flag, _, ok := strings.Cut(last, "="); ok && strings.HasPrefix(last, "--") {
		return flagValues(fs, flag, flag+"=")
	}
	if n := len(before); n > 0 {
		if values := flagValues(fs, before[n-1], ""); values != nil {
			return values
		}
	}
	if strings.HasPrefix(last, "-") {
		return flagCandidates(fs)
	}
	if v.complete == nil {
		return nil
	}
	return v.complete(slices.DeleteFunc(slices.Clone(before), func(w string) bool { return strings.HasPrefix(w, "-") }))
}

func flagCandidates(fs *pflag.FlagSet) (found []candidate) {
	fs.VisitAll(func(f *pflag.Flag) {
		_, usage := pflag.UnquoteUsage(f)
		found = append(found, candidate{"--" + f.Name, usage})
	})
	return found
}

// valuesOf marks the flags whose values are known.
const valuesOf = "values"

// offer says which values a flag has.
func offer(fs *pflag.FlagSet, flag string, values []string) {
	if err := fs.SetAnnotation(flag, valuesOf, values); err != nil {
		panic(fmt.Sprintf("no flag %s: %v", flag, err)) // a slip in a verb's own bind
	}
}

func flagValues(fs *pflag.FlagSet, word, prefix string) (found []candidate) {
	f := fs.Lookup(strings.TrimPrefix(word, "--"))
	if f == nil || !strings.HasPrefix(word, "--") {
		return nil
	}
	for _, value := range f.Annotations[valuesOf] {
		found = append(found, candidate{word: prefix + value})
	}
	return found
}
