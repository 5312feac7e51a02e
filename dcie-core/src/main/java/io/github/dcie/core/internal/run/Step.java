package io.github.dcie.core.internal.run;

import io.github.dcie.AdvanceOutcome;
import io.github.dcie.ExportEvent;
import io.github.dcie.JobId;
import io.github.dcie.JobStatus;
import io.github.dcie.OperatorAction;
import io.github.dcie.StateStoreException;
import io.github.dcie.StepAction;
import io.github.dcie.StepPlan;
import io.github.dcie.UnusableStateException;
import io.github.dcie.core.FirstRun;
import io.github.dcie.core.internal.document.StateCodec;
import io.github.dcie.core.internal.dynamodb.Allowance;
import io.github.dcie.core.internal.dynamodb.CallLimits;
import io.github.dcie.core.internal.dynamodb.ExportApi;
import io.github.dcie.core.internal.dynamodb.ExportSearch;
import io.github.dcie.core.internal.facts.DescribeResult;
import io.github.dcie.core.internal.facts.LookupResult;
import io.github.dcie.core.internal.facts.PitrStatus;
import io.github.dcie.core.internal.facts.Search;
import io.github.dcie.core.internal.facts.TableFacts;
import io.github.dcie.core.internal.facts.Token;
import io.github.dcie.core.internal.guard.Checker;
import io.github.dcie.core.internal.guard.Thrown;
import io.github.dcie.core.internal.model.JobState;
import io.github.dcie.core.internal.model.StoredTimes;
import io.github.dcie.core.internal.model.TrackedExport;
import io.github.dcie.core.internal.report.Notice;
import io.github.dcie.core.internal.report.Statuses;
import io.github.dcie.core.internal.rules.Settings;
import io.github.dcie.core.internal.step.Turn;
import io.github.dcie.spi.Revision;
import io.github.dcie.spi.StateStore;
import io.github.dcie.spi.StateWrite;
import io.github.dcie.spi.StoredState;
import io.github.dcie.spi.WriteId;
import io.github.dcie.spi.WriteResult;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One step: the I/O in its fixed order, S1 to S9. Every decision is the {@link Turn}'s. Used once, by one thread.
 *
 * <p>An intent is durable before DynamoDB is asked for it (S6 before S7), and a notice is owed before it is delivered,
 * so a step may end at any instruction and the next one goes on from what is stored.
 */
public final class Step {

    /** At most so many exports are described to find one (T3). */
    private static final int MAX_DESCRIBES = 20;

    /** The mark "delivered" is merged into the newest revision at most so often (N1). */
    private static final int MOST_MARKS = 3;

    private final Dependencies dependencies;
    private final Settings settings;
    private final JobId job;
    private final Budget budget;
    private final StateStore store;
    private final ExportApi exports;
    private final Checker checker;
    private final StepLog log;
    private final Instant now;
    private final Statuses statuses;
    private final Thrown thrown = new Thrown();
    private final Map<String, DescribeResult> described = new HashMap<>();

    /** A step that may begin effects for so long. */
    public Step(Dependencies dependencies, Duration time) {
        this.dependencies = dependencies;
        settings = dependencies.settings();
        job = settings.job().id();
        budget = new Budget(time, dependencies.clock(), dependencies.nanoTime());
        store = dependencies.store();
        exports = new ExportApi(
                settings.job(),
                dependencies.dynamoDb(),
                new CallLimits(() -> budget.limit(dependencies.apiCallTimeout()), budget::isOver, thrown::accept));
        checker = new Checker(dependencies.check(), settings.job(), budget::isOver, thrown::accept);
        log = new StepLog(job);
        now = StoredTimes.nearest(dependencies.clock().instant()).truncatedTo(ChronoUnit.SECONDS);
        statuses = new Statuses(settings, now);
    }

    /** Goes one step on. What the JVM's owner must see of what the user's code threw is thrown after that (S17). */
    public AdvanceOutcome advance() throws StateStoreException {
        try {
            AdvanceOutcome outcome = step();
            thrown.rethrow();
            return outcome;
        } catch (StateStoreException e) {
            thrown.accept(e.getCause() == null ? e : e.getCause());
            thrown.rethrow();
            throw e;
        }
    }

