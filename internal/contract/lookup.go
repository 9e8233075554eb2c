package contract

import "slices"

// lookUp asks the release's key look-up which property a variable's name stands for.
func (c *container) lookUp(name string) (string, bool, error) {
	const class = "alluxio.cli.GetConfKey"
	args := words(name)
	if c.row.SplitsAt == "lines" {
		args = lines(name)
	}
	sh := c.shell(false, "bin/alluxio", class)
	hints := slices.Clone(c.out.Hints)
	j, err := sh.helper(class, nil, nil, args)
	c.out.Hints = hints // what the script says is not shown
	if err != nil {
		return "", false, err
	}
	if j.Refused != "" {
		c.hint(refusedHint + j.Refused)
	}
	if j.Class != class {
		c.refused(class, j, args)
	}
	if j.Refused != "" || len(j.Args) != 1 {
		return "", false, nil
	}
	key, found, err := c.row.property(j.Args[0])
	if found && sh.printed.Len() > 0 {
		return "", false, NotModelled{"a property's line with a message of the scripts in front"}
	}
	return key, found, err
}
