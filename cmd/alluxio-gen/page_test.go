package main

import (
	"bytes"
	"encoding/json"
	"html"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/internal/require"
)

// A real browser lays the page out, light and dark, wide and narrow: nothing is cut off, hidden, unreadable or from
// elsewhere, and there is a picture.
func TestPageInBrowser(t *testing.T) {
	chromium := require.Tool(t, "chromium")
	for _, example := range []struct {
		name        string
		boxes, bars int // services and under storages drawn; containers with a budget
	}{{"quickstart", 4, 2}, {"four-hosts", 12, 7}, {"mounts", 9, 2}, {"ha-zookeeper", 11, 9}, {"three-tiers", 4, 2}} {
		t.Run(example.name, func(t *testing.T) {
			page := filepath.Join(t.TempDir(), "page.html")
			put(t, page, drawn(t, "html", "../../examples/"+example.name+"/cluster.cue"))
			for _, w := range []struct {
				flags []string
				dark  bool
			}{
				{[]string{"--window-size=1280,900"}, false},
				{[]string{"--window-size=1280,900", "--blink-settings=preferredColorScheme=0"}, true},
				{[]string{"--window-size=520,900"}, false},
			} {
				v := judged(t, chromium, page, w.flags)
				if len(v.Wrong) > 0 || v.Dark != w.dark || v.Boxes != example.boxes || v.Bars != example.bars {
					t.Errorf("%v: %+v", w.flags, v)
				}
			}
			photographed(t, chromium, page)
		})
	}
}

// drawn runs show in this process.
func drawn(t *testing.T, format, file string) []byte {
	t.Helper()
	var out, errs bytes.Buffer
	if code := run([]string{"show", "--format", format, file}, strings.NewReader(""), &out, &errs); code != exitFine {
		t.Fatalf("exit code %d: %s", code, &errs)
	}
	return out.Bytes()
}

type browserVerdict struct {
	Wrong       []string
	Dark        bool
	Boxes, Bars int
}

var verdictText = regexp.MustCompile(`(?s)<pre id="verdict">(.*?)</pre>`)

// judged lets the browser run testdata/judge.js behind the page.
func judged(t *testing.T, chromium, page string, flags []string) (v browserVerdict) {
	t.Helper()
	text, errPage := os.ReadFile(page)
	judge, errJudge := os.ReadFile("testdata/judge.js")
	if errPage != nil || errJudge != nil {
		t.Fatal(errPage, errJudge)
	}
	with := filepath.Join(t.TempDir(), "judged.html")
	put(t, with, append(text, "<script type=module>"+string(judge)+"</script>"...))
	dom := browse(t, chromium, append(flags, "--dump-dom", "--virtual-time-budget=1000", "file://"+with)...)
	m := verdictText.FindStringSubmatch(dom)
	if m == nil {
		t.Fatalf("no verdict in %s", dom)
	}
	if err := json.Unmarshal([]byte(html.UnescapeString(m[1])), &v); err != nil {
		t.Fatal(err)
	}
	return v
}

// photographed takes a picture, which must show something.
func photographed(t *testing.T, chromium, page string) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "page.png")
	browse(t, chromium, "--window-size=1280,900", "--screenshot="+file, "file://"+page)
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	picture, err := png.Decode(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	colors := map[any]bool{}
	for x := range picture.Bounds().Dx() {
		for y := range picture.Bounds().Dy() {
			colors[picture.At(x, y)] = true
		}
	}
	if len(colors) < 50 {
		t.Errorf("the picture has %d colors: nothing is drawn", len(colors))
	}
}

func browse(t *testing.T, chromium string, args ...string) string {
	t.Helper()
	common := []string{"--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--user-data-dir=" + t.TempDir()}
	out, err := exec.Command(chromium, append(common, args...)...).Output()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return string(out)
}

// The page is one file, with nothing to run and nothing to fetch.
func TestPageStandsAlone(t *testing.T) {
	page := drawn(t, "html", "../../examples/mounts/cluster.cue")
	for _, bad := range []string{"<script", "<link", "<img", "src=", "href=", "@import", "url(", "http://", "https://", "onload"} {
		if bytes.Contains(page, []byte(bad)) {
			t.Errorf("the page has %s", bad)
		}
	}
}
