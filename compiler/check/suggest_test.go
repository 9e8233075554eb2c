package check

import "testing"

func TestNearest(t *testing.T) {
	names := []string{"size", "shm", "ramfs", "tmpfs", "volume", "shortCircuit", "underStorage", "masters", "workers"}
	for name, want := range map[string]string{
		"sise": "size", "siez": "size", "Size": "size", "ramsf": "ramfs", "volumes": "volume", "short-circuit": "shortCircuit",
		"under_storage": "underStorage", "undrStorag": "underStorage", "master": "masters", "wrkers": "workers",
		"size": "", "foo": "", "on": "", "": "", "hosts": "", "something": "",
	} {
		if got, ok := Nearest(name, names); got != want || ok != (want != "") {
			t.Errorf("%q is taken for %q, want %q", name, got, want)
		}
	}
}

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"a", "", 1}, {"ab", "ba", 1}, {"abc", "abc", 0}, {"kitten", "sitting", 3}, {"port", "prt", 1}} {
		if got := distance(c.a, c.b); got != c.want {
			t.Errorf("%q to %q: %d, want %d", c.a, c.b, got, c.want)
		}
		if got := distance(c.b, c.a); got != c.want {
			t.Errorf("%q to %q: %d, want %d", c.b, c.a, got, c.want)
		}
	}
}
