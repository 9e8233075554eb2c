# mounting.sh ALLUXIO AGAIN "PATH ADDRESS OPTION..."...: mounts what is not mounted, and leaves every other mount as it is. One
# that is mounted otherwise is for a person to judge, who then runs AGAIN.
set -uf
alluxio=$1 again=$2
shift 2

# A line of the table is "ADDRESS on PATH (kind, ..., [not ]read-only, [not ]shared, properties={KEY=VALUE, ...})".
until table=$("$alluxio" fs mount); do
	echo 'no master serves yet'
	sleep 5
done

# find PATH: sets now to how it is mounted, or to nothing.
find() {
	local address on path rest
	now=
	while read -r address on path rest; do
		[[ $on != on || $path != "$1" ]] || now="${address%/} $rest"
	done <<<"$table"
}

# agree WORD OPTION: the mount is WORD just when OPTION is asked for.
agree() {
	if [[ " $options " == *" $2 "* ]]; then
		[[ $now != *", not $1,"* ]]
	else
		[[ $now == *", not $1,"* ]]
	fi
}

# same: what is mounted is what is asked for.
same() {
	local word before='[{ ]' behind='[,}]'
	[[ $now == "${address%/} "* ]] && agree read-only --readonly && agree shared --shared || return
	for word in $options; do
		[[ $word == --* || $now == *$before"$word"$behind* ]] || return
	done
}

failed=0
for wanted in "$@"; do
	read -r path address options <<<"$wanted"
	find "$path"
	if [[ -z $now ]]; then
		[[ -z ${path%/*} ]] || "$alluxio" fs mkdir "${path%/*}" >/dev/null 2>&1
		# shellcheck disable=SC2086
		"$alluxio" fs mount $options "$path" "$address" || failed=1
	elif same; then
		echo "$path is mounted already"
	else
		echo "$path is mounted otherwise: $now" >&2
		echo "to change it, run \`$alluxio fs unmount $path\` in a container of the cluster, then $again" >&2
		failed=1
	fi
done
exit "$failed"
