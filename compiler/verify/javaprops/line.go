package javaprops

// logicalLine returns the next line with its continuations joined, and what follows it; ok is false for a blank line
// and a comment.
func logicalLine(rs []rune) (line, rest []rune, ok bool) {
	rest = trimBlank(rs)
	if len(rest) > 0 && (rest[0] == '#' || rest[0] == '!') {
		_, rest = naturalLine(rest)
		return nil, rest, false
	}
	for {
		var natural []rune
		natural, rest = naturalLine(rest)
		line = append(line, natural...)
		if !continues(natural) {
			return line, rest, len(line) > 0
		}
		line = line[:len(line)-1]
		if len(rest) == 0 {
			return line, nil, true
		}
		if len(line) == 0 {
			// Nothing yet: Java looks for a comment or a blank line again.
			return nil, rest, false
		}
		rest = trimBlank(rest)
	}
}

// naturalLine cuts at the first line end: \n, \r or \r\n.
func naturalLine(rs []rune) (line, rest []rune) {
	for i, r := range rs {
		if !isEnd(r) {
			continue
		}
		if r == '\r' && i+1 < len(rs) && rs[i+1] == '\n' {
			return rs[:i], rs[i+2:]
		}
		return rs[:i], rs[i+1:]
	}
	return rs, nil
}

// continues reports whether the line ends in an odd number of backslashes.
func continues(line []rune) bool {
	n := 0
	for n < len(line) && line[len(line)-1-n] == '\\' {
		n++
	}
	return n%2 == 1
}
