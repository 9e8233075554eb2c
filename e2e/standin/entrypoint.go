package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net"
	"net/http"
	"os"
	"os/signal"
	"path/filepath"
	"strconv"
	"syscall"

	"github.com/alluxio-gen/alluxio-gen/e2e/record"
)

// enter is /entrypoint.sh: ROLE [--no-format].
func enter(args []string, p record.Profile, self record.Record) error {
	if err := errors.Join(keep(self), json.NewEncoder(os.Stdout).Encode(self)); err != nil {
		return err
	}
	noFormat, err := arguments(args, p)
	if err != nil {
		return err
	}
	switch role("entrypoint.sh", args) {
	case "master":
		err = startMaster(noFormat, self.Properties, properties("", p, self.Env))
	case "worker":
		err = startWorker(self.Properties)
	}
	if err != nil {
		return err
	}
	return listen(ports(args[0], p, self.Properties))
}

// arguments reads the command as the entrypoint of 1.7 and later does: only the second argument is looked at.
func arguments(args []string, p record.Profile) (noFormat bool, err error) {
	if len(args) == 0 || p.Ports[args[0]] == nil {
		return false, fmt.Errorf("usage: %v is no role of %s", args, p.Release)
	}
	if len(args) == 1 || args[1] == "" {
		return false, nil
	}
	if args[1] != "--no-format" {
		return false, fmt.Errorf("usage: %q is not --no-format", args[1])
	}
	return true, nil
}

// startMaster formats with the properties of a command, as the entrypoint does, and then looks with the master's own.
func startMaster(noFormat bool, own, ofCommand map[string]string) error {
	if !noFormat {
		if err := format(journal(ofCommand)); err != nil {
			return err
		}
	}
	return formatted(journal(own))
}

// startWorker makes the folder in which the worker keeps its blocks, which needs the tier to be there and writable.
func startWorker(props map[string]string) error {
	tier := props[tierPath]
	if tier == "" {
		tier = "/mnt/ramdisk"
	}
	return os.MkdirAll(filepath.Join(tier, "alluxioworker"), 0o755)
}

// ports are what a role listens on, with the numbers that properties give them.
func ports(role string, p record.Profile, props map[string]string) []int {
	wanted := maps.Clone(p.Ports[role])
	kind := p.JournalType
	if props[journalType] != "" {
		kind = props[journalType]
	}
	if kind == "EMBEDDED" {
		maps.Copy(wanted, p.RaftPorts[role])
	}
	var all []int
	for key, port := range wanted {
		if n, err := strconv.Atoi(props[key]); err == nil {
			port = n
		}
		all = append(all, port)
	}
	return all
}

// listen accepts connections on all ports until the container is stopped.
func listen(ports []int) error {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer stop()
	for _, port := range ports {
		l, err := net.Listen("tcp", fmt.Sprint(":", port))
		if err != nil {
			return err
		}
		go http.Serve(l, http.HandlerFunc(answer))
	}
	<-ctx.Done()
	return nil
}

// answer is what a health check asks for: every port speaks HTTP, and says 200 to everything.
func answer(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusOK) }
