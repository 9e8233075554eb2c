package schema_test
import ("testing";"fmt";"time";"syscall")
func cpu() time.Duration { var r syscall.Rusage; syscall.Getrusage(0,&r); return time.Duration(r.Utime.Nano()+r.Stime.Nano()) }
func TestScale(t *testing.T){
 l:=language(t); c:=load(t)
 judge(t,l,"2.9.5",map[string]string{"alluxio.debug":"true"})
 for _,n:=range []int{1,10,20,50,100,200,400} {
 p:=map[string]string{}
 for _,x:=range c.Properties { if len(p)<n { if v,ok:=defaultIn(c,x,"2.9.5"); ok&&v!=""&&v[0]!='(' {p[x.Key]=v} } }
 q:=quoted(p)
 fmt.Println(n)
 for _,e:=range []string{
  `{for k,_ in P {(k): #catalogue[k]}}`,
  `{for k,_ in P for s in [strings.Split(#catalogue[k],"|")] if #order[s[1]] <= 36 if 36 <= #order[s[2]] {(k): s[0]}}`,
  `{for k,_ in P let s=strings.Split(#catalogue[k],"|") if #order[s[1]] <= 36 if 36 <= #order[s[2]] {(k): s[0]}}`,
  `{for k,_ in P let s=strings.Split(#catalogue[k],"|") let a=s[1] let b=s[2] if #order[a] <= 36 if 36 <= #order[b] {(k): s[0]}}`,
  `(#At & {#release: "2.9.5", #lives: {for k,_ in P {(k): #catalogue[k]}}}).what`,
  `(#Known & {#release: "2.9.5", #names: P}).reads`,
  `(#PropertyVerdicts & {#c: {release: "2.9.5", sets: [{path: ["p"], properties: P}]}}).all`,
 }{
  var d any
  best:=time.Hour; for range 5 { t0:=cpu(); eval(t,l,fmt.Sprintf("import \"strings\"\n_x: strings.Join([],\"\")\n{P: %s, out: %s}.out",q,e),&d); best=min(best,cpu()-t0) }; fmt.Println(best/time.Duration(n),e)
 }
 }
}
