package compose

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"github.com/compose-spec/compose-go/v2/types"
)

// labels gives a service the digest of the files that it reads; one that reads none has no label.
func labels(reads []string, files map[string]string, t *texts) types.Labels {
	if len(reads) == 0 {
		return nil
	}
	return types.Labels{DigestLabel: digest(reads, files, t)}
}

// digest is the sha256 over the sorted lines "path sha256", so neither order nor another file's change alters it.
func digest(reads []string, files map[string]string, t *texts) string {
	lines := make([]string, 0, len(reads))
	for _, path := range reads {
		sum, known := files[path]
		if !known {
			t.fail("reads %s, of which the record has no digest", path)
		}
		lines = append(lines, fmt.Sprintf("%s %s\n", path, sum))
	}
	slices.Sort(lines)
	sum := sha256.Sum256([]byte(strings.Join(lines, "")))
	return hex.EncodeToString(sum[:])
}
