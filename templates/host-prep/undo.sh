# -- Undo --

declare -A gone=() # paths that undo removed, or in a dry run would have
left=()            # keys of the record that stay
kept=''

keep() {
	kept=yes
	say keep "$1"
}

stuck() {
	kept=yes
	failures=$((failures + 1))
	say FAIL "$1"
}

undo_all() {
	local i key
	for ((i = ${#things[@]} - 1; i >= 0; i--)); do
		key=${things[i]}
		kept=''
		case ${key%% *} in
		unit | image | tier | mount | directory) "undo_${key%% *}" "${key#* }" ;;
		*) stuck "the record names a thing of an unknown kind: $(show "$key")" ;;
		esac
		if [[ -n $kept ]]; then
			left+=("$key")
		elif [[ $key != mount\ * ]]; then
			gone[${key#* }]=yes
		fi
	done
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

running() { docker ps --quiet --filter "label=com.docker.compose.project=$cluster" 2>/dev/null; }
