package compiler

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/alluxio-gen/alluxio-gen/compiler/adopt"
	"github.com/alluxio-gen/alluxio-gen/compiler/diag"
	"github.com/alluxio-gen/alluxio-gen/compiler/mask"
)

// AdoptSource is one file of a set-up that somebody wrote by hand, Lost what of it a description does not keep.
type (
	AdoptSource  = adopt.Source
	AdoptOptions = adopt.Options
	Lost         = adopt.Lost
)

// Adopted is a set-up as a description. Result is what it compiles to; its diagnostics say what is wrong with it.
type Adopted struct {
	Text   []byte
	Lost   []Lost
	Result Result
}

// rounds bounds how often a description is compiled to see what it does not say yet.
const rounds = 12

// Adopt describes a set-up. It compiles the description and compares what its servers would read, and what else their
// containers are given, with the set-up: what is not the same is lost, and said.
func Adopt(sources []AdoptSource, o AdoptOptions) (*Adopted, error) {
	was, err := adopt.Read(sources, o)
	if err != nil {
		return nil, err
	}
	a, f := &Adopted{}, fitting{gaps: was.Ports(), refused: map[string]string{}}
	var is *adopt.Setup
	for range rounds {
		d := was.Describe(f.gaps, f.without)
		a.Text = d.Text()
		if a.Result, err = Compile(Source{Name: "cluster.cue", Content: a.Text}); err != nil {
			return nil, err
		}
		if is = nil; diag.HasErrors(a.Result.Diagnostics) {
			if !f.withdraw(d, a.Result.Diagnostics) {
				break
			}
			continue
		}
		if is, err = compiled(a.Result, was); err != nil {
			return nil, err
		}
		missing := adopt.Missing(was, is)
		if !f.add(missing) && !f.drop(missing.Properties) {
			break
		}
	}
	a.Lost = slices.Concat(was.Lost, f.lost)
	if is != nil {
		a.Lost = append(a.Lost, adopt.Differences(was, is)...)
	} else {
		a.Lost = append(a.Lost, adopt.Unsaid(was)...)
	}
	return a, hide(a.Lost, f.refused)
}

// fitting is what changes from round to round until the description compiles, and says as much as it can.
type fitting struct {
	// gaps are what must be said besides, refused the properties and keys that a description does not take, with the reason.
	gaps    adopt.Gaps
	refused map[string]string
	// without are fields that it does not take, told in lost.
	without [][]string
	lost    []Lost
}

// hide masks secrets in what is lost, and says of a property why the description refuses it.
func hide(lost []Lost, refused map[string]string) error {
	secret, err := Secret()
	if err != nil {
		return err
	}
	m := mask.New(secret)
	for i, l := range lost {
		key, _, _ := strings.Cut(l.What, " ")
		if secret.MatchString(key) {
			l.Why = "it is a secret, and no description holds one"
		} else if why, _, _ := strings.Cut(refused[key], ": "); why != "" && strings.HasPrefix(l.Why, "it is ") {
			l.Why += ": " + why
		}
		if strings.ContainsAny(l.What, "=:") {
			l.What = m.Line(l.What)
		}
		l.Why = m.Line(l.Why)
		lost[i] = l
	}
	return nil
}

// withdraw takes back the properties and fields that errors speak of; false when there is none.
func (f *fitting) withdraw(d adopt.Description, ds []diag.Diagnostic) bool {
	found := false
	for _, e := range ds {
		if e.Severity != diag.Error {
			continue
		}
		if !d.Says(e.Path) {
			e.Path = adopt.ComposeKey(e.Path)
		}
		if f.withdrawProperty(e) {
			found = true
		} else if len(e.Path) > 1 && d.Says(e.Path) || len(e.Path) == 1 && e.Path[0] == "image" {
			f.without, found = append(f.without, e.Path), true
			f.lost = append(f.lost, Lost{Where: "cluster.cue", What: diag.PathString(e.Path), Why: "a description refuses it: " + e.Message})
		}
	}
	return found
}

func (f *fitting) withdrawProperty(e diag.Diagnostic) bool {
	found := len(e.Path) > 0 && f.refused[e.Path[len(e.Path)-1]] != "" // of another service, in this round
	for _, extra := range []adopt.Extra{f.gaps.Properties, f.gaps.Options} {
		for _, list := range extra {
			for key := range list {
				if slices.Contains(e.Path, key) || strings.Contains(e.Message, key) {
					f.refused[key], found = e.Message, true
					delete(list, key)
				}
			}
		}
	}
	if len(e.Path) > 3 && e.Path[2] == "compose" && e.Path[0] != "services" {
		for _, list := range f.gaps.Keys {
			if _, said := list[e.Path[3]]; said {
				delete(list, e.Path[3])
				f.refused[e.Path[3]], found = e.Message, true
			}
		}
	}
	return found
}

// add takes in what is missing and was not refused; false when there is nothing.
func (f *fitting) add(missing adopt.Gaps) bool {
	found := f.addTo(f.gaps.Properties, missing.Properties)
	found = f.addTo(f.gaps.Options, missing.Options) || found
	return f.addTo(f.gaps.Keys, missing.Keys) || found
}

// drop takes back properties that change nothing where they are said, since a field decides; false when there is none.
func (f *fitting) drop(missing adopt.Extra) (found bool) {
	for of, list := range missing {
		for key := range list {
			if _, said := f.gaps.Properties[of][key]; said {
				delete(f.gaps.Properties[of], key)
				f.refused[key], found = "another field decides it", true
			}
		}
	}
	return found
}

func (f *fitting) addTo(extra, missing adopt.Extra) (found bool) {
	for of, list := range missing {
		for key, value := range list {
			if f.refused[key] == "" && extra[of][key] != value {
				extra.Put(of, key, value)
				found = true
			}
		}
	}
	return found
}

// compiled reads a result as the set-up that it is.
func compiled(r Result, was *adopt.Setup) (*adopt.Setup, error) {
	files := map[string][]byte{}
	for _, a := range r.Artifacts {
		files[path.Clean(a.Path)] = a.Content
	}
	var sources []AdoptSource
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if base := path.Base(name); base == "docker-compose.yml" || base == "docker-stack.yml" {
			sources = append(sources, AdoptSource{Name: name, Content: files[name], Read: func(p string) ([]byte, error) {
				text, there := files[path.Join(path.Dir(name), p)]
				if !there {
					return nil, fmt.Errorf("%s was not compiled", p)
				}
				return text, nil
			}})
		}
	}
	return adopt.Read(sources, AdoptOptions{Name: was.Name, Release: was.Release})
}
