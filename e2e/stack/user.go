package stack

import (
	"os/user"
	"strconv"
	"testing"
)

// nobody is the uid of a user without any right; Debian's "nobody".
const nobody = 65534

// InDockerGroup is a user who is not root and may talk to the engine, as most readers of the README are.
func InDockerGroup(t testing.TB) User {
	t.Helper()
	group, err := user.LookupGroup("docker")
	if err != nil {
		t.Fatal(err)
	}
	gid, err := strconv.ParseUint(group.Gid, 10, 32)
	if err != nil {
		t.Fatal(err)
	}
	return User{UID: nobody, GID: uint32(gid)}
}
