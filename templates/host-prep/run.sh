# -- Changing the host: all of it goes through run, and all that undo must know of through build --

# What outlives us must not hold our lock, and what a command says is no JSON.
run() {
	local out=1
	[[ $format == text ]] || out=2
	doing=$(show "$@")
	say run "$doing"
	[[ -n $dry_run ]] || "$@" 8<&- >&$out || return
	doing=''
}

doing='' # the command that runs, or failed

# ended: says so when a command ended the script, and not the script itself.
ended() {
	local code=$?
	if ((code != 0)) && [[ -n $doing ]]; then
		printf 'host-prep.sh: this command failed: %s\nWhat was done is recorded: mend the cause and run the same again, or undo.\n' "$doing" >&2
		exit 1
	fi
}
trap ended EXIT

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
