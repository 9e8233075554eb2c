package main

import (
	"fmt"
	"os"
	"time"
)

// patience is how long the tool works before it says at what.
const patience = time.Second

// clearLine erases the line that progress wrote.
const clearLine = "\r\x1b[K"

// progress says what the tool is busy with, once that takes longer than people like to wait without a word, and until
// the function is called that it gives. It speaks to terminals only.
func (t *tool) progress(what string, quiet bool) (done func()) {
	if quiet || os.Getenv("TERM") == "dumb" || !isTerminal(t.err) {
		return func() {}
	}
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		select {
		case <-stop:
		case <-time.After(t.patience):
			fmt.Fprintf(t.err, "%s ...", what)
			<-stop
			fmt.Fprint(t.err, clearLine)
		}
	}()
	return func() { close(stop); <-stopped }
}
