package verify

// Of the package's own for its tests, which import renderers.
var (
	Sample      = sample
	CompareFile = compareFile
)
