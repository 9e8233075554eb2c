package host

import (
	"encoding/hex"
	"os"
	"strconv"
	"strings"
	"testing"
)

// listening are the TCP ports of the host on which somebody listens.
func listening(t testing.TB) []string {
	t.Helper()
	var all []string
	for _, path := range []string{"/proc/net/tcp", "/proc/net/tcp6"} {
		text, err := os.ReadFile(path)
		if err != nil {
			continue
		}
		for line := range strings.Lines(string(text)) {
			if port, ok := listener(strings.Fields(line)); ok {
				all = append(all, port)
			}
		}
	}
	return all
}

// listener reads "sl local_address rem_address st ...": addresses are hex host:port, state 0A is LISTEN.
func listener(fields []string) (port string, ok bool) {
	if len(fields) < 4 || fields[3] != "0A" {
		return "", false
	}
	_, text, _ := strings.Cut(fields[1], ":")
	number, err := hex.DecodeString(text)
	if err != nil || len(number) != 2 {
		return "", false
	}
	return strconv.Itoa(int(number[0])<<8 | int(number[1])), true
}

func itoa(n uint32) string { return strconv.FormatUint(uint64(n), 10) }
