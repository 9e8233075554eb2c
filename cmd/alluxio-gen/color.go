package main

import "os"

// colorModes are the values of --color.
var colorModes = []string{"auto", "always", "never"}

// colored decides whether diagnostics are in color. By itself only a terminal is, unless NO_COLOR is set.
func (t *tool) colored(mode string) bool {
	if mode != "auto" {
		return mode == "always"
	}
	return os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" && isTerminal(t.err)
}

func isTerminal(w any) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
