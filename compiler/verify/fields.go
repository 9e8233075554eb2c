package verify

import (
	"fmt"
	"reflect"
)

// take empties a field, so that what was not read can be told from what was.
func take[T any](field *T) T {
	value := *field
	var zero T
	*field = zero
	return value
}

// nothingLeft fails if a field that nobody took, embedded ones too, says something.
func nothingLeft(rest any) error {
	v := reflect.ValueOf(rest)
	for i := range v.NumField() {
		field, value := v.Type().Field(i), v.Field(i)
		if field.Anonymous {
			if err := nothingLeft(value.Interface()); err != nil {
				return err
			}
			continue
		}
		if !empty(value) {
			return fmt.Errorf("%s is %+v, planned nothing", field.Name, value.Interface())
		}
	}
	return nil
}

func empty(v reflect.Value) bool {
	return v.IsZero() || (v.Kind() == reflect.Map || v.Kind() == reflect.Slice) && v.Len() == 0
}

// orNil makes an empty map the same as none.
func orNil(m map[string]string) map[string]string {
	if len(m) == 0 {
		return nil
	}
	return m
}

// same compares field by field, so that the error names the one that differs.
func same[T any](written, planned T) error {
	w, p := reflect.ValueOf(written), reflect.ValueOf(planned)
	for i := range w.NumField() {
		if !reflect.DeepEqual(w.Field(i).Interface(), p.Field(i).Interface()) {
			name := w.Type().Field(i).Name
			return fmt.Errorf("%s is %#v, planned %#v", name, readable(w.Field(i)), readable(p.Field(i)))
		}
	}
	return nil
}

func readable(v reflect.Value) any {
	if v.Kind() == reflect.Pointer && !v.IsNil() {
		return v.Elem().Interface()
	}
	return v.Interface()
}
