# -- Changing the host: all of it goes through run, and all that undo must know of through build --

run() {
	say run "$(show "$@")"
	[[ -n $dry_run ]] || "$@"
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
	[[ -z $dry_run ]] || printf '         %s\n' "${2//$'\n'/$'\n'         }"
}
