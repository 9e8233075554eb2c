# -- Changing the host: all of it goes through run, and all that undo must know of through build --

# What outlives us must not hold our lock.
run() {
	say run "$(show "$@")"
	[[ -n $dry_run ]] || "$@" 8<&-
}

# build KIND NAME COMMAND...: runs the command that makes a thing, with the intent recorded before and the deed after.
build() {
	note making "$1" "$2"
	run "${@:3}"
	note made "$1" "$2"
}

# write FILE TEXT
write() {
	run install -m 0644 /dev/stdin "$1" <<<"$2"
	[[ -z $dry_run || $format == json ]] || printf '         %s\n' "${2//$'\n'/$'\n'         }"
}

# alone: two runs at once would each see half of the other's work.
alone() {
	command -v flock >/dev/null || return 0
	{ exec 8<"${state%/*}"; } 2>/dev/null || return 0
	flock --nonblock 8 || die "another host-prep.sh is at work on this host: wait until it is done"
}
