package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net/textproto"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// lspClient speaks the language server protocol over a server's pipes, one request after the other.
type lspClient struct {
	t     *testing.T
	dir   string
	to    io.Writer
	from  *bufio.Reader
	calls int
	texts map[string]string
}

func startLSP(t *testing.T, cue, dir string, env []string) *lspClient {
	t.Helper()
	server := exec.Command(cue, "lsp")
	server.Dir, server.Env = dir, env
	to, errTo := server.StdinPipe()
	from, errFrom := server.StdoutPipe()
	if errTo != nil || errFrom != nil {
		t.Fatal(errTo, errFrom)
	}
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		to.Close()
		server.Process.Kill()
		server.Wait()
	})
	c := &lspClient{t: t, dir: dir, to: to, from: bufio.NewReader(from), texts: map[string]string{}}
	c.call("initialize", map[string]any{
		"rootUri": c.uri(""), "capabilities": map[string]any{},
		"workspaceFolders": []any{map[string]any{"uri": c.uri(""), "name": "lake"}},
	})
	c.send(map[string]any{"method": "initialized", "params": map[string]any{}})
	return c
}

func (c *lspClient) uri(file string) string { return "file://" + filepath.Join(c.dir, file) }

func (c *lspClient) send(message map[string]any) {
	c.t.Helper()
	message["jsonrpc"] = "2.0"
	body, err := json.Marshal(message)
	if err != nil {
		c.t.Fatal(err)
	}
	if _, err := fmt.Fprintf(c.to, "Content-Length: %d\r\n\r\n%s", len(body), body); err != nil {
		c.t.Fatal(err)
	}
}

// call sends a request and gives its result as JSON; what the server asks or says meanwhile is answered with nothing.
func (c *lspClient) call(method string, params map[string]any) string {
	c.t.Helper()
	c.calls++
	c.send(map[string]any{"id": c.calls, "method": method, "params": params})
	for {
		m := c.receive()
		switch {
		case m.Method != "" && m.ID != nil:
			c.send(map[string]any{"id": m.ID, "result": nil})
		case m.Method != "":
		case string(m.Error) != "":
			c.t.Fatalf("%s: %s", method, m.Error)
		default:
			return string(m.Result)
		}
	}
}

type lspMessage struct {
	ID            any
	Method        string
	Result, Error json.RawMessage
}

func (c *lspClient) receive() (m lspMessage) {
	c.t.Helper()
	head, err := textproto.NewReader(c.from).ReadMIMEHeader()
	if err != nil {
		c.t.Fatal(err)
	}
	length, err := strconv.Atoi(head.Get("Content-Length"))
	if err != nil {
		c.t.Fatal(err)
	}
	body := make([]byte, length)
	if _, err := io.ReadFull(c.from, body); err != nil {
		c.t.Fatal(err)
	}
	if err := json.Unmarshal(body, &m); err != nil {
		c.t.Fatal(err)
	}
	return m
}

func (c *lspClient) open(file, text string) {
	c.texts[file] = text
	document := map[string]any{"uri": c.uri(file), "languageId": "cue", "version": 1, "text": text}
	c.send(map[string]any{"method": "textDocument/didOpen", "params": map[string]any{"textDocument": document}})
}

// at asks about the place a few bytes behind where a text begins.
func (c *lspClient) at(method, file, text string, behind int) string {
	c.t.Helper()
	before, _, ok := strings.Cut(c.texts[file], text)
	if !ok {
		c.t.Fatalf("%s has no %q", file, text)
	}
	line := before[strings.LastIndex(before, "\n")+1:]
	return c.call(method, map[string]any{
		"textDocument": map[string]any{"uri": c.uri(file)},
		"position":     map[string]any{"line": strings.Count(before, "\n"), "character": len(line) + behind},
	})
}

// complete gives the labels of all completions, each between line ends.
func (c *lspClient) complete(file, text string, behind int) string {
	c.t.Helper()
	var list struct{ Items []struct{ Label string } }
	answer := c.at("textDocument/completion", file, text, behind)
	if err := json.Unmarshal([]byte(answer), &list); err != nil {
		c.t.Fatalf("%v: %s", err, answer)
	}
	labels := "\n"
	for _, i := range list.Items {
		labels += i.Label + "\n"
	}
	return labels
}

func (c *lspClient) hover(file, text string) string {
	return c.at("textDocument/hover", file, text, 1)
}

func (c *lspClient) definition(file, text string) string {
	return c.at("textDocument/definition", file, text, 1)
}
