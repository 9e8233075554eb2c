usage() {
	cat <<'END'
usage: host-prep.sh [check|apply|undo] [OPTION]...

check (the default)  changes nothing and says one line a precondition:
                       ok    it is met
                       warn  the cluster can start, but this may hurt it; the line says what to do
                       fix   apply will meet it
                       FAIL  you must meet it; the line says how
                     Exit 0 only if none is fix or FAIL, so that the cluster can start.
apply                makes what is missing and checks again; a second time it changes nothing.
undo                 removes what apply made, by its own record: directories only when empty,
                     what holds blocks only with --drop-cache.

--dry-run            prints the commands of apply or undo and runs none.
--format text|json   json prints one object a line: cluster, host, kind, status, message, cure.
--install-docker     lets apply install Docker and Compose where the distribution has them new enough.
--restart-docker     lets apply restart Docker when it does not see a ramdisk; that stops every container.
--address ADDRESS    is the IPv4 address by which others reach this host, where the description leaves it to the host.
--drop-cache         lets undo delete the blocks that the workers keep in ramdisks and on disks.
--cluster NAME       undoes what another cluster's script made, when that script is gone.

Exit: 0 fine, 1 a precondition is not met or a command failed, 2 wrong usage.
The record of what apply made is kept below /var/lib/alluxio-gen (ALLUXIO_GEN_STATE names another place).
END
}
