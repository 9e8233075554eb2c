# -- The verbs --

verb_check() {
	plan check
	((fixes == 0)) || printf 'host-prep.sh: to fix it, run: sudo %q apply\n' "$0" >&2
	((fixes + failures == 0))
}

verb_apply() {
	if [[ -n $dry_run ]]; then
		plan make
		return
	fi
	if ! may_apply; then
		plan check
		die "only root can make what is missing; nothing was changed. Run: sudo $(show "$0") apply"
	fi
	plan make
	fixes=0 failures=0
	plan check
	((fixes + failures == 0))
}

# may_apply: root may; another user when nothing needs root, the record included.
may_apply() {
	local above
	((EUID != 0)) || return 0
	plan check >/dev/null
	nearest "$record_file"
	((fixes == 0)) || [[ -z $needs_root && -w $above ]]
}

verb_undo() {
	if ((${#things[@]} == 0)); then
		[[ -n $dry_run ]] || forget
		say ok "nothing to undo: apply made nothing here"
		return
	fi
	if [[ -z $dry_run ]]; then
		[[ -w $record_file ]] || die "only root can undo what apply made; nothing was changed. Run: sudo $(show "$0") undo"
		[[ -z $(running) ]] || die "containers of $cluster are running; nothing was changed. Stop them first: docker compose down"
	fi
	undo_all
	[[ -n $dry_run ]] || forget
	((failures == 0))
}

wrong_usage() {
	usage >&2
	exit 2
}

verb='' dry_run='' drop_cache=''
for word in "$@"; do
	case $word in
	check | apply | undo)
		[[ -z $verb ]] || wrong_usage
		verb=$word
		;;
	--dry-run) dry_run=yes ;;
	--drop-cache) drop_cache=yes ;;
	-h | --help)
		usage
		exit
		;;
	*) wrong_usage ;;
	esac
done

[[ $0 != */* ]] || cd -P -- "${0%/*}/"
here=$PWD
state=${ALLUXIO_GEN_STATE:-/var/lib/alluxio-gen}
record_file=$state/$cluster/${host:-local}.made
fixes=0 failures=0 needs_root=''

load
[[ -z $dry_run ]] || printf 'host-prep.sh: a dry run, nothing is changed\n' >&2
"verb_${verb:-check}"
