---- MODULE Trace ----
(* Is each recorded run a behaviour of Dcie?  A model action may be taken only as the next recorded event says;       *)
(* Observe and GiveUp cross no effect boundary and are not recorded: they may happen in between.                        *)
EXTENDS Dcie, Traces
VARIABLES tr, i
E == Traces[tr][i]
On(name) == i <= Len(Traces[tr]) /\ E.e = name /\ i' = i + 1 /\ tr' = tr
Silent == i <= Len(Traces[tr]) /\ i' = i /\ tr' = tr
Projected(d) == [g |-> d.g, wm |-> d.wm, cond |-> d.cond, misc |-> d.misc, cr |-> <<d.cr.s, d.cr.n, d.cr.at>>,
  open |-> [k \in DOMAIN d.open |-> LET w == d.open[k] IN [f |-> w.f, t |-> w.t, a |-> w.a, s |-> IF w.s = "conf" THEN "plan" ELSE w.s, e |-> w.e]],
  owed |-> [k \in DOMAIN d.owed |-> LET o == Order(d)[k] IN <<o.g, o.f, o.t>>]]
Won(p) == top' = top + 1
TRead(p)   == On("read") /\ (Read(p) \/ Reread(p)) /\ E.rev = top
                         /\ (proc[p].pc = "idle" => E.a = Action)
TLook(p)   == On("look") /\ (Read(p) \/ Reread(p))                        \* a read of which nothing was recorded
TPut(p)    == On("put") /\ Put(p) /\ E.rev = proc[p].rev + 1 /\ E.ok = Won(p) /\ (E.ok => Projected(Cur') = E.d)
TAsk(p)    == On("ask") /\ ~Late(proc[p]) /\ Request(p) /\ E.new = (Len(aws') > Len(aws))
              /\ LET l == proc[p] IN proc'[p].doc.open[l.k].e = E.x /\ l.doc.open[l.k].f = E.f /\ l.doc.open[l.k].t = E.t
Next1(l)   == Left(l)[1]
TConflict(p) == On("conflict") /\ ~Late(proc[p]) /\ Request(p) /\ UNCHANGED aws  \* T4: the token is known with another destination
              /\ proc'[p].doc.open[proc[p].k].s = "conf"
TTell(p)   == LET l == proc[p] IN On("tell") /\ Notify(p)
              /\ IF E.f = -3 THEN sent' = sent /\ proc'[p].md = l.md + 1
                 ELSE proc'[p].dl # l.dl /\ <<Next1(l).g, Next1(l).f, Next1(l).t>> = <<E.g, E.f, E.t>>
TNotell(p) == On("notell") /\ Refuse(p)
TReturn(p) == On("return") /\ proc[p].pc = "idle" /\ UNCHANGED vars
TCrash(p)  == On("crash") /\ (Crash(p) \/ (proc[p] = Rest(0, [v |-> 0, a |-> "RUN"]) /\ UNCHANGED vars))
TStep(p)   == TRead(p) \/ TLook(p) \/ TPut(p) \/ TAsk(p) \/ TConflict(p) \/ TTell(p) \/ TNotell(p) \/ TReturn(p) \/ TCrash(p)
Hidden(p)  == Silent /\ (Observe(p) \/ GiveUp(p) \/ (Request(p) /\ Late(proc[p])))
TNext == \/ \E p \in Proc : ((i <= Len(Traces[tr]) /\ "p" \in DOMAIN E => E.p = p) /\ TStep(p)) \/ Hidden(p)
         \/ On("tick") /\ Tick
         \/ On("end") /\ End(E.x, E.s) /\ UNCHANGED left
         \/ On("flap") /\ Flap
         \/ On("config") /\ Reconfigure(E.x) /\ UNCHANGED left
         \/ On("operate") /\ Operate(E.a) /\ UNCHANGED left
TInit == Init /\ i = 1 /\ tr \in DOMAIN Traces
TSpec == TInit /\ [][TNext]_<<vars, tr, i>>
Note == IF i > TLCGet(tr) THEN TLCSet(tr, i) /\ PrintT(<<"at", Names[tr], i - 1, Len(Traces[tr])>>) ELSE TRUE  \* a constraint: how far each run was followed
ASSUME \A k \in DOMAIN Traces : TLCSet(k, 0)
====
