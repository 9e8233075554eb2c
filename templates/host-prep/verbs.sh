# -- The verbs --

verb_check() {
	plan check
	sum_up
	((fixes + failures == 0))
}

# sum_up: what is left to be done, and by whom.
sum_up() {
	((failures == 0)) || printf 'host-prep.sh: %d for you to mend (FAIL)\n' "$failures" >&2
	((fixes == 0)) || printf 'host-prep.sh: %d for apply to fix: sudo %s apply\n' "$fixes" "$(show "$0")" >&2
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
	alone
	plan make
	fixes=0 failures=0
	plan check
	sum_up
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
		[[ -z $(running) ]] || die "containers of $cluster are running; nothing was changed. Stop them first: $stop_cluster"
		alone
	fi
	undo_all
	if [[ -z $dry_run ]]; then
		forget
		((${#left[@]} > 0)) || say ok "undone: nothing is left of what apply made here"
	fi
	((failures == 0))
}
