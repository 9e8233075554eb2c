# -- Words for people, or one JSON object a line for programs --

# say STATUS TEXT [CURE]
say() {
	local status=$1
	if [[ $format == text ]]; then
		printf '%-4s %s\n' "$status" "$2${3:+: $3}"
		return
	fi
	printf '{"cluster":"%s","host":"%s","kind":"%s","status":"%s","message":"%s","cure":"%s"}\n' \
		"$cluster" "$host" "${kind-}" "${status,,}" "$(json "$2")" "$(json "${3-}")"
}

# json TEXT: what stands between the quotes of a JSON string.
json() {
	local text=${1//[[:cntrl:]]/ }
	text=${text//\\/\\\\}
	printf '%s' "${text//\"/\\\"}"
}

die() {
	printf 'host-prep.sh: %s\n' "$1" >&2
	exit 1
}

# show WORD...: words as one would type them, so that a line stays one line.
show() {
	local word text=''
	for word in "$@"; do
		[[ -n $word && $word != *[!A-Za-z0-9_./:=,@%+-]* ]] || printf -v word %q "$word"
		text+=" $word"
	done
	printf '%s' "${text# }"
}

# human BYTES: 1073741824 is 1GiB.
human() {
	local hundredths=$(($1 * 100)) unit text
	for unit in B KiB MiB GiB TiB PiB; do
		((hundredths < 102400)) && break
		hundredths=$((hundredths / 1024))
	done
	printf -v text '%d.%02d' $((hundredths / 100)) $((hundredths % 100))
	text=${text%0}
	printf '%s%s' "${text%.0}" "$unit"
}

# at_least VERSION FLOOR: compares number by number; a leading v and what follows the numbers do not count.
at_least() {
	local -a have need
	local i version=${1#v}
	IFS=. read -ra have <<<"${version%%[!0-9.]*}"
	IFS=. read -ra need <<<"$2"
	for i in "${!need[@]}"; do
		((10#${have[i]:-0} == 10#${need[i]})) || break
	done
	((10#${have[i]:-0} >= 10#${need[i]}))
}
