// Package ci holds the tests of what other people's CI runs: the GitHub Action, the pre-commit hook, the container image, the
// snippets of docs/ci.md, and the binaries of a release. Its programs are bash, git, jq, Docker and pre-commit themselves.
package ci
