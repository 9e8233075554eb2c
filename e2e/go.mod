module github.com/alluxio-gen/alluxio-gen/e2e

go 1.26.0

require (
	github.com/google/go-cmp v0.7.0
	github.com/magiconair/properties v1.18.12
)
