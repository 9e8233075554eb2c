package show

import (
	"bytes"
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/alluxio-gen/alluxio-gen/compiler/plan"
)

// text is one table a host and subject.
func text(c cluster) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "cluster %s: Alluxio %s, %s\n\nunder storage\n", c.Name, c.Release, c.Network)
	var rows [][]string
	for _, s := range c.Storages {
		rows = append(rows, []string{s.Path, s.Address, s.Place})
	}
	table(&b, rows)
	for _, h := range c.Hosts {
		fmt.Fprintf(&b, "\nhost %s", h.Name)
		if h.Address != "" && h.Address != "localhost" {
			fmt.Fprintf(&b, " (%s)", h.Address)
		}
		b.WriteString("\n")
		hostTables(&b, h)
	}
	if c.Metrics != nil {
		fmt.Fprintf(&b, "\nmetrics, for a Prometheus that runs %s\n", c.Metrics.For)
		table(&b, targets(c.Metrics))
	}
	return b.Bytes()
}

func targets(m *plan.Metrics) [][]string {
	rows := [][]string{{"SERVICE", "ROLE", "AT"}}
	for _, t := range m.Targets {
		rows = append(rows, []string{t.Labels["name"], t.Labels["role"], "http://" + t.At + m.Path})
	}
	return rows
}

func hostTables(b *bytes.Buffer, h host) {
	services := [][]string{{"SERVICE", "ROLE", "IMAGE", "PORTS"}}
	mounts := [][]string{{"SERVICE", "MOUNT", "FROM"}}
	memory := [][]string{{"SERVICE", "MEMORY", "TERM BY TERM"}}
	for _, s := range h.Services {
		services = append(services, []string{s.Name, role(s), s.Image, portList(s.Ports)})
		for _, m := range s.Mounts {
			from := m.Source
			if m.ReadOnly {
				from += ", read only"
			}
			mounts = append(mounts, []string{s.Name, m.Target, from})
		}
		if len(s.Budget.Terms) > 0 || s.Budget.Limit > 0 {
			memory = append(memory, []string{s.Name, size(s.Budget.OnHost), termList(s.Budget)})
		}
	}
	memory = append(memory, []string{"together", size(h.Takes), ""})
	table(b, services)
	b.WriteString("\n")
	table(b, mounts)
	b.WriteString("\n")
	table(b, memory)
}

func table(b *bytes.Buffer, rows [][]string) {
	var aligned bytes.Buffer
	w := tabwriter.NewWriter(&aligned, 0, 0, 2, ' ', 0)
	for _, row := range rows {
		fmt.Fprintf(w, "  %s\n", strings.Join(row, "\t"))
	}
	w.Flush() // to memory
	for line := range strings.Lines(aligned.String()) {
		b.WriteString(strings.TrimRight(line, " \n") + "\n")
	}
}

func role(s service) string {
	switch s.Role {
	case plan.Format:
		return "formats the journal once"
	case plan.Formatted:
		return "wants the journal formatted"
	case plan.Volumes:
		return "owns new volumes"
	case plan.Mounting:
		return "mounts under storages"
	}
	return string(s.Role)
}

func portList(all []port) string {
	var words []string
	for _, p := range all {
		words = append(words, fmt.Sprintf("%s %d", p.Name, p.Number))
	}
	return strings.Join(words, ", ")
}

func termList(b budget) string {
	var words []string
	for _, t := range b.Terms {
		words = append(words, size(t.Bytes)+" "+t.Words)
	}
	var parts []string
	if len(words) > 0 {
		parts = append(parts, strings.Join(words, " + "))
	}
	if b.Limit > 0 {
		parts = append(parts, "limited to "+size(b.Limit))
	}
	return strings.Join(parts, "; ")
}
