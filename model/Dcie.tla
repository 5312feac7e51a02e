-------------------------------- MODULE Dcie -------------------------------
(* Several coordinators call advance() on one export job (docs/design.md, docs/rules.md).                *)
(* One atomic action per effect boundary:  S1 Read - S3..S5 Observe (DescribeExport, DescribeContinuous- *)
(* Backups, then the pure chain `Plan') - S6/S8/S9 Put (conditional write) - S7 Request (ListExports     *)
(* look-up, or ExportTableToPointInTime) - S9 Notify.  A crash is possible between any two of them.      *)
(* The chain's items are the full export (f = t = T0) and the windows [f,t) behind it.                   *)
(* Fix = what the first design had to learn; Bug = rules that are taken out, to see that an invariant breaks. *)
EXTENDS Integers, Sequences, FiniteSets, TLC

CONSTANTS
  Proc, Store,                       \* coordinators;  "cas" (job table) | "ssm" (journal)
  MaxTime, MaxLen, MaxOpen, Lag,     \* clock bound; longest merged window; bounded list; now - LatestRestorable
  Skew,                              \* how wrong a coordinator's clock may be
  TokenLife, SafeAge, StepLimit,     \* AWS token memory; age at which an intent is looked for; deadline of a step
  Staleness, StaleKind,              \* a read misses nothing older than Staleness; "any" | "empty" (falsely empty only)
  PruneAge, Keep,                    \* SSM pruning rule
  Crashes, Fails, Flaps, Stales, Resets, Pauses, Configs, Refusals,       \* how often each disturbance may happen
  OnGap, Start,                      \* "HOLD" | "NEW";  "fresh": no state yet | "running": full export committed at 0
  Final,                             \* liveness only: at MaxTime every owed notice counts as stale
  Fix, Bug,
  MaxFly, LookAge, LookUntil,        \* exports in flight; age from which an export is described; from which on only in slots (S3)
  RetryAge, Misc                     \* age from which a failure is repeated; other notices owed

VARIABLES
  now, pitr, conf,                   \* clock; EarliestRestorableDateTime; each process's configuration
  aws,                               \* exports, in order of creation: [id, tok, s, x: when AWS forgets the token, c]
  jr, top,                           \* existing revisions -> [d: document, b: time written] (cas: only the newest); highest ever
  ops, ackd,                         \* what the operator wrote, in order;  cas: the version set back to RUN
  proc, left,                        \* coordinators' volatile state; remaining disturbances
  sent,                              \* events the notifier accepted
  due, durable, rlog                 \* ghosts: events true / items planned / RESETs applied, in genuine revisions
vars == <<now, pitr, conf, aws, jr, top, ops, ackd, proc, left, sent, due, durable, rlog>>
env  == <<now, pitr, conf, ops, left>>

Min(S) == CHOOSE x \in S : \A y \in S : x <= y
Max(S) == CHOOSE x \in S : \A y \in S : y <= x
Range(s) == {s[k] : k \in DOMAIN s}

(* ------------------------------------------------------------------ the document and the pure chain -- *)
NoDoc == [g |-> 0, ack |-> 0, wm |-> -1, fr |-> -1, open |-> <<>>, q |-> 0, owed |-> <<>>, cond |-> "ok",
          cr |-> [s |-> "nobody", n |-> 0, at |-> 0], misc |-> 0]     \* N1: whose the owed notices are (n: the revision that claimed them)
Id(g, w)    == <<g, w.f, w.t, w.a>>
Token(g, w) == IF "tokenNoAttempt" \in Bug THEN <<g, w.f, w.t>> ELSE IF "tokenNoGen" \in Bug THEN <<w.f, w.t, w.a>> ELSE Id(g, w)
Found(tok)  == {x \in DOMAIN aws : aws[x].tok = tok}                       \* ListExports + DescribeExport
Live(tok)   == {x \in Found(tok) : now < aws[x].x}                          \* what AWS still remembers
Ev(e) == <<e.q, e.g, e.f, e.t>>                                            \* an event's identity and content
Evs(s) == {Ev(s[k]) : k \in DOMAIN s}
Item(f, t, at) == [f |-> f, t |-> t, a |-> 1, s |-> "plan", e |-> 0, i |-> at]
Owe(d, f, t, at) == [d EXCEPT !.q = @ + 1, !.owed = Append(@, [q |-> d.q + 1, g |-> d.g, f |-> f, t |-> t, i |-> at])]

NewGen(d, at, v) == LET t0 == Max({pitr, now - Lag}) IN                    \* W1
  Owe([d EXCEPT !.g = @ + 1, !.ack = v, !.wm = -1, !.fr = t0, !.open = <<Item(t0, t0, at)>>, !.cond = "ok"], -2, t0, at)

Best(x) == IF \E y \in x : aws[y].s # "bad" THEN Min({y \in x : aws[y].s # "bad"}) ELSE Min(x)
Old(d, at) == {w.e : w \in {o \in Range(d.open) : o.s = "run" /\ at - aws[o.e].b >= LookUntil}}      \* may be between two slots
Refresh(d, at, skip) == [d EXCEPT !.open = [k \in DOMAIN @ |-> LET w == @[k]  x == Found(Token(d.g, w))        \* S3, S5 (T3), F3
      old == (w.s = "plan" /\ (at - w.i >= SafeAge \/ w.f < pitr)) \/ (w.s = "conf" /\ at > w.i)
      o == IF old /\ d.cond = "ok" /\ x # {} /\ "noAdopt" \notin Bug
           THEN [w EXCEPT !.s = "run", !.e = Best(x), !.i = 0] ELSE w
      look == o.s = "run" /\ (o # w \/ (at - aws[o.e].b >= LookAge /\ o.e \notin skip)) IN
  CASE look /\ aws[o.e].s = "ok"                              -> [o EXCEPT !.s = "done"]
    [] look /\ aws[o.e].s = "bad" /\ "failedIsDone" \in Bug   -> [o EXCEPT !.s = "done"]
    [] look /\ aws[o.e].s = "bad"                             -> [o EXCEPT !.s = "fail", !.e = 0, !.i = at]
    [] OTHER                                                  -> o]]

RECURSIVE Commit(_, _)                                                     \* S4
Commit(d, at) ==
  LET K == {k \in DOMAIN d.open : d.open[k].s = "done" /\ (k = 1 \/ "outOfOrder" \in Bug)} IN
  IF K = {} THEN d
  ELSE LET k == Min(K)  w == d.open[k] IN
       Commit(Owe([d EXCEPT !.wm = w.t, !.open = SubSeq(@, 1, k-1) \o SubSeq(@, k+1, Len(@))], w.f, w.t, at), at)

Failing(w) == w.s = "fail" \/ (w.a > 1 /\ w.s # "done")
NoneFails(d) == \A w \in Range(d.open) : ~Failing(w)
FullDone(d) == d.wm # -1 \/ d.open[1].s = "done"
Flying(d) == Cardinality({k \in DOMAIN d.open : d.open[k].s \in {"plan", "conf", "run"}})
Gap(d) == FullDone(d) /\ (pitr > d.fr \/ \E w \in Range(d.open) : w.s \in {"plan", "conf", "fail"} /\ w.f < pitr)       \* G1
Due(d, at) == FullDone(d) /\ NoneFails(d) /\ Flying(d) < MaxFly /\ Len(d.open) + Len(d.owed) < MaxOpen /\ d.fr + 1 <= at  \* K2, W2, W3, W6
Again(d, at) ==                                                            \* F3: the oldest failed export
  LET K == {k \in DOMAIN d.open : Failing(d.open[k])} IN
  IF K = {} THEN d
  ELSE LET k == Min(K)  w == d.open[k] IN
       IF w.s = "fail" /\ at - w.i >= RetryAge THEN [d EXCEPT !.open[k].s = "plan", !.open[k].a = @ + 1, !.open[k].i = at] ELSE d
AgainFull(d, at) ==                                                        \* W1: with a T0 chosen anew; its beginning is told anew
  LET w == d.open[1]  t0 == Max({pitr, now - Lag})  new == t0 # w.f
      o == [d EXCEPT !.fr = t0, !.open = <<[Item(t0, t0, at) EXCEPT !.a = w.a + 1]>>,
                     !.owed = IF new THEN SelectSeq(@, LAMBDA e : ~(e.g = d.g /\ e.f = -2)) ELSE @] IN
  IF (w.s = "fail" /\ at - w.i >= RetryAge) \/ (w.s = "plan" /\ w.f < pitr) THEN (IF new THEN Owe(o, -2, t0, at) ELSE o) ELSE d
RECURSIVE PlanMany(_, _)
PlanMany(d, at) == IF Due(d, at) THEN LET t == Min({at, d.fr + MaxLen}) IN
                        PlanMany([d EXCEPT !.fr = t, !.open = Append(@, Item(d.fr, t, at))], at)
                   ELSE d
PlanNext(d, at) ==                                                         \* S5, W4, G3
  IF d.cond # "ok" THEN d
  ELSE IF ~FullDone(d) THEN AgainFull(d, at)
  ELSE IF Gap(d) THEN LET o == Owe([d EXCEPT !.cond = "gap"], -1, -1, at) IN IF OnGap = "NEW" THEN NewGen(o, at, d.ack) ELSE o
  ELSE PlanMany(Again(d, at), at)
Aged(d, at) == d.cr.at < at \/ (Final /\ at = MaxTime)
Busy(d, at) == d.cr.s = "claimed" /\ ~Aged(d, at)                     \* another step may be delivering
Claim(d, at, n) == IF (d.owed # <<>> \/ d.misc > 0) /\ (d.cr.s = "nobody" \/ Aged(d, at))              \* N1
                   THEN [d EXCEPT !.cr = [s |-> "claimed", n |-> n, at |-> at]] ELSE d
Plan(d, at, rst, v, skip) ==
  LET r == Refresh(IF rst THEN NewGen(d, at, v) ELSE IF d.g = 0 THEN NewGen(d, at, 0) ELSE d, at, skip) IN
  PlanNext(IF Busy(d, at) THEN r ELSE Commit(r, at), at)

(* ---------------------------------------------------------------------------------- the two stores -- *)
Cur == IF top = 0 THEN NoDoc ELSE jr[top].d
Action == IF Len(ops) = ackd THEN "RUN" ELSE ops[Len(ops)]                 \* the operator's field as it stands now
Views(l) == IF Store = "cas" THEN {top}                                    \* what a read may return as the newest
            ELSE {n \in DOMAIN jr \cup {0} :
                    /\ n >= l.floor \/ "noFloor" \in Bug
                    /\ StaleKind = "empty" => n \in {0, top}
                    /\ \A m \in DOMAIN jr : m > n => now - jr[m].b < Staleness}
ActViews(l) == IF Store = "cas" THEN {Len(ops)}
               ELSE {v \in 0..Len(ops) : "actFloor" \in Fix => v >= l.seen.v}
ActAt(v) == IF Store = "cas" THEN Action ELSE IF v = 0 THEN "RUN" ELSE ops[v]
CanPut(l) == \/ "noCondition" \in Bug
             \/ Store = "cas" /\ l.rev = top /\ ((l.rst /\ "blindAck" \notin Bug) => Action = "RESET")
             \/ Store = "ssm" /\ (l.rev + 1) \notin DOMAIN jr
             \/ "sharedNonce" \in Bug /\ l.rev + 1 = top

(* ------------------------------------------------------------------------------- one advance() step -- *)
Rest(floor, seen) == [pc |-> "idle", rev |-> 0, doc |-> NoDoc, at |-> 0, begun |-> 0, ac |-> [v |-> 0, a |-> "RUN"], k |-> 0, 
                      got |-> FALSE, rst |-> FALSE, cl |-> 0, nf |-> FALSE, md |-> 0, tries |-> 0, dl |-> {}, floor |-> floor, seen |-> seen]
Stop(l) == Rest(l.floor, l.seen)
Late(l) == "deadline" \in Fix /\ now - l.begun > StepLimit               \* elapsed time, not the clock
NextPlanned(l) == {j \in DOMAIN l.doc.open : j >= l.k /\ l.doc.open[j].s = "plan"}
IsMine(l) == l.cl > 0 /\ l.doc.cr.s = "claimed" /\ l.doc.cr.n = l.cl
Order(d) == SelectSeq(d.owed, LAMBDA e : e.g < d.g /\ e.f # -1) \o SelectSeq(d.owed, LAMBDA e : e.f = -1)
            \o SelectSeq(d.owed, LAMBDA e : e.g = d.g /\ e.f # -1)
Left(l) == IF (IsMine(l) \/ "anyClaim" \in Bug) /\ ~l.nf THEN SelectSeq(Order(l.doc), LAMBDA e : e \notin l.dl) ELSE <<>>
MiscLeft(l) == (IsMine(l) \/ "anyClaim" \in Bug) /\ ~l.nf /\ l.doc.misc > l.md
Told(l) == l.dl # {} \/ l.nf \/ l.md > 0
Go(l) == IF NextPlanned(l) # {} /\ l.doc.cond = "ok" THEN [l EXCEPT !.pc = "req", !.k = Min(NextPlanned(l))]
         ELSE IF l.got /\ Left(l) = <<>> /\ ~MiscLeft(l) /\ ~Told(l) THEN [l EXCEPT !.pc = "arn", !.k = 99]  \* else the answers go with the mark
         ELSE IF Left(l) # <<>> \/ MiscLeft(l) THEN [l EXCEPT !.pc = "notify", !.k = 99]
         ELSE IF Told(l)    THEN [l EXCEPT !.pc = "nw"]
         ELSE Stop(l)
Marks(l) == LET o == [l.doc EXCEPT !.owed = SelectSeq(@, LAMBDA e : e \notin l.dl),                       \* what becomes of the notices
                                   !.cr = IF IsMine(l) THEN (IF l.nf THEN [s |-> "failing", n |-> 0, at |-> l.at] ELSE NoDoc.cr) ELSE @] IN
            {[o EXCEPT !.misc = m] : m \in IF Misc = {0} THEN {0} ELSE 0..Max(Misc)}
Set(p, l) == proc' = [proc EXCEPT ![p] = l]

Read(p) == LET l == proc[p] IN                                             \* S1
  /\ l.pc = "idle"
  /\ \E n \in Views(l), v \in ActViews(l), c \in Max({0, now - Skew})..(now + Skew) :
       LET ac == [v |-> v, a |-> ActAt(v)]
           sn == IF v >= l.seen.v THEN ac ELSE l.seen
           r  == Rest(Max({n, l.floor}), sn)
           stale == n # top \/ v # Len(ops)
       IN /\ stale => left.stale > 0
          /\ left' = IF stale THEN [left EXCEPT !.stale = @ - 1] ELSE left
          /\ Set(p, IF ac.a = "PAUSE" \/ ("ageGuard" \in Fix /\ n > 0 /\ now - jr[n].b >= PruneAge - StepLimit) THEN r
                    ELSE [r EXCEPT !.pc = "obs", !.rev = n, !.at = c, !.begun = now, !.ac = ac, !.doc = IF n = 0 THEN NoDoc ELSE jr[n].d])
  /\ UNCHANGED <<now, pitr, conf, aws, jr, top, ops, ackd, sent, due, durable, rlog>>

Observe(p) == LET l   == proc[p]                                           \* S2..S5
                  rst == l.ac.a = "RESET" /\ (Store = "ssm" => IF "resetNotEqual" \in Bug THEN l.ac.v # l.doc.ack ELSE l.ac.v > l.doc.ack)
              IN
  /\ l.pc = "obs"
  /\ \E m \in Misc, skip \in SUBSET Old(l.doc, l.at) :
       LET nd  == Claim([Plan(l.doc, l.at, rst, l.ac.v, skip) EXCEPT !.misc = m], l.at, l.rev + 1)
           n   == [l EXCEPT !.doc = nd, !.k = 1, !.rst = rst, !.ac.v = IF rst THEN @ ELSE 0, !.cl = IF nd.cr # l.doc.cr THEN l.rev + 1 ELSE 0]
       IN Set(p, IF nd = l.doc THEN Go(n) ELSE IF "requestFirst" \in Bug THEN Go([n EXCEPT !.got = TRUE]) ELSE [n EXCEPT !.pc = "write"])
  /\ UNCHANGED <<env, aws, jr, top, ackd, sent, due, durable, rlog>>

Put(p) == LET l  == proc[p] IN                                             \* S6, S8, S9: the conditional writes
  /\ l.pc \in {"write", "arn", "nw"}
  /\ \E nd \in IF l.pc = "nw" THEN Marks(l) ELSE {l.doc} :
     LET n  == IF Store = "cas" /\ "noCondition" \in Bug THEN top + 1 ELSE l.rev + 1
         genuine == n = top + 1
         won == [l EXCEPT !.doc = nd, !.rev = n, !.floor = IF Store = "ssm" THEN n ELSE 0, !.got = FALSE, !.rst = FALSE,
                          !.dl = IF l.pc = "nw" THEN {} ELSE @]
     IN IF ~CanPut(l)
     THEN /\ Set(p, IF l.pc = "nw" /\ l.tries < 2 THEN [l EXCEPT !.pc = "reread", !.tries = @ + 1, !.floor = IF Store = "ssm" THEN l.rev + 1 ELSE 0]  \* N1: merged into the newest
                    ELSE Rest(IF Store = "ssm" THEN l.rev + 1 ELSE 0, l.seen))  \* S11: lost race
          /\ UNCHANGED <<jr, top, ackd, due, durable, rlog>>
     ELSE /\ jr' = IF n \in DOMAIN jr /\ "sharedNonce" \in Bug THEN jr
                   ELSE IF Store = "cas" THEN n :> [d |-> nd, b |-> 0] ELSE (n :> [d |-> nd, b |-> now]) @@ jr
          /\ ackd' = IF Store = "cas" /\ l.rst THEN Len(ops) ELSE ackd
          /\ top' = Max({top, n})
          /\ due' = IF genuine THEN due \cup Evs(nd.owed) ELSE due
          /\ durable' = IF genuine THEN durable \cup {Id(nd.g, w) : w \in Range(nd.open)} ELSE durable
          /\ rlog' = IF genuine /\ l.rst THEN Append(rlog, l.ac.v) ELSE rlog
          /\ Set(p, IF l.pc # "write" THEN Stop(won) ELSE IF Late(won) THEN Stop(won)  \* a late success counts as lost
                    ELSE IF Store = "ssm" /\ "lateCheck" \in Fix /\ now - l.begun > (IF "checkEarly" \in Fix THEN StepLimit ELSE PruneAge) THEN [won EXCEPT !.pc = "check"]
                    ELSE Go(won))
  /\ UNCHANGED <<env, aws, sent>>

Reread(p) == LET l == proc[p] IN                                           \* N1: the mark goes into the newest revision, with time of its own
  /\ l.pc = "reread" \/ (l.pc = "nw" /\ Late(l))
  /\ top > 0
  /\ \E v \in Views(l) :                                                   \* ... as the store shows it (R9)
       LET d == IF v = 0 THEN NoDoc ELSE jr[v].d
           n == [l EXCEPT !.doc = d, !.rev = v, !.begun = now, !.got = FALSE, !.k = 99, !.floor = IF Store = "ssm" THEN Max({v, @}) ELSE 0]
       IN /\ v # top => left.stale > 0
          /\ left' = IF v # top THEN [left EXCEPT !.stale = @ - 1] ELSE left
          /\ \/ (v = 0 \/ d \in Marks(n)) /\ Set(p, Stop(n))               \* others have told it all, or there is nothing any more
             \/ v # 0 /\ Marks(n) # {d} /\ Set(p, [n EXCEPT !.pc = "nw"])
  /\ UNCHANGED <<now, pitr, conf, ops, aws, jr, top, ackd, sent, due, durable, rlog>>

GiveUp(p) == LET l == proc[p] IN                                           \* S15: a late step begins nothing more
  /\ Late(l) /\ l.pc \in {"obs", "write", "arn", "notify", "nw"}
  /\ Set(p, IF Told(l) /\ l.pc # "nw" THEN [l EXCEPT !.pc = "reread"] ELSE Stop(l))
  /\ UNCHANGED <<env, aws, jr, top, ackd, sent, due, durable, rlog>>

Check(p) == LET l == proc[p] IN                                            \* section 5's check of a late writer
  /\ l.pc = "check"
  /\ \E n \in Views(l) : /\ n # top => left.stale > 0
                         /\ left' = IF n # top THEN [left EXCEPT !.stale = @ - 1] ELSE left
                         /\ Set(p, IF n > l.rev THEN Rest(n, l.seen) ELSE Go(l))
  /\ UNCHANGED <<now, pitr, conf, aws, jr, top, ops, ackd, sent, due, durable, rlog>>

Request(p) == LET l == proc[p] IN                                          \* S7
  /\ l.pc = "req"
  /\ LET w == l.doc.open[l.k]  id == Id(l.doc.g, w)  tok == Token(l.doc.g, w)
         take(x) == Go([l EXCEPT !.doc.open[l.k].s = "run", !.doc.open[l.k].e = x, !.doc.open[l.k].i = 0, !.got = TRUE, !.k = @ + 1])
     IN IF Late(l) THEN Set(p, Stop(l)) /\ UNCHANGED aws
        ELSE IF w.f < pitr \/ w.t > now THEN Set(p, Go([l EXCEPT !.k = @ + 1])) /\ UNCHANGED aws      \* InvalidExportTime
        ELSE IF Live(tok) # {}
        THEN LET x == Min(Live(tok)) IN                                    \* replay, or ExportConflict (T4): the next step looks
             Set(p, IF aws[x].c = conf[p] THEN take(x) ELSE Go([l EXCEPT !.doc.open[l.k].s = "conf", !.doc.open[l.k].i = l.at, !.got = TRUE, !.k = @ + 1])) /\ UNCHANGED aws
        ELSE aws' = Append(aws, [id |-> id, tok |-> tok, s |-> "run", x |-> now + TokenLife, c |-> conf[p], b |-> now]) /\ Set(p, take(Len(aws) + 1))
  /\ UNCHANGED <<env, jr, top, ackd, sent, due, durable, rlog>>

Past(l) == l.doc.owed # <<>> /\ Left(l) # <<>> /\ Left(l)[1].g < l.doc.g /\ Left(l)[1].f # -1
Notify(p) == LET l == proc[p] IN                                           \* S9
  /\ l.pc = "notify"
  /\ IF MiscLeft(l) /\ ~Past(l)
     THEN Set(p, Go([l EXCEPT !.md = @ + 1])) /\ UNCHANGED sent            \* conditions: after older generations, before this chain
     ELSE sent' = sent \cup {Ev(Left(l)[1])} /\ Set(p, Go([l EXCEPT !.dl = @ \cup {Left(l)[1]}]))
  /\ UNCHANGED <<env, aws, jr, top, ackd, due, durable, rlog>>
Refuse(p) == LET l == proc[p] IN                                           \* the notifier throws
  /\ l.pc = "notify" /\ left.nofy > 0 /\ left' = [left EXCEPT !.nofy = @ - 1]
  /\ Set(p, Go([l EXCEPT !.nf = TRUE]))
  /\ UNCHANGED <<now, pitr, conf, aws, jr, top, ops, ackd, sent, due, durable, rlog>>

Step(p) == Read(p) \/ Observe(p) \/ Put(p) \/ Reread(p) \/ GiveUp(p) \/ Refuse(p) \/ Check(p) \/ Request(p) \/ Notify(p)

(* ------------------------------------------------------------------------------------ the world -- *)
Use(f) == left[f] > 0 /\ left' = [left EXCEPT ![f] = @ - 1]
Crash(p) == /\ Use("crash") /\ proc[p] # Rest(0, [v |-> 0, a |-> "RUN"])
            /\ Set(p, Rest(0, [v |-> 0, a |-> "RUN"]))
            /\ UNCHANGED <<now, pitr, conf, aws, jr, top, ops, ackd, sent, due, durable, rlog>>
Tick == /\ now < MaxTime /\ now' = now + 1
        /\ aws' = [x \in DOMAIN aws |-> IF aws[x].x <= now + 1 THEN [aws[x] EXCEPT !.x = 0] ELSE aws[x]]
        /\ jr' = [n \in DOMAIN jr |->                                     \* forget what can no longer matter (fewer states)
                    [d |-> IF \E m \in DOMAIN jr : m > n /\ now + 1 - jr[m].b >= Staleness THEN NoDoc ELSE jr[n].d,
                     b |-> IF Store = "cas" THEN 0 ELSE Max({jr[n].b, now + 1 - PruneAge - Staleness})]]
        /\ UNCHANGED <<pitr, conf, top, ops, ackd, proc, left, sent, due, durable, rlog>>
End(x, s) == aws[x].s = "run" /\ aws' = [aws EXCEPT ![x].s = s] /\ UNCHANGED <<now, pitr, conf, jr, top, ops, ackd, proc, sent, due, durable, rlog>>
Complete == \E x \in DOMAIN aws : End(x, "ok") /\ UNCHANGED left
Fail     == Use("fail") /\ \E x \in DOMAIN aws : End(x, "bad")
Flap     == Use("flap") /\ pitr < now /\ pitr' = now /\ UNCHANGED <<now, conf, aws, jr, top, ops, ackd, proc, sent, due, durable, rlog>>
Reconfigure(p) == conf' = [conf EXCEPT ![p] = 1 - @] /\ UNCHANGED <<now, pitr, aws, jr, top, ops, ackd, proc, sent, due, durable, rlog>>
Config   == Use("conf") /\ \E p \in Proc : Reconfigure(p)               \* K8: processes may differ, as in a rolling update
Operate(a) == ops' = Append(ops, a) /\ UNCHANGED <<now, pitr, conf, aws, jr, top, ackd, proc, sent, due, durable, rlog>>
Resume   == Action = "PAUSE" /\ Operate("RUN") /\ UNCHANGED left
Prunable == {n \in DOMAIN jr : /\ n # 1 \/ "pruneOne" \in Bug             \* as written: not the newest few, not young ones
                               /\ IF "pruneNewer" \in Fix THEN \E m \in DOMAIN jr : m > n /\ now - jr[m].b >= PruneAge
                                  ELSE n <= top - Keep /\ now - jr[n].b >= PruneAge}
Prune == /\ Store = "ssm" /\ Prunable # {}                                 \* at any time; deleting fewer only makes more writes fail
         /\ jr' = [m \in DOMAIN jr \ Prunable |-> jr[m]]
         /\ UNCHANGED <<env, aws, top, ackd, proc, sent, due, durable, rlog>>

Full0 == <<1, 1, 0, 0>>
Init == /\ now = 0 /\ pitr = 0 /\ conf = [p \in Proc |-> 0] /\ ops = <<>> /\ ackd = 0
        /\ proc = [p \in Proc |-> Rest(0, [v |-> 0, a |-> "RUN"])]
        /\ left = [crash |-> Crashes, fail |-> Fails, flap |-> Flaps, stale |-> Stales, reset |-> Resets, pause |-> Pauses, conf |-> Configs, nofy |-> Refusals]
        /\ rlog = <<>>
        /\ IF Start = "fresh" THEN aws = <<>> /\ jr = <<>> /\ top = 0 /\ sent = {} /\ due = {} /\ durable = {}
           ELSE /\ jr = (1 :> [d |-> [NoDoc EXCEPT !.g = 1, !.wm = 0, !.fr = 0, !.q = 1], b |-> 0])
                /\ top = 1 /\ durable = {<<1, 0, 0, 1>>} /\ sent = {Full0} /\ due = {Full0}
                /\ aws = <<[id |-> <<1, 0, 0, 1>>, tok |-> <<1, 0, 0, 1>>, s |-> "ok", x |-> TokenLife, c |-> 0, b |-> 0]>>
World == \/ Tick \/ Complete \/ Fail \/ Flap \/ Config \/ Resume \/ Prune
         \/ (Use("pause") /\ Operate("PAUSE")) \/ (Use("reset") /\ Operate("RESET"))
Next == World \/ \E p \in Proc : Step(p) \/ Crash(p)
Spec == Init /\ [][Next]_vars
\* A step is always possible, so this is weak fairness of Step(p), written so that TLC need not compute ENABLED Step(p).
FairSpec == Spec /\ WF_vars(Tick) /\ WF_vars(Complete) /\ WF_vars(Resume) /\ \A p \in Proc : []<><<proc'[p] # proc[p]>>_vars
Sym == Permutations(Proc)

(* ------------------------------------------------------------------------------------ properties -- *)
Contiguous(d) == LET o == d.open IN
  /\ \A k \in 1..Len(o)-1 : o[k].t = o[k+1].f
  /\ IF o = <<>> THEN d.fr = d.wm ELSE o[Len(o)].t = d.fr /\ (d.wm = -1 => o[1].f = o[1].t) /\ (d.wm # -1 => o[1].f = d.wm)
I1 == \A n \in DOMAIN jr : jr[n].d.g > 0 => Contiguous(jr[n].d)
OneChain == \A x, y \in Range(aws) : x.id[1] = y.id[1] =>                  \* what AWS was asked for: one T0, no overlap
  IF x.id[2] = x.id[3] /\ y.id[2] = y.id[3] THEN x.id[2] = y.id[2] \/ x.s = "bad" \/ y.s = "bad"
  ELSE <<x.id[2], x.id[3]>> = <<y.id[2], y.id[3]>> \/ x.id[3] <= y.id[2] \/ y.id[3] <= x.id[2]
I2 == \A e \in due : e[3] >= 0 =>
  /\ \E x \in Range(aws) : x.s = "ok" /\ <<x.id[1], x.id[2], x.id[3]>> = <<e[2], e[3], e[4]>>
  /\ e[3] < e[4] => \E b \in due : b[2] = e[2] /\ b[4] = e[3] /\ b[1] < e[1]       \* and everything before it
I3 == \A x, y \in DOMAIN aws : aws[x].id = aws[y].id => x = y
Own == \A n \in DOMAIN jr : \A w \in Range(jr[n].d.open) : w.e > 0 => aws[w.e].id = Id(jr[n].d.g, w)
Durable == \A x \in Range(aws) : x.id \in durable                          \* only what a genuine revision plans is requested
I4 == [][Cur'.g >= Cur.g /\ (Cur'.g = Cur.g => Cur'.wm >= Cur.wm)]_vars
I4Literal == \A e, b \in due : (e[3] >= 0 /\ b[3] >= 0 /\ e[1] < b[1]) => e[4] <= b[4]
I6 == {e \in due : e[3] >= -1} \subseteq sent \cup Evs(Cur.owed)                                \* never lost
I6True == sent \subseteq due                                               \* never untrue
I6Order == \A e \in sent, b \in due : (e[3] >= 0 /\ b[3] >= 0 /\ b[1] < e[1]) => b \in sent            \* first deliveries in chain order
I6Once == [][\A p \in Proc : proc[p].pc = "notify" /\ proc'[p].dl # {} => {Ev(e) : e \in proc'[p].dl \ proc[p].dl} \cap sent = {}]_vars
ResetOnce == \A j, k \in DOMAIN rlog : rlog[j] = rlog[k] => j = k
GapTrue == [][Cur.cond = "ok" /\ Cur'.cond = "gap" =>                      \* history is really lost
               pitr > Cur'.fr \/ \E w \in Range(Cur'.open) : w.s \in {"plan", "conf"} /\ w.f < pitr /\ Found(Token(Cur'.g, w)) = {}]_vars
PauseKept == ackd > 0 => ops[ackd] = "RESET"
I8 == \A p \in Proc : proc[p].pc = "req" => proc[p].seen.a # "PAUSE"       \* by the process that saw it
I8Global == [][Len(aws') > Len(aws) => ~(Action = "PAUSE" /\ \E p \in Proc : proc[p].seen.v = Len(ops))]_vars
Caught == <>[]((Cur.wm = MaxTime \/ Cur.cond = "gap") /\ Cur.owed = <<>>)  \* I7 and N1, once faults stop
ResetDone == \A v \in 1..Resets : (Len(ops) >= v /\ ops[v] = "RESET") ~> (Cur.ack >= v \/ Len(ops) > v)
=============================================================================
