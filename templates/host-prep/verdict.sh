# -- Looking at a precondition: each check_KIND calls one of these; make_KIND runs only after "fix" --

ok() { verdict=ok reason=$1 cure=''; }
fix() { verdict=fix reason=$1 cure=''; }

# warn REASON CURE: the cluster can start, and the operator should know.
warn() { verdict=warn reason=$1 cure=$2; }

# fail REASON CURE
fail() { verdict=FAIL reason=$1 cure=$2; }

# skip: another line says why this one cannot be looked at.
skip() { verdict=''; }

check() {
	local kind=$1
	"check_$1" "${@:2}"
	case $verdict in
	'') return ;;
	fix) fixes=$((fixes + 1)) ;;
	FAIL) failures=$((failures + 1)) ;;
	esac
	say "$verdict" "$reason" "$cure"
	[[ $verdict != fix || $1 == build || $1 == image ]] || needs_root=yes
}

make() {
	local kind=$1
	"check_$1" "${@:2}"
	adopt "$@"
	[[ $verdict != fix ]] || "make_$1" "${@:2}"
}
