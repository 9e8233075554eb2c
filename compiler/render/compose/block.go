package compose

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"strconv"
	"strings"
)

// losesIndent: the YAML library writes several lines as a block, and misreads a block whose first text begins with a
// tab, or with a blank after empty lines.
func losesIndent(s string) bool {
	if !strings.Contains(s, "\n") {
		return false
	}
	first := strings.TrimLeft(s, "\n\r\u0085\u2028\u2029")
	return strings.HasPrefix(first, "\t") || strings.HasPrefix(first, " ") && first != s
}

// stand returns s, or a stand-in for what the library cannot write: the sha256 of s needs no quotes and is no other text.
func (t *texts) stand(s string) string {
	if !losesIndent(s) {
		return s
	}
	if t.quoted == nil {
		t.quoted = map[string]string{}
	}
	in := fmt.Sprintf("alluxio-gen-text-%x", sha256.Sum256([]byte(s)))
	t.quoted[in] = strconv.QuoteToASCII(s)
	return in
}

// between returns stand-ins for a and b that the library joins by one sign, to be joined by another in the file.
func (t *texts) between(a, sign, b, other string) (string, string) {
	joined := t.lit(a + other + b)
	if t.quoted == nil {
		t.quoted = map[string]string{}
	}
	sum := sha256.Sum256([]byte(joined))
	in, end := fmt.Sprintf("alluxio-gen-text-%06d-%x", len(t.quoted), sum[:8]), fmt.Sprintf("%x", sum[8:]) // in order
	t.quoted[in+sign+end] = strconv.QuoteToASCII(joined)
	return in, end
}

// asTexts returns stand-ins for texts that the library writes behind a word, to stand alone in the file: Compose reads
// env_file with path: from 2.24 on.
func (t *texts) asTexts(word string, all []any) []any {
	if t.quoted == nil {
		t.quoted = map[string]string{}
	}
	in := make([]any, len(all))
	for i, one := range all {
		text, _ := one.(string)
		stand := fmt.Sprintf("alluxio-gen-text-%x", sha256.Sum256([]byte(word+text)))
		t.quoted[word+stand] = strconv.QuoteToASCII(text)
		in[i] = stand
	}
	return in
}

// finish puts the quoted texts in the place of their stand-ins; Go's escapes are all YAML's too.
func (t *texts) finish(body []byte) []byte {
	for in, quoted := range t.quoted {
		body = bytes.ReplaceAll(body, []byte(in), []byte(quoted))
	}
	return body
}
