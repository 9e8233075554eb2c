# -- Looking at a precondition: each check_KIND calls one of these; make_KIND runs only after "fix" --

ok() { verdict=ok reason=$1; }
fix() { verdict=fix reason=$1; }
fail() { verdict=FAIL reason=$1; }

check() {
	"check_$1" "${@:2}"
	say "$verdict" "$reason"
	case $verdict in
	fix) fixes=$((fixes + 1)) ;;
	FAIL) failures=$((failures + 1)) ;;
	esac
	[[ $verdict != fix || $1 == build ]] || needs_root=yes
}

make() {
	"check_$1" "${@:2}"
	[[ $verdict != fix ]] || "make_$1" "${@:2}"
}
