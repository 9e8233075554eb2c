package model

import "testing"

// Every field of the resolved description has a place here, or decoding fails.
func TestUnknownFieldIsAnError(t *testing.T) {
	if _, err := Decode([]byte(`{"name": "c", "workers": {"w": {"memory": {"size": 1}}}}`)); err != nil {
		t.Error(err)
	}
	for _, text := range []string{`{"nmae": "c"}`, `{"workers": {"w": {"memory": {"sise": 1}}}}`, `{"workers": []}`, `{`} {
		if _, err := Decode([]byte(text)); err == nil {
			t.Errorf("%s was decoded", text)
		}
	}
}
