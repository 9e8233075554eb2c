package write

import "testing"

func TestWarnings(t *testing.T) {
	for _, tt := range []struct{ name, there, reason string }{
		{"override", "docker-compose.override.yml", "is laid over docker-compose.yml by Compose"},
		{"new override", "compose.override.yaml", "is laid over docker-compose.yml by Compose"},
		{"less preferred", "docker-compose.yaml", "is ignored by Compose, which says so at every command"},
		{"another name", "docker-compose.test.yml", ""},
		{"in another folder", "n1/compose.override.yml", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			put1(t, dir, tt.there, "services: {}\n")
			c := build(t, dir, text("docker-compose.yml", "x"))
			switch {
			case tt.reason == "" && len(c.Warnings) == 0:
			case len(c.Warnings) == 1 && c.Warnings[0].Path == tt.there && c.Warnings[0].Reason == tt.reason:
			default:
				t.Errorf("warnings: %+v", c.Warnings)
			}
		})
	}
}

// Compose's own settings may lead away from our file.
func TestSettingsOfCompose(t *testing.T) {
	for env, want := range map[string]int{
		"COMPOSE_FILE=other.yml\n":                                                           1,
		"A=1\n export COMPOSE_PROJECT_NAME=x\n":                                              1,
		"COMPOSE_FILE=a.yml\nCOMPOSE_PROJECT_NAME = x\n":                                     2,
		"ALLUXIO_HOST=10.0.0.1\n# COMPOSE_FILE=a.yml\nMY_COMPOSE_FILE=b\nX=COMPOSE_FILE=c\n": 0,
	} {
		dir := t.TempDir()
		put1(t, dir, "n1/.env", env)
		if c := build(t, dir, text("n1/docker-compose.yml", "x")); len(c.Warnings) != want {
			t.Errorf("%q: %+v, want %d", env, c.Warnings, want)
		}
	}
}
