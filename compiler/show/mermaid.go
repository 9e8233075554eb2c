package show

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/alluxio-gen/alluxio-gen/compiler/plan"
)

// mermaid is a flowchart of what keeps running; a Markdown page shows it inside a block called mermaid.
func mermaid(c cluster) []byte {
	var b bytes.Buffer
	b.WriteString("flowchart TB\n")
	ids := map[string]string{}
	for i, h := range c.Hosts {
		fmt.Fprintf(&b, "  subgraph host%d[%s]\n", i, label("host "+h.Name))
		for _, s := range h.Services {
			if s.Once {
				continue
			}
			ids[s.Name] = fmt.Sprintf("s%d", len(ids))
			fmt.Fprintf(&b, "    %s%s\n", ids[s.Name], shape(s))
		}
		b.WriteString("  end\n")
	}
	for i, s := range c.Storages {
		fmt.Fprintf(&b, "  u%d[(%s)]\n", i, label(strings.TrimSpace(s.Path+" is "+s.Address)))
	}
	for _, h := range c.Hosts {
		for _, s := range h.Services {
			for _, l := range s.Links {
				fmt.Fprintf(&b, "  %s %s %s\n", ids[s.Name], arrow(l), ids[l.To])
			}
		}
	}
	edges(&b, c, ids)
	return b.Bytes()
}

// edges lead from workers to masters, and from the masters to the under storages, which workers read and write too.
func edges(b *bytes.Buffer, c cluster, ids map[string]string) {
	var masters, workers []string
	for _, h := range c.Hosts {
		for _, s := range h.Services {
			switch s.Role {
			case plan.Master:
				masters = append(masters, ids[s.Name])
			case plan.Worker:
				workers = append(workers, ids[s.Name])
			}
		}
	}
	if len(workers) > 0 && len(masters) > 0 {
		fmt.Fprintf(b, "  %s --> %s\n", strings.Join(workers, " & "), strings.Join(masters, " & "))
	}
	for i := range c.Storages {
		if len(workers) > 0 {
			fmt.Fprintf(b, "  %s --> u%d\n", strings.Join(workers, " & "), i)
		}
	}
}

func shape(s service) string {
	words := []string{s.Name, s.Image}
	for _, t := range s.Tiers {
		words = append(words, strings.TrimSpace(t.Kind+" "+size(t.Size)))
	}
	if s.Journal.Kind != "" {
		words = append(words, "journal "+s.Journal.Kind)
	}
	text := label(strings.Join(words, "\n"))
	if s.Role == plan.Client {
		return "([" + text + "])"
	}
	return "[" + text + "]"
}

func arrow(l link) string {
	if len(l.Shares) == 0 {
		return "-.->"
	}
	return "-->|" + label("short circuit by "+strings.Join(l.Shares, ", ")) + "|"
}

// label quotes text as Mermaid reads it: its entities stand for what would end the label or be Markdown.
func label(text string) string {
	return `"` + strings.NewReplacer("#", "#35;", `"`, "#quot;", "<", "#lt;", ">", "#gt;", "`", "#96;", "&", "#amp;", "\n", "<br>").Replace(text) + `"`
}
