# The tool alone, for CI systems that start containers: make image, then
#   docker run --rm --volume "$PWD:/work" alluxio-gen vet .
# BINARY is a static Linux binary of the image's architecture, such as make dist builds.
FROM scratch
ARG BINARY=dist/alluxio-gen-linux-amd64
COPY ${BINARY} /alluxio-gen
WORKDIR /work
USER 65534:65534
ENTRYPOINT ["/alluxio-gen"]
CMD ["help"]
