package verify

import (
	"crypto/sha256"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/compose-spec/compose-go/v2/types"
)

// compareDigest reckons the label again: sha256 over the sorted lines "path sha256"; without files there is no label.
func compareDigest(written types.Labels, reads []string, files map[string]string) error {
	planned := types.Labels{}
	if len(reads) > 0 {
		planned["alluxio-gen.digest"] = digest(reads, files)
	}
	if !maps.Equal(written, planned) {
		return fmt.Errorf("labels are %v, planned %v", written, planned)
	}
	return nil
}

func digest(reads []string, files map[string]string) string {
	var lines []string
	for _, path := range reads {
		lines = append(lines, path+" "+files[path]+"\n")
	}
	slices.Sort(lines)
	return fmt.Sprintf("%x", sha256.Sum256([]byte(strings.Join(lines, ""))))
}
