package adopt

import (
	"fmt"

	"github.com/docker/go-units"
)

// sizeText writes a size as the language reads it; "" for what is none.
func sizeText(text string) string {
	if text == "" || text == "0" {
		return ""
	}
	n, err := units.RAMInBytes(text)
	if err != nil || n <= 0 {
		return ""
	}
	return bytesOf(n)
}

func bytesOf(n int64) string {
	for _, u := range []struct {
		name  string
		bytes int64
	}{{"TB", 1 << 40}, {"GB", 1 << 30}} {
		if n%u.bytes == 0 {
			return fmt.Sprintf("%d%s", n/u.bytes, u.name)
		}
	}
	return fmt.Sprintf("%dMB", (n+1<<20-1)>>20)
}
