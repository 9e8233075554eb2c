# The two commands of the README: `make run` compiles the quick start into out/, `make test` passes the tests.
GO ?= go

.PHONY: run build dist image test fuzz bench catalogue docs goldens e2e e2e-all clean

run: build
	bin/alluxio-gen build --output out examples/quickstart/cluster.cue

build:
	$(GO) build -trimpath -o bin/alluxio-gen ./cmd/alluxio-gen

# The binaries of a release, with checksums, and a container image of the one for this machine.
dist:
	scripts/dist dist

image: dist
	docker build --tag alluxio-gen --build-arg BINARY=dist/alluxio-gen-linux-$$($(GO) env GOARCH) .

# Tools that tests drive (Docker, Java, shellcheck, shfmt) are used where they are; with CI=true their absence is a failure.
# Tests spend memory for time, as the tool does: collecting as often as Go does by itself takes a third of what they take.
test: build
	$(GO) vet ./...
	GOGC=400 GOMEMLIMIT=2GiB $(GO) test -timeout 30m ./...

# Each fuzz target for a moment; FUZZTIME=10m for a real search.
FUZZTIME ?= 10s
fuzz:
	./scripts/fuzz $(FUZZTIME)

# Each stage by itself, then whole processes beside Docker Compose and cue, as docs/performance.md shows them; RUNS=3
# LARGEST=1000 for a quick look.
RUNS ?= 10
LARGEST ?= 10000
bench: build
	cd internal/cuecmd && $(GO) build -o ../../bin/cue cuelang.org/go/cmd/cue
	$(GO) test -run '^$$' -bench . -benchmem ./compiler/...
	$(GO) run ./internal/bench -runs $(RUNS) -largest $(LARGEST) -cue $(CURDIR)/bin/cue

# Writes schema/catalogue.cue and schema/rows.cue from schema/catalogue/data.
catalogue:
	$(GO) run ./schema/catalogue/generate

# Writes the pages of docs/ from the schema.
docs:
	$(GO) run ./internal/docs/generate

# Writes the goldens anew; read the difference before it is committed.
goldens:
	ALLUXIO_GEN_UPDATE=1 $(GO) test ./golden/... ./compiler/report/... ./cmd/... ./internal/ci/...

# A real Docker Engine and a real Compose, installed and started where they are missing, run what was compiled; needs root.
# "make" by its name: `make -n` would run a line with the variable, and install.
e2e: build
	e2e/setup.sh with make -C e2e core

# The same for every scenario there is, kept for docs/proof.md.
e2e-all: build
	e2e/setup.sh with make -C e2e all
	$(MAKE) docs

clean:
	rm -rf bin out
