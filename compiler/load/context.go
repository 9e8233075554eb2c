package load

import (
	"os"
	"sync"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/cuecontext"
)

// neutral makes CUE's own switches the same for every user: cuecontext reads them from the environment only.
var neutral = sync.OnceFunc(func() {
	for _, name := range []string{"CUE_EXPERIMENT", "CUE_DEBUG"} {
		os.Unsetenv(name)
	}
})

// newContext makes a fresh context, since a context keeps everything that it ever evaluated.
func newContext() *cue.Context {
	neutral()
	return cuecontext.New(cuecontext.EvaluatorVersion(cuecontext.EvalStable))
}
