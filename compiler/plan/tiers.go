package plan

import (
	"strings"

	"github.com/alluxio-gen/alluxio-gen/compiler/model"
)

const (
	ramFolder     = "ALLUXIO_RAM_FOLDER"
	firstTierPath = "alluxio.worker.tieredstore.level0.dirs.path"
)

// tierPath is what the RAM folder stands for, the one variable that every release reads as the path of a first tier of
// memory: a path in the site file would lose against /dev/shm, which the entrypoint or the launcher puts in front of it.
// The image finds /dev/shm by itself.
func tierPath(w model.Worker) []Delivery {
	if w.FirstTier.Variable != ramFolder {
		return nil
	}
	p := Property{Key: firstTierPath, Value: w.FirstTier.Path, From: "workers." + w.Group + ".memory"}
	if len(w.Disks) > 0 {
		p.From = "workers." + w.Group + ".tiers"
	}
	return []Delivery{{p, InVariable, ramFolder}}
}

// keepTier is the variable that some releases want to see before they leave a first tier on disks as it is said elsewhere.
func keepTier(w model.Worker) []Variable {
	if v := w.FirstTier.Variable; v != "" && v != ramFolder {
		return []Variable{{v, w.FirstTier.Path, "workers." + w.Group + ".tiers"}}
	}
	return nil
}

// tierMounts are a worker's directories, at the same paths in the worker and in clients that open its blocks.
func tierMounts(w model.Worker) []Mount {
	var ms []Mount
	if w.Memory.Kind != "" && w.Memory.Kind != "shm" {
		ms = append(ms, place(w.Memory.Directory, w.Memory.Volume, w.Memory.Path, w.Memory.From))
	}
	for _, d := range w.Disks {
		ms = append(ms, diskMount(d))
	}
	return ms
}

func diskMount(d model.Disk) Mount { return place(d.Host, d.Volume, d.Path, d.From) }

// tierSize is what a worker caches, in bytes.
func tierSize(w model.Worker) int64 {
	size := w.Memory.Size
	for _, d := range w.Disks {
		size += d.Size
	}
	return size
}

// tiersKept are where a worker's blocks are. A ramdisk's place is its mount point: the directory inside it follows from
// the names.
func tiersKept(w model.Worker) []Kept {
	var ks []Kept
	if m := w.Memory; m.Kind != "" {
		ks = append(ks, Kept{Kind: m.Kind, Target: m.Path, Place: placeOf(m.Mount, m.Volume), Size: m.Size, From: strings.Split(m.From, ".")})
	}
	for _, d := range w.Disks {
		ks = append(ks, Kept{Kind: "disk", Target: d.Path, Place: placeOf(d.Host, d.Volume), Size: d.Size, From: strings.Split(d.From, ".")})
	}
	return ks
}
