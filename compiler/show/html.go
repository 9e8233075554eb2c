package show

import (
	"bytes"
	_ "embed" // the page
	"fmt"
	"html/template"

	"github.com/alluxio-gen/alluxio-gen/compiler/plan"
)

//go:embed page.html
var pageText string

var pageTemplate = template.Must(template.New("page").Funcs(template.FuncMap{
	"size": size, "role": role, "short": short, "ports": portList, "terms": termList,
	"fact": func(text string) string { return short(factLength, text) }, "name": func(text string) string { return short(nameLength, text) },
	"add":   func(a, b int) int { return a + b },
	"share": func(part, whole int64) float64 { return 100 * float64(part) / float64(max(whole, 1)) },
}).Parse(pageText))

// page is one HTML file that needs nothing else: no script, no font, no image.
func page(c cluster) ([]byte, error) {
	var b bytes.Buffer
	err := pageTemplate.Execute(&b, struct {
		cluster
		Drawing drawing
		Legend  []term
		Largest int64
	}{c, draw(c), legend(c), largest(c)})
	return b.Bytes(), err
}

// legend has each term that a budget of the cluster has, once.
func legend(c cluster) (all []term) {
	seen := map[string]bool{}
	for _, h := range c.Hosts {
		for _, s := range h.Services {
			for _, t := range s.Budget.Terms {
				if !seen[t.Name] {
					seen[t.Name] = true
					all = append(all, t)
				}
			}
		}
	}
	return all
}

// largest is the longest bar, so that all are drawn to one scale.
func largest(c cluster) (bytes int64) {
	for _, h := range c.Hosts {
		for _, s := range h.Services {
			bytes = max(bytes, s.Budget.sum(), s.Budget.Limit)
		}
	}
	return bytes
}

// factLength is how many characters of a line fit into a box, nameLength of a name.
const factLength, nameLength = 30, 24

// short cuts a text to what fits a number of characters; the page shows the whole of it where the pointer rests.
func short(length int, text string) string {
	runes := []rune(text)
	if len(runes) <= length {
		return text
	}
	return string(runes[:length-1]) + "…"
}

// Facts are the lines below a service's name.
func (s service) Facts() (lines []string) {
	lines = append(lines, s.Image)
	for _, t := range s.Tiers {
		lines = append(lines, t.Kind+" "+size(t.Size)+" at "+t.Target)
	}
	if s.Journal.Kind != "" {
		lines = append(lines, "journal "+s.Journal.Kind+" at "+s.Journal.Target)
	}
	if len(s.Ports) > 0 {
		lines = append(lines, s.portLines()...)
	}
	return lines
}

// portLines are the numbers, as many on a line as a box has room for.
func (s service) portLines() []string {
	lines := []string{"ports"}
	for _, p := range s.Ports {
		last := &lines[len(lines)-1]
		if word := fmt.Sprintf(" %d", p.Number); len(*last)+len(word) <= factLength {
			*last += word
		} else {
			lines = append(lines, word[1:])
		}
	}
	return lines
}

// Class is how the page colors it.
func (s service) Class() string {
	switch s.Role {
	case plan.Master, plan.Worker, plan.Client:
		return string(s.Role)
	}
	return "other"
}