    private AdvanceOutcome step() throws StateStoreException {
        StoredState stored = store.read(job); // S1
        Turn turn = begin(stored); // S2
        Outcomes outcomes = new Outcomes(statuses, stored);
        if (mustNotRun(stored)) {
            return outcomes.standing(turn);
        }
        if (budget.isOver()) {
            return outcomes.outOfTime(turn);
        }
        turn = decide(turn).claimed(); // S3, S4, S5
        Revision revision = stored.revision();
        if (turn.isChanged()) {
            if (budget.isOver()) {
                return outcomes.outOfTime(turn);
            }
            if (write(turn, revision) == WriteResult.LOST_RACE) { // S6
                return outcomes.lostRace(turn);
            }
            revision = revision.next();
            turn = turn.written();
        }
        Turn asked = request(turn).claimed(); // S7
        Optional<Revision> known = Optional.of(revision);
        // with notices to deliver that were this step's before, the answers are written with what becomes of those
        boolean later = !asked.notices().isEmpty() && asked.notices().equals(turn.notices());
        if (asked.isChanged() && !later) {
            boolean written = !budget.isOver() && write(asked, revision) == WriteResult.WRITTEN; // S8
            known = written ? Optional.of(revision.next()) : Optional.empty();
            // what was not written is not true: the next step sees the answers, or asks again (S11)
            asked = written ? asked.written() : asked.asFarAsWritten();
        }
        return deliver(asked, known, outcomes); // S9
    }

    /** What the next step would do; changes nothing. */
    public StepPlan plan() throws StateStoreException {
        StoredState stored = store.read(job);
        Turn turn = begin(stored);
        Outcomes outcomes = new Outcomes(statuses, stored);
        if (mustNotRun(stored)) {
            return outcomes.plan(outcomes.standing(turn), turn, OptionalLong.empty());
        }
        turn = decide(turn).claimed();
        boolean full = turn.requests().stream()
                .anyMatch(planned -> planned.tracked().span().window().isEmpty());
        OptionalLong bytes = full
                ? exports.table()
                        .facts()
                        .map(table -> OptionalLong.of(table.bytes()))
                        .orElse(OptionalLong.empty())
                : OptionalLong.empty();
        return outcomes.plan(outcomes.of(turn, Optional.of(stored.revision()), List.of()), turn, bytes);
    }

    /** Where the job stands. */
    public JobStatus status() throws StateStoreException {
        StoredState stored = store.read(job);
        JobState state =
                decode(stored).orElseGet(() -> JobState.fresh(settings.job().table()));
        return statuses.of(state, stored.revision(), stored.operator());
    }

    private Turn begin(StoredState stored) throws UnusableStateException {
        return Turn.begin(settings, name(), now, decode(stored), stored.operator());
    }

    // 48 random bits: two steps that meet over one state never bear the same name
    private static String name() {
        return WriteId.random().value().substring(24);
    }

    private boolean mustNotRun(StoredState stored) {
        return stored.operator().action() == OperatorAction.PAUSE
                || (stored.document().isEmpty() && settings.firstRun() == FirstRun.REQUIRE_STATE);
    }

    private Turn decide(Turn begun) throws UnusableStateException {
        int generation = begun.state().generation().number();
        for (TrackedExport tracked : begun.toDescribe()) {
            if (!described.isEmpty() && budget.isLate()) {
                break; // what was seen is to be written; the next step looks at the rest (S15)
            }
            String id = tracked.stage().export().orElseThrow();
            described.put(id, checker.checked(generation, tracked, exports.describe(id))); // S3
        }
        Turn turn = sound(begun.observed(described)); // S4
        if (!turn.wantsFacts()) {
            return turn;
        }
        PitrStatus pitr = exports.pitr(); // S5
        Map<Search, LookupResult> findings = new LinkedHashMap<>();
        ExportSearch search =
                new ExportSearch(exports, new Allowance(MAX_DESCRIBES, budget::isLate), pitr.trusted(now));
        for (Search wanted : turn.toSeek(pitr)) {
            findings.put(wanted, checker.checked(generation, wanted, search.find(wanted)));
        }
        turn = sound(turn.informed(pitr, findings));
        Optional<TableFacts> table = turn.wantsTable(pitr) ? exports.table().facts() : Optional.empty();
        turn = turn.planned(pitr, table);
        return turn.wantsProofOfNewness() ? turn.proved(anyExport(search, turn)) : turn;
    }

    private LookupResult anyExport(ExportSearch search, Turn turn) {
        String prefix = Token.prefix(job, settings.job().table());
        return search.findAny(prefix, turn.unwritten().remembered().newUpTo());
    }

    /** A state that names exports which DynamoDB made for something else was not written by this library like this. */
    private Turn sound(Turn turn) throws UnusableStateException {
        if (turn.damage().isPresent()) {
            throw UnusableStateException.damaged(job, turn.damage().get());
        }
        return turn;
    }

    private Turn request(Turn planned) {
        Turn turn = planned;
        for (Search request : planned.requests()) {
            if (budget.isOver()) {
                break;
            }
            turn = turn.answered(request.tracked(), exports.request(request));
        }
        return turn;
    }

