package write

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
)

// mark begins what a file says of itself: who wrote it, for what, and that nobody edited it since. It is a comment line
// behind the file's first one, in the same style, for example
//
//	# alluxio-gen sha256:<64 hex digits> <cluster> <path>
//
// The digest covers what follows it in the comment and all other lines.
const mark = "alluxio-gen sha256:"

// style is how a syntax writes a comment line.
type style struct{ open, end string }

var styles = []style{{"# ", ""}, {"// ", ""}, {"<!-- ", " -->"}}

// seal is what a mark says. Intact means that the digest is right.
type seal struct {
	cluster, path string
	intact        bool
}

// sealed gives the file's content with its mark.
func sealed(f File, cluster string) ([]byte, error) {
	head, st, ok := headEnd(f.Content)
	if at, _ := markAt(f.Content); !ok || at >= 0 && at < head {
		return nil, fmt.Errorf("%w: %q does not begin with a comment line", ErrUnfit, f.Path)
	}
	if cluster == "" || strings.ContainsAny(cluster, " \n") {
		return nil, fmt.Errorf("%w: cluster name %q cannot stand in a file's mark", ErrUnfit, cluster)
	}
	label := cluster + " " + f.Path
	line := st.open + mark + digest(label, f.Content[:head], f.Content[head:]) + " " + label + st.end + "\n"
	return bytes.Join([][]byte{f.Content[:head], []byte(line), f.Content[head:]}, nil), nil
}

// readSeal reads a file's mark; false when the file is not ours. A mark that was moved counts as edited.
func readSeal(content []byte) (seal, bool) {
	start, st := markAt(content)
	if start < 0 {
		return seal{}, false
	}
	line, rest, _ := bytes.Cut(content[start+len(st.open+mark):], []byte("\n"))
	text, closed := strings.CutSuffix(string(line), st.end)
	sum, label, _ := strings.Cut(text, " ")
	cluster, path, _ := strings.Cut(label, " ")
	head, headStyle, ok := headEnd(content)
	intact := ok && closed && head == start && headStyle == st && sum == digest(label, content[:head], rest)
	return seal{cluster: cluster, path: path, intact: intact}, true
}

// markAt finds where the first line that begins like a mark starts, or -1, and its style.
func markAt(content []byte) (int, style) {
	at, found := -1, style{}
	for _, st := range styles {
		i := lineWith(content, st.open+mark)
		if i >= 0 && (at < 0 || i < at) {
			at, found = i, st
		}
	}
	return at, found
}

// lineWith finds the first line that begins with the text, or -1.
func lineWith(content []byte, text string) int {
	if bytes.HasPrefix(content, []byte(text)) {
		return 0
	}
	if i := bytes.Index(content, []byte("\n"+text)); i >= 0 {
		return i + 1
	}
	return -1
}

// headEnd finds the end of the first comment line, which is line 1 or stands behind a "#!" line, and its style.
func headEnd(content []byte) (int, style, bool) {
	from := 0
	if bytes.HasPrefix(content, []byte("#!")) {
		from = bytes.IndexByte(content, '\n') + 1
	}
	line, _, ended := bytes.Cut(content[from:], []byte("\n"))
	for _, st := range styles {
		if ended && bytes.HasPrefix(line, []byte(st.open)) && bytes.HasSuffix(line, []byte(st.end)) {
			return from + len(line) + 1, st, true
		}
	}
	return 0, style{}, false
}

func digest(label string, parts ...[]byte) string {
	h := sha256.New()
	h.Write([]byte(label + "\n"))
	for _, p := range parts {
		h.Write(p)
	}
	return hex.EncodeToString(h.Sum(nil))
}
