package clusters

import "math/rand/v2"

// Break is one known way to get a description wrong.
type Break struct {
	Name string
	// Pattern are the places where it can be done, "*" for any name; any of them is taken.
	Pattern []string
	// Do changes what stands at a place. Where it makes no sense there it says false.
	Do func(b *Broken) bool
}

// Broken is a description that was broken: at which place, and by which words. What is told of it is told there, or names
// what was there before or is there now.
type Broken struct {
	Description
	At    []string
	Words []string
	*rand.Rand
}

// Apply breaks a copy of a description at a place that the seed chooses; false where the way does not apply to it.
func (k Break) Apply(d Description, seed uint64) (Broken, bool) {
	r := rand.New(rand.NewPCG(seed, 4))
	places := d.find(k.Pattern...)
	r.Shuffle(len(places), func(i, j int) { places[i], places[j] = places[j], places[i] })
	for _, at := range places {
		fresh, err := Parse(d.Text())
		if err != nil {
			return Broken{}, false
		}
		b := Broken{Description: fresh, At: at, Rand: r}
		if k.Do(&b) {
			return b, true
		}
	}
	return Broken{}, false
}

// becomes writes another value, and remembers both as words.
func (b *Broken) becomes(value any) bool {
	for _, v := range []any{b.at(b.At), value} {
		if word, is := v.(string); is {
			b.Words = append(b.Words, word)
		}
	}
	b.set(b.At, value)
	return true
}

// gets gives what stands at the place a field more.
func (b *Broken) gets(name string, value any) bool {
	b.At = append(b.At, name)
	return b.becomes(value)
}

// put is a way that writes a value at a place; with a field's name, into what stands there.
func put(value any, field ...string) func(*Broken) bool {
	return func(b *Broken) bool {
		for i, name := range field {
			if i == len(field)-1 {
				return b.gets(name, value)
			}
			if b.at(append(b.At[:len(b.At):len(b.At)], name)) == nil {
				b.gets(name, object{})
			} else {
				b.At = append(b.At, name)
			}
		}
		return b.becomes(value)
	}
}

// drop is a way that takes away what stands at a place; the place is then what it stood in.
func drop(b *Broken) bool {
	b.Words = append(b.Words, b.At[len(b.At)-1])
	b.becomes(nil)
	if len(b.At) > 1 {
		b.At = b.At[:len(b.At)-1]
	}
	return true
}

// property is a way that writes a property.
func property(key string, value any) func(*Broken) bool {
	return func(b *Broken) bool {
		b.Words = append(b.Words, key)
		return put(value, "properties", key)(b)
	}
}

// rename is a way that gives what stands at a place another name.
func rename(name func(b *Broken) string) func(*Broken) bool {
	return func(b *Broken) bool {
		old, to := b.At[len(b.At)-1], name(b)
		if to == "" || to == old {
			return false
		}
		value := b.at(b.At)
		b.Words = append(b.Words, old, to)
		b.set(b.At, nil)
		b.At = append(b.At[:len(b.At)-1:len(b.At)-1], to)
		b.set(b.At, value)
		return true
	}
}

func always(name string) func(*Broken) string { return func(*Broken) string { return name } }

// other is the name of another thing at a pattern; "" when there is none.
func other(pattern ...string) func(*Broken) string {
	return func(b *Broken) string {
		var all []string
		for _, at := range b.find(pattern...) {
			if name := at[len(at)-1]; name != b.At[len(b.At)-1] {
				all = append(all, name)
			}
		}
		if len(all) == 0 {
			return ""
		}
		return all[b.IntN(len(all))]
	}
}
