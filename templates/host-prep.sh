#!/usr/bin/env bash
# Prepares this host for the Alluxio cluster {{.Cluster}} and puts it back. Made by alluxio-gen: edit the description instead.
#
#   host-prep.sh [check|apply|undo] [OPTION]...
#
# "host-prep.sh --help" says what each does. Relative paths are relative to this script's own directory.

set -euo pipefail
umask 022
unset CDPATH

# ---- What the description asks of this host. Only this part differs between clusters. ----

cluster={{quote .Cluster}}
host={{quote .Host}}
release={{quote .Release}}
# The user and group of the containers' processes.
uid={{.UID}}
gid={{.GID}}

# One precondition a line, in the order in which they are met. Each word is literal, whatever it looks like.
# shellcheck disable=SC1003,SC2016
plan() {
{{- range .Facts}}
	"$@"{{range .}} {{quote .}}{{end}}
{{- end}}
}

# ---- The program. It is the same for every cluster. ----

{{part "usage"}}
{{part "words"}}
{{part "record"}}
{{part "run"}}
{{part "verdict"}}
{{part "engine"}}
{{if .Swarm}}{{part "swarm"}}
{{part "volume"}}{{else}}{{part "compose"}}{{end}}
{{part "install"}}
{{part "service"}}
{{part "image"}}
{{part "host"}}
{{part "network"}}
{{part "address"}}
{{part "file"}}
{{part "outside"}}
{{part "directory"}}
{{part "sitefile"}}
{{part "socket"}}
{{part "disk"}}
{{part "ramdisk"}}
{{part "tier"}}
{{part "fuse"}}
{{part "boot"}}
{{part "undo"}}
{{part "verbs"}}
{{part "main" -}}
