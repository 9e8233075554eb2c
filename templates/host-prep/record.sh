# -- The record: what apply is about to make ("making"), then has made ("made"), one line each, oldest first --

declare -A record=()      # "kind name" -> making or made
things=()                 # its keys, oldest first
declare -A theirs=()      # "kind name" -> another cluster of this host that recorded it
declare -A their_share=() # mount point -> bytes that other clusters keep there
declare -A largest=()     # "file mount" -> the most that it records

# load: our own record, and those of other clusters.
load() {
	local file
	read_record "$record_file" remember
	for file in "$state"/*/*.made; do
		[[ $file -ef $record_file ]] || read_record "$file" learn
	done
}

# read_record FILE FUNCTION: calls the function for each line with phase and "kind name".
read_record() {
	local phase kind name
	[[ -r $1 ]] || return 0
	while IFS=$'\t' read -r phase kind name; do
		printf -v name %b "$name"
		"$2" "$phase" "$kind $name"
	done <"$1"
}

remember() {
	[[ -n ${record["$2"]-} ]] || things+=("$2")
	record["$2"]=$1
}

# learn: of the record that load reads.
learn() {
	local other=${file%/*} mount bytes most
	theirs["$2"]=${other##*/}
	[[ $2 =~ ^share\ (.+)\ ([0-9]+)$ ]] || return 0
	mount=${BASH_REMATCH[1]} bytes=${BASH_REMATCH[2]}
	most=${largest["$file $mount"]:-0}
	((bytes > most)) || return 0
	their_share["$mount"]=$((${their_share["$mount"]:-0} + bytes - most))
	largest["$file $mount"]=$bytes
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

# adopt KIND...: what another cluster's apply made and this one needs too stands in both records, and goes with the last.
adopt() {
	local path
	((EUID == 0)) || return 0
	case $1 in
	directory | socket | disk | fusemount)
		resolve "$2"
		share_above "$path/"
		share "$1" "$path"
		;;
	ramdisk)
		share_above "$3/"
		share mount "$3"
		recorded share "$3 $4" || [[ $verdict != fix && -z ${theirs["mount $3"]-} ]] || note made share "$3 $4"
		;;
	tier) share_above "$5" ;;
	image) share pulled "$2" ;;
	enabled) share enabled docker.service ;;
	esac
}

share() { [[ -z ${theirs["$1 $2"]-} ]] || recorded "$1" "$2" || note made "$1" "$2"; }

share_above() {
	local dir=${1%/*}
	[[ -n $dir ]] || return 0
	share_above "$dir"
	share directory "$dir"
}
