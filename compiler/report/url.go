package report

import "strings"

// docs is where the project's pages are read.
const docs = "https://github.com/alluxio-gen/alluxio-gen/blob/main/docs/"

// RuleURL is the page that explains a rule: its family's, or for what the compiler says before rules can speak
// (schema/..., syntax/...) the page of all.
func RuleURL(slug string) string {
	family, _, _ := strings.Cut(slug, "/")
	if family == "schema" || family == "syntax" {
		return docs + "rules.md#what-is-not-a-rule"
	}
	return docs + "rules/" + family + ".md#" + strings.ReplaceAll(slug, "/", "")
}