    private AdvanceOutcome deliver(Turn turn, Optional<Revision> known, Outcomes outcomes) throws StateStoreException {
        List<ExportEvent> events = new ArrayList<>();
        List<Notice> delivered = new ArrayList<>();
        Optional<String> failure = Optional.empty();
        Optional<String> damage = Optional.empty();
        boolean isTried = false;
        Deliveries deliveries = new Deliveries(turn, exports, described);
        for (Notice notice : turn.notices()) {
            if (budget.isOver()) {
                break;
            }
            damage = deliveries.damage(notice);
            if (damage.isPresent()) {
                break; // what was delivered before is written first, or each step would deliver it again
            }
            if (deliveries.isForgotten(notice)) {
                turn = turn.did(StepAction.Kind.FORGET, Optional.empty(), notice.toString());
                delivered.add(notice);
                continue;
            }
            Optional<ExportEvent> event = deliveries.event(notice);
            if (budget.isOver()) {
                break; // describing the export may have taken long (S15)
            }
            isTried |= event.isPresent();
            failure = event.isPresent()
                    ? log.deliver(dependencies.notifier(), event.get(), thrown)
                    : Optional.of(deliveries.hindrance(notice));
            if (failure.isPresent()) {
                break;
            }
            delivered.add(notice);
            events.add(event.orElseThrow());
            turn = turn.did(
                    StepAction.Kind.NOTIFY,
                    Optional.empty(),
                    event.orElseThrow().id().toString());
        }
        boolean nothingToMark = delivered.isEmpty() && failure.isEmpty();
        AdvanceOutcome outcome = nothingToMark || Thread.currentThread().isInterrupted()
                ? outcomes.of(turn.asFarAsWritten(), known, events)
                : mark(turn, known, new Told(delivered, events, failure, isTried), outcomes);
        if (damage.isPresent()) {
            throw UnusableStateException.damaged(job, damage.get());
        }
        return outcome;
    }

    /**
     * What has become of a step's notices.
     *
     * @param failure why the next one could not be delivered
     * @param isTried whether the notifier was called at all
     */
    private record Told(List<Notice> delivered, List<ExportEvent> events, Optional<String> failure, boolean isTried) {}

    /**
     * Writes what was delivered into whatever is newest. Where the notifier was called it has time of its own, counted
     * from the read that it builds on: one that takes longer than the step's budget would otherwise have its events
     * repeated, or its failure forgotten, for ever (S15).
     */
    private AdvanceOutcome mark(Turn deliveredBy, Optional<Revision> known, Told told, Outcomes outcomes)
            throws StateStoreException {
        Turn turn = deliveredBy;
        Optional<Revision> revision = budget.isOver() ? Optional.empty() : known;
        Budget marking = budget;
        for (int tries = 0; tries < MOST_MARKS; tries++) {
            if (revision.isEmpty()) {
                marking = told.isTried() ? budget.again() : budget;
                StoredState newest = store.read(job);
                Optional<JobState> state = decode(newest);
                if (state.isEmpty()) {
                    return outcomes.of(turn, Optional.empty(), told.events()); // deleted meanwhile; that is not undone
                }
                revision = Optional.of(newest.revision());
                turn = turn.reread(state.get());
            }
            Turn marked = turn.delivered(told.delivered(), told.failure());
            if (!marked.isChanged() || marking.isOver()) {
                return outcomes.of(turn.asFarAsWritten(), revision, told.events());
            }
            if (isMarked(marked, revision.get(), tries)) {
                return outcomes.of(marked.written(), Optional.of(revision.get().next()), told.events());
            }
            revision = Optional.empty();
        }
        return outcomes.of(turn, revision, told.events());
    }

    private boolean isMarked(Turn marked, Revision expected, int tries) throws StateStoreException {
        try {
            return write(marked, expected) == WriteResult.WRITTEN;
        } catch (StateStoreException e) {
            // what was told and is not marked is told again, so it is worth another try
            if (tries + 1 == MOST_MARKS) {
                throw e;
            }
            log.couldNotMark(e);
            return false;
        }
    }

    private WriteResult write(Turn turn, Revision expected) throws StateStoreException {
        StateWrite write = new StateWrite(
                WriteId.random(),
                expected,
                StateCodec.encode(turn.state()),
                statuses.readable(turn.state()),
                now,
                turn.acknowledges());
        WriteResult result = store.write(job, write);
        log.wrote(turn, expected, result);
        return result;
    }

    private Optional<JobState> decode(StoredState stored) throws UnusableStateException {
        return stored.document().isPresent()
                ? Optional.of(
                        StateCodec.decode(settings.job(), stored.document().get()))
                : Optional.empty();
    }
}
