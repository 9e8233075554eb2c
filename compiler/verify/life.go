package verify

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"github.com/compose-spec/compose-go/v2/types"

	"github.com/alluxio-gen/alluxio-gen/compiler/composekeys"
	"github.com/alluxio-gen/alluxio-gen/compiler/plan"
)

func openFiles(limits map[string]*types.UlimitsConfig) (int, error) {
	if len(limits) == 0 {
		return 0, nil
	}
	files := limits["nofile"]
	if len(limits) != 1 || files == nil || files.Soft != files.Hard || files.Single != 0 {
		return 0, fmt.Errorf("limits are %v, planned open files alone", limits)
	}
	return files.Soft, nil
}

func logging(c *types.LoggingConfig) (plan.Logging, error) {
	if c == nil {
		return plan.Logging{}, nil
	}
	size, inK := strings.CutSuffix(c.Options["max-size"], "k")
	kilobytes, sizeErr := strconv.ParseInt(size, 10, 64)
	files, filesErr := strconv.Atoi(c.Options["max-file"])
	if !inK || sizeErr != nil || filesErr != nil || c.Driver != "json-file" || len(c.Options) != 2 {
		return plan.Logging{}, fmt.Errorf("logging is %+v", *c)
	}
	return plan.Logging{Size: kilobytes << 10, Files: files}, nil
}

// compareExtra takes the description's own keys out of a service. They are read twice by Compose's own reader: as the
// description has them, and from the file.
func compareExtra(c *types.ServiceConfig, planned map[string]any) error {
	if len(planned) == 0 {
		return nil
	}
	want, err := composekeys.Read(planned)
	if err != nil {
		return err
	}
	written := reflect.ValueOf(c).Elem()
	for key := range planned {
		at, known := composekeys.Field(key)
		if !known {
			return fmt.Errorf("Compose has no %q", key)
		}
		if key == "labels" {
			if err := takeLabels(c.Labels, want.Labels); err != nil {
				return err
			}
			continue
		}
		if got, said := written.FieldByIndex(at).Interface(), reflect.ValueOf(want).FieldByIndex(at).Interface(); !reflect.DeepEqual(got, said) && !bothEmpty(got, said) {
			return fmt.Errorf("%s is %v, described as %v", key, got, said)
		}
		written.FieldByIndex(at).SetZero()
	}
	return nil
}

// bothEmpty says that two maps or lists have nothing in them: the file leaves such a one out.
func bothEmpty(a, b any) bool {
	v, w := reflect.ValueOf(a), reflect.ValueOf(b)
	several := v.Kind() == reflect.Map || v.Kind() == reflect.Slice
	return several && v.Kind() == w.Kind() && v.Len()+w.Len() == 0
}

func takeLabels(written, planned types.Labels) error {
	for name, value := range planned {
		if got, there := written[name]; !there || got != value {
			return fmt.Errorf("label %s is %q, described as %q", name, got, value)
		}
		delete(written, name)
	}
	return nil
}
