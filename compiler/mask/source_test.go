package mask_test

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestSource(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{`properties: {"s3a.secretKey": "hunter2", "a.b": "c"}`, `properties: {"s3a.secretKey": "*******", "a.b": "c"}`},
		{`compose: environment: MINIO_ROOT_PASSWORD: "a\"b"`, `compose: environment: MINIO_ROOT_PASSWORD: "****"`},
		{`environment: ["MINIO_ROOT_PASSWORD=a b", "C=d"]`, `environment: ["MINIO_ROOT_PASSWORD=***", "C=d"]`},
		{"  secretKey: hunter2\n  uri: x", "  secretKey: *******\n  uri: x"},
		{`{"password": "ü", "b": 1}`, `{"password": "·", "b": 1}`},
		{`uri: "https://me:hunter2@host/x"`, `uri: "https://me:*******@host/x"`},
		{"a.password:", "a.password:"},
		{`secret: {file: "/etc/x"}`, `secret: {file: "/etc/x"}`},
		{`size: "1GB", secrets: "a.b": "/etc/x"`, `size: "1GB", secrets: "a.b": "/etc/x"`},
	} {
		got := string(secrets.Source([]byte(tt.text)))
		if got != tt.want {
			t.Errorf("%s\ngot  %s\nwant %s", tt.text, got, tt.want)
		}
	}
}

func FuzzSourceKeepsPlaces(f *testing.F) {
	f.Add(`"password": "a`)
	f.Add("secret=\\\n://a:b@")
	f.Fuzz(func(t *testing.T, text string) {
		got := string(secrets.Source([]byte(text)))
		if len(got) != len(text) || utf8.RuneCountInString(got) != utf8.RuneCountInString(text) || strings.Count(got, "\n") != strings.Count(text, "\n") {
			t.Errorf("%q became %q", text, got)
		}
	})
}
