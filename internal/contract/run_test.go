package contract

import (
	"errors"
	"strings"
	"testing"
)

// FuzzRun gives the model any text in the variables that scripts interpret: it answers or says that it does not know.
func FuzzRun(f *testing.F) {
	for i, script := range scripts {
		f.Add(byte(i), byte(i), strings.TrimPrefix(script, "export K="))
	}
	f.Add(byte(37), byte(37), "\"&0\xe100000") // the parser's own reader panicked
	names := []string{"ALLUXIO_JAVA_OPTS", "ALLUXIO_WORKER_JAVA_OPTS", "ALLUXIO_MASTER_HOSTNAME", "ALLUXIO_RAM_FOLDER", "ALLUXIO_USER_HOSTNAME", "ALLUXIO_SITE_PROPERTIES"}
	f.Fuzz(func(t *testing.T, r, n byte, value string) {
		if strings.ContainsRune(value, 0) {
			return // no environment holds it
		}
		release := Releases()[int(r)%len(Releases())]
		start := Start{Args: []string{"worker"}, Env: map[string]string{names[int(n)%len(names)]: value}}
		out, err := Run(release, start)
		var unknown NotModelled
		if err != nil && !errors.As(err, &unknown) {
			t.Fatal(err)
		}
		if err == nil && out.Running && (len(out.Processes) == 0 || out.Exit != 0) {
			t.Errorf("running without a process: %+v", out)
		}
		again, _ := Run(release, start)
		if len(again.Processes) != len(out.Processes) || again.Exit != out.Exit {
			t.Error("the second answer is another")
		}
	})
}
