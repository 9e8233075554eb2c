package compiler

import (
	"strings"
	"testing"

	"github.com/alluxio-gen/alluxio-gen/compiler/plan"
)

// Every process has the same words for where the masters are, and each server goes by a name that the others resolve.
func TestEveryoneIsToldWhereTheOthersAre(t *testing.T) {
	for name, p := range plans(t) {
		many := len(p.Hosts) > 1
		lists, masters := map[string]bool{}, 0
		for _, h := range p.Hosts {
			for _, s := range h.Services {
				if s.Role == plan.Master {
					masters++
				}
				if s.Role == plan.Side || s.Role == plan.SideOnce {
					continue
				}
				if !s.Role.Ends() && s.Role != plan.ZooKeeper {
					lists[value(h.Delivered[s.Name], "alluxio.master.rpc.addresses")+value(h.Delivered[s.Name], "alluxio.zookeeper.address")] = true
				}
				own := value(h.Delivered[s.Name], "alluxio."+string(s.Role)+".hostname")
				if s.Role == plan.ZooKeeper {
					continue
				}
				if s.Role == plan.Worker && own == "" || many && (own == "localhost" || own == s.Name) {
					t.Errorf("%s/%s: known by %q, which the others don't resolve", name, s.Name, own)
				}
				members := value(h.Delivered[s.Name], "alluxio.master.embedded.journal.addresses")
				if s.Role == plan.Master && members != "" && !strings.Contains(","+members, ","+own+":") {
					t.Errorf("%s/%s: %s is no member of %s", name, s.Name, own, members)
				}
			}
		}
		if len(lists) != 1 || lists[""] != (masters == 1) {
			t.Errorf("%s: %d masters, and their addresses are %v", name, masters, lists)
		}
	}
}

// ZooKeeper's switch and its address come together, and every process is told the same, clients that nobody described too.
func TestEveryoneIsToldOfZooKeeper(t *testing.T) {
	told := 0
	for name, p := range plans(t) {
		read := map[string]bool{}
		for _, h := range p.Hosts {
			for _, ds := range h.Delivered {
				read[value(ds, "alluxio.zookeeper.enabled")+" "+value(ds, "alluxio.zookeeper.address")] = true
			}
		}
		outside := " "
		for _, property := range p.Client.Properties {
			switch property.Key {
			case "alluxio.zookeeper.enabled":
				outside = property.Value + outside
			case "alluxio.zookeeper.address":
				outside += property.Value
			}
		}
		if len(read) != 1 || !read[outside] || (outside == " ") == strings.Contains(name, "zookeeper") {
			t.Errorf("%s: told %v, and a client outside %q", name, read, outside)
		}
		if outside != " " {
			told++
		}
	}
	if told == 0 {
		t.Error("no case has ZooKeeper")
	}
}
