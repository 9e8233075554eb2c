# -- The record: what apply is about to make ("making"), then has made ("made"), one line each, oldest first --

declare -A record=() # "kind name" -> making or made
things=()            # its keys, oldest first

load() {
	local phase kind name
	[[ -e $record_file ]] || return 0
	while IFS=$'\t' read -r phase kind name; do
		printf -v name %b "$name"
		remember "$phase" "$kind $name"
	done <"$record_file"
}

remember() {
	[[ -n ${record["$2"]-} ]] || things+=("$2")
	record["$2"]=$1
}

recorded() { [[ -n ${record["$1 $2"]-} ]]; }

note() {
	remember "$1" "$2 $3"
	[[ -z $dry_run ]] || return 0
	[[ -d ${record_file%/*} ]] || mkdir -p -- "${record_file%/*}"
	line "$1" "$2 $3" >>"$record_file"
}

# line PHASE KEY: one line of the record, the name escaped so that it stays one.
line() {
	local name=${2#* }
	name=${name//\\/\\\\}
	name=${name//$'\n'/\\n}
	name=${name//$'\t'/\\t}
	printf '%s\t%s\t%s\n' "$1" "${2%% *}" "$name"
}
