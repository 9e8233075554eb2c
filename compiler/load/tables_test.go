package load

import (
	"fmt"
	"io/fs"
	"testing"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/build"
	"cuelang.org/go/cue/cuecontext"
	"cuelang.org/go/cue/parser"
	"cuelang.org/go/cue/token"
	"github.com/google/go-cmp/cmp"

	_ "github.com/alluxio-gen/alluxio-gen/internal/memory" // so that the benchmark collects as seldom as the tool does
	"github.com/alluxio-gen/alluxio-gen/schema"
)

// Each file of the schema is to our reader what it is to CUE's own.
func TestTablesAreReadAsCUEReadsThem(t *testing.T) {
	names, err := fs.Glob(schema.FS, "*.cue")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		text, err := fs.ReadFile(schema.FS, name)
		if err != nil {
			t.Fatal(err)
		}
		file, err := parseTables(name, string(text))
		if err != nil {
			t.Fatal(err)
		}
		byCUE, err := parser.ParseFile(name, text, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(outline(byCUE), outline(file)); d != "" {
			t.Errorf("%s: -CUE +ours\n%s", name, d)
		}
	}
}

// What looks like a table and is none stays CUE's.
func TestWhatIsNoTable(t *testing.T) {
	for _, text := range []string{
		"#a: {\n\t\"x\": \"y\"\n}\n#a: {\n\t\"z\": \"y\"\n}\n",
		"#a: b: {\n\t\"x\": \"y\"\n}\n",
		"#a: {\n\t\"x\": \"y\" // why\n\tz: 1\n}\n",
		"#a: {\n\t\"x\": \"\\(1)\"\n}\n",
		"#a: {\n\t\"x\": \"a\\\"b\"\n}\n",
		"#a: {\n\t\"x\": \"y\", \"z\": \"w\"\n}\n",
		"#a: {\n\t\"x:y\": \"z\"\n}\n",
		"#a: {}\nb: 1\n",
		"#a: {\n\t#b: {\n\t\t\"x\": \"y\"\n\t}\n}\n",
	} {
		file, err := parseTables("a.cue", text)
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		byCUE, err := parser.ParseFile("a.cue", text)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(outline(byCUE), outline(file)); d != "" {
			t.Errorf("%s: -CUE +ours\n%s", text, d)
		}
	}
}

// outline is what a file says, without the places of it.
func outline(f *ast.File) (all []string) {
	ast.Walk(f, func(n ast.Node) bool {
		switch x := n.(type) {
		case *ast.CommentGroup:
			return false
		case *ast.BasicLit:
			all = append(all, x.Value)
		case *ast.Ident:
			all = append(all, x.Name)
		default:
			all = append(all, fmt.Sprintf("%T", n))
		}
		return true
	}, func(n ast.Node) { all = append(all, "end") })
	return all
}

// What a description pays for the catalogue before it uses it: reading and compiling, and one look-up.
func BenchmarkCatalogue(b *testing.B) {
	for b.Loop() {
		lookUp(b)
	}
}

// lookUp imports the catalogue, as a description does, and asks for one property.
func lookUp(t testing.TB) {
	t.Helper()
	file, err := parseSchemaFile(schema.FS, "catalogue.cue")
	if err != nil {
		t.Fatal(err)
	}
	catalogue := build.NewContext().NewInstance("", nil)
	importer := build.NewContext(build.Loader(func(token.Pos, string) *build.Instance { return catalogue })).NewInstance("", nil)
	asks, err := parser.ParseFile("a.cue", "import c \"example.com/c\"\nlife: c.#catalogue[\"alluxio.worker.ramdisk.size\"]\n")
	if err != nil {
		t.Fatal(err)
	}
	for inst, file := range map[*build.Instance]*ast.File{catalogue: file, importer: asks} {
		inst.Files = []*ast.File{file} // as the schema's files are given
		if err := inst.Complete(); err != nil {
			t.Fatal(err)
		}
	}
	if err := cuecontext.New().BuildInstance(importer).Validate(cue.Concrete(true)); err != nil {
		t.Fatal(err)
	}
}
