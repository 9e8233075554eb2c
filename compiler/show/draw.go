package show

import (
	"maps"
	"slices"
	"strings"

	"github.com/alluxio-gen/alluxio-gen/compiler/plan"
)

// The measures of the drawing, in pixels.
const (
	boxWidth  = 220
	lineStep  = 17
	boxHead   = 30 // a box before its first line
	gap       = 20
	rowGap    = 58 // between the roles, where the links are
	hostHead  = 40
	padding   = 20
	hostGap   = 20
	pageWidth = 1140
	barHeight = 56  // an under storage
	narrowest = 460 // of an under storage
)

// drawing is the picture at the top of the page.
type drawing struct {
	Width, Height int
	Hosts         []panel
	Boxes         []box
	Lines         []line
	// Below lead to the under storages, behind the hosts.
	Below    []line
	Storages []box
}

type panel struct {
	X, Y, Width, Height int
	Title               string
}

type box struct {
	X, Y, Width, Height int
	Class, Title        string
	Lines               []string
}

// line leads from one box down to another. Label says what they share; none is the network.
type line struct {
	X1, Y1, X2, Y2 int
	Class, Label   string
}

// LabelX and LabelY are where the label begins, beside the middle of the line.
func (l line) LabelX() int { return (l.X1+l.X2)/2 + 9 }
func (l line) LabelY() int { return (l.Y1+l.Y2)/2 + 4 }

// draw puts hosts beside each other as far as the page is wide, and the under storages below all of them.
func draw(c cluster) drawing {
	d := drawing{Width: 2 * hostGap}
	x, y, tallest := hostGap, hostGap, 0
	for _, h := range c.Hosts {
		p := measured(h)
		if x > hostGap && x+p.Width+hostGap > pageWidth {
			x, y, tallest = hostGap, y+tallest+hostGap, 0
		}
		p.X, p.Y = x, y
		d.host(p, h)
		x += p.Width + hostGap
		tallest = max(tallest, p.Height)
		d.Width = max(d.Width, x)
	}
	d.widen()
	d.storages(c, y+tallest+rowGap)
	return d
}

// widen makes room for the under storages below few hosts, which then stand in the middle.
func (d *drawing) widen() {
	more := narrowest + 2*hostGap - d.Width
	if more <= 0 {
		return
	}
	d.Width += more
	for i := range d.Hosts {
		d.Hosts[i].X += more / 2
	}
	for i := range d.Boxes {
		d.Boxes[i].X += more / 2
	}
	for i := range d.Lines {
		d.Lines[i].X1 += more / 2
		d.Lines[i].X2 += more / 2
	}
}

// rows are a host's services as they are drawn, from clients down to what runs beside Alluxio: at most four beside each
// other.
func rows(h host) (all [][]service) {
	const most = 4
	byOrder := map[int][]service{}
	for _, s := range h.Services {
		if !s.Once {
			byOrder[order(s)] = append(byOrder[order(s)], s)
		}
	}
	for _, o := range slices.Backward(slices.Sorted(maps.Keys(byOrder))) {
		all = slices.AppendSeq(all, slices.Chunk(byOrder[o], most))
	}
	return all
}

func measured(h host) panel {
	p := panel{Title: "host " + h.Name, Width: boxWidth + 2*padding, Height: hostHead}
	if h.Address != "" && h.Address != "localhost" {
		p.Title += " · " + h.Address
	}
	for i, row := range rows(h) {
		p.Width = max(p.Width, len(row)*(boxWidth+gap)-gap+2*padding)
		if i > 0 {
			p.Height += rowGap
		}
		p.Height += height(row)
	}
	p.Height += padding
	return p
}

func height(row []service) int {
	lines := 0
	for _, s := range row {
		lines = max(lines, len(s.Facts()))
	}
	return boxHead + lines*lineStep + 8
}

func (d *drawing) host(p panel, h host) {
	d.Hosts = append(d.Hosts, p)
	y := p.Y + hostHead
	at := map[string]box{}
	for _, row := range rows(h) {
		x := p.X + (p.Width-(len(row)*(boxWidth+gap)-gap))/2
		for _, s := range row {
			b := box{X: x, Y: y, Width: boxWidth, Height: height(row), Class: s.Class(), Title: s.Name, Lines: s.Facts()}
			d.Boxes = append(d.Boxes, b)
			at[s.Name] = b
			x += boxWidth + gap
		}
		y += height(row) + rowGap
	}
	d.links(h, at)
}

func (d *drawing) links(h host, at map[string]box) {
	for _, s := range h.Services {
		for _, l := range s.Links {
			class, label := "network", "network"
			if len(l.Shares) > 0 {
				class, label = "shared", strings.Join(l.Shares, ", ")
			}
			d.Lines = append(d.Lines, between(at[s.Name], at[l.To], class, label))
		}
		if s.Role != plan.Worker {
			continue
		}
		for _, m := range h.Services {
			if m.Role == plan.Master {
				d.Lines = append(d.Lines, between(at[s.Name], at[m.Name], "network", ""))
			}
		}
	}
}

func between(from, to box, class, label string) line {
	return line{X1: from.X + from.Width/2, Y1: from.Y + from.Height, X2: to.X + to.Width/2, Y2: to.Y, Class: class, Label: label}
}

// storages are bars below the hosts, each as wide as all of them, and a line from every host.
func (d *drawing) storages(c cluster, y int) {
	for _, p := range d.Hosts {
		x := p.X + p.Width/2
		d.Below = append(d.Below, line{X1: x, Y1: p.Y + p.Height, X2: x, Y2: y, Class: "storage"})
	}
	for _, s := range c.Storages {
		from := ""
		if s.Place != "" {
			from = " from " + s.Place
		}
		d.Storages = append(d.Storages, box{X: hostGap, Y: y, Width: d.Width - 2*hostGap, Height: barHeight, Class: "storage", Title: s.Path, Lines: []string{s.Address + from}})
		y += barHeight + gap/2
	}
	d.Height = y + hostGap
}

// LineY is where the box's line of that number is written.
func (b box) LineY(i int) int { return b.Y + boxHead + (i+1)*lineStep - 4 }
