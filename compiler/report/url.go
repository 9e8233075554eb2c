package report

import "strings"

// docs is where the project's pages are read.
const docs = "https://github.com/alluxio-gen/alluxio-gen/blob/main/docs/"

// RuleURL is the page that explains a rule: its family's.
func RuleURL(slug string) string {
	family, _, _ := strings.Cut(slug, "/")
	return docs + "rules/" + family + ".md#" + strings.ReplaceAll(slug, "/", "")
}
