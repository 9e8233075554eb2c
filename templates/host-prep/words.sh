# -- Words for people --

say() { printf '%-4s %s\n' "$1" "$2"; }

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
