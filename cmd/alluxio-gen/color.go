package main

import "os"

// colorModes are the values of --color.
var colorModes = []string{"auto", "always", "never"}

// colored decides whether diagnostics are in color. By itself only a terminal is, unless NO_COLOR is set.
func (t *tool) colored(mode string) bool { return colorOn(t.err, mode) }

// coloredOut decides the same of what a verb was asked for.
func (t *tool) coloredOut(mode string) bool {
	if out, ok := t.out.(*recorder); ok {
		return colorOn(out.w, mode)
	}
	return colorOn(t.out, mode)
}

func colorOn(w any, mode string) bool {
	if mode != "auto" {
		return mode == "always"
	}
	return os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" && isTerminal(w)
}

func isTerminal(w any) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
