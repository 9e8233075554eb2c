package load

import (
	"cuelang.org/go/cue"
	"cuelang.org/go/cue/build"
	"cuelang.org/go/cue/token"
)

// Evaluation is what the description means at one moment.
type Evaluation struct {
	// Schema is the schema's package, User the description alone, Cluster the two unified.
	Schema, User, Cluster cue.Value
	// Err holds faults of the syntax tree that keep CUE from evaluating anything; no edit can mend them.
	Err error
}

// Evaluate evaluates the description as it stands, with all edits. #Cluster is unified once more even where the user
// embedded it: an embedded definition lets unknown fields at the top pass.
func (d *Description) Evaluate() Evaluation {
	d.pending.apply(d.file)
	d.pending = newEdits()
	inst := d.instance()
	var err error
	if inst.Err != nil {
		err = inst.Err // BuildInstance adds its own, which can be mended, so this is read first
	}
	user := d.ctx.BuildInstance(inst)
	if err == nil {
		d.latest = user
	}
	d.tree = nil
	cluster := d.schema.LookupPath(cue.MakePath(cue.Def("Cluster"))).Unify(user)
	return Evaluation{Schema: d.schema, User: user, Cluster: cluster, Err: err}
}

// instance wraps the tree anew, since a context never looks at an instance twice.
func (d *Description) instance() *build.Instance {
	bc := build.NewContext(build.Loader(func(_ token.Pos, path string) *build.Instance { return d.imports[path] }))
	inst := bc.NewInstance("", nil)
	if inst.AddSyntax(d.file) == nil {
		inst.Complete()
	}
	return inst
}

// Schema is the schema's package as a value of the description's own context.
func (d *Description) Schema() cue.Value { return d.schema }
