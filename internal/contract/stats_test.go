package contract

import (
	"fmt"
	"os"
	"sort"
	"testing"
)

func TestStats(t *testing.T) {
	by := map[string][]string{}
	n, ok := 0, 0
	var ex = map[string]string{}
	for _, v := range readVectors(t) {
		for _, r := range v.Releases {
			n++
			f := v.run(t, r)
			if len(f) == 0 {
				ok++
			}
			for k, d := range f {
				by[k] = append(by[k], v.name(r))
				ex[k+" "+v.name(r)] = d
			}
		}
	}
	fmt.Println("ok", ok, "of", n)
	ks := []string{}
	for k := range by {
		ks = append(ks, k)
	}
	sort.Strings(ks)
	for _, k := range ks {
		fmt.Println("=====", k, len(by[k]))
		if os.Getenv("F") != "" && os.Getenv("F") != k {
			continue
		}
		last := ""
		shown := 0
		for i, x := range by[k] {
			if os.Getenv("ALL") == "" && i%max(1, len(by[k])/12) != 0 {
				continue
			}
			d := ex[k+" "+x]
			fmt.Println(" --", x)
			if d != last && shown < 12 {
				fmt.Println(d)
				shown++
			}
			last = d
		}
	}
}
