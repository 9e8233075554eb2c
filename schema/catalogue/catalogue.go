// Package catalogue holds the properties of every supported release as data files of its own, and writes the part of
// them that the rules need as CUE. The rest (defaults, scope, deprecation) is for people who ask about a property.
package catalogue

// Catalogue is everything that is known about properties; data/README.md says where it comes from.
type Catalogue struct {
	// Releases are the supported ones, oldest first.
	Releases   []string
	Properties []Property
	Templates  []Template
	// Enums are the legal values of each class, joined by commas.
	Enums []Entry
	// Aliases are old names: what a release that still accepts one reads it as.
	Aliases []Entry
	// Successors are gone names that no release accepts for another, and what to set instead, joined by blanks.
	Successors []Entry

	order map[string]int
}

// Property is a key without a variable part.
type Property struct {
	Key string
	// Life holds the key's type: boolean, int, long, double, size, duration, list, string, class or enum:<class>.
	Life Life
	// Declared is the first release that declares the type itself; "" when none does and the type is inferred.
	Declared string
	// Scope is master, worker, client, server, all or none, in the newest release that says so; "" when none does.
	Scope string
	// Refused holds where the release ignores the key in its site file, Deprecated where it calls the key deprecated.
	Refused, Deprecated Life
	Defaults            []Default
}

// Default is the value that holds from a release on. In parentheses it says how the process computes it.
type Default struct {
	Since string
	Value string
}

// Template is a family of keys with a variable part.
type Template struct {
	// Form is the key with <x> for a word and <n> for a number.
	Form string
	// Pattern is the regular expression that the whole key matches.
	Pattern string
	Life    Life
}

// Entry is a name and what holds for it.
type Entry struct {
	Name string
	Life Life
}
