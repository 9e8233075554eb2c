# -- Undo --

declare -A gone=() # "at path": paths that undo removed, or in a dry run would have
left=()            # keys of the record that stay
kept=''

keep() {
	kept=yes
	say keep "$1"
}

stuck() {
	kept=yes doing=''
	failures=$((failures + 1))
	say FAIL "$1" "${2-}"
}

undo_all() {
	local i key kind
	for ((i = ${#things[@]} - 1; i >= 0; i--)); do
		key=${things[i]} kind=${things[i]%% *}
		if [[ -n ${theirs["$key"]-} ]]; then
			say keep "$kind $(show "${key#* }"): cluster ${theirs["$key"]} uses it too"
		else
			undo_thing "$kind" "${key#* }"
		fi
	done
}

# undo_thing KIND NAME
undo_thing() {
	kept=''
	case $1 in
	unit | image | pulled | package | enabled | tier | disk | mount | share | socket | directory | fusemount | propagation | envline | envfile | sitefile | volume) "undo_$1" "$2" ;;
	*) stuck "the record names a thing of an unknown kind: $(show "$1 $2")" ;;
	esac
	if [[ -n $kept ]]; then
		left+=("$1 $2")
	elif [[ $1 != @(mount|propagation|envline) ]]; then
		gone["at $2"]=yes
	fi
}

# forget: the record holds only what is left; without any it goes too.
forget() {
	local i
	if ((${#left[@]} == 0)); then
		rm -f -- "$record_file" "$record_file.new"
		rmdir -- "${record_file%/*}" "$state" 2>/dev/null || true
		return
	fi
	for ((i = ${#left[@]} - 1; i >= 0; i--)); do
		line made "${left[i]}"
	done >"$record_file.new"
	mv -f -- "$record_file.new" "$record_file"
}
