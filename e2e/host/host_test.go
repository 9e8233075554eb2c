package host

import (
	"slices"
	"strings"
	"testing"
)

func TestDiffNamesWhatCameAndWent(t *testing.T) {
	before := Picture{"mount": {"a /a tmpfs", "b /b tmpfs"}, "volume": {"v"}}
	after := Picture{"mount": {"b /b tmpfs", "c /c ramfs"}, "volume": {"v"}}
	want := []string{"+ mount c /c ramfs", "- mount a /a tmpfs"}
	if got := before.Diff(after); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := before.Diff(before); len(got) != 0 {
		t.Errorf("the same picture differs: %q", got)
	}
}

func TestListenerReadsTheKernelsTable(t *testing.T) {
	for _, c := range []struct{ line, port string }{
		{"0: 00000000:4E1E 00000000:0000 0A", "19998"},
		{"0: 00000000000000000000000000000000:4E20 00000000000000000000000000000000:0000 0A", "20000"},
		{"1: 00000000:4E1E 0100007F:0016 01", ""}, // established, not listening
		{"sl local_address rem_address st", ""},
	} {
		if port, _ := listener(strings.Fields(c.line)); port != c.port {
			t.Errorf("%s: got %q, want %q", c.line, port, c.port)
		}
	}
}
