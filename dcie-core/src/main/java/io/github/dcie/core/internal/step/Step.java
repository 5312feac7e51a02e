package io.github.dcie.core.internal.step;

import io.github.dcie.AdvanceOutcome;
import io.github.dcie.JobStatus;
import io.github.dcie.OperatorAction;
import io.github.dcie.StateStoreException;
import io.github.dcie.StepPlan;
import io.github.dcie.core.FirstRun;
import io.github.dcie.core.internal.document.StateReader;
import io.github.dcie.core.internal.effect.Effect.DescribeTable;
import io.github.dcie.core.internal.effect.Effect.RequestExport;
import io.github.dcie.core.internal.effect.Effect.Time;
import io.github.dcie.core.internal.effect.NoTimeException;
import io.github.dcie.core.internal.effect.Performer;
import io.github.dcie.core.internal.facts.Search;
import io.github.dcie.core.internal.model.JobState;
import io.github.dcie.core.internal.report.Statuses;
import io.github.dcie.core.internal.rules.Settings;
import io.github.dcie.core.internal.turn.Answering;
import io.github.dcie.core.internal.turn.Begin;
import io.github.dcie.core.internal.turn.Turn;
import io.github.dcie.spi.Revision;
import io.github.dcie.spi.StoredState;
import io.github.dcie.spi.WriteResult;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One step, S1 to S9: ordinary code in the order in which things happen, which does nothing but to decide and to want
 * effects. What comes of it follows from what it was given and from what its effects gave, and from nothing else; so a step
 * can be run again from a record of both.
 *
 * <p>An intent is durable before DynamoDB is asked for it (S6 before S7), and a notice is pending before it is delivered, so
 * a step may end at any effect and the next one goes on from what is stored. Used once, by one thread.
 */
public final class Step {

    private final Begin begin;
    private final Performer outside;
    private final Storage storage;
    private final Gathering gathering;
    private final Settings settings;
    private final Statuses statuses;

    /** Of what it was given. */
    public Step(Begin begin, Performer outside) {
        this(begin, outside, new StateReader());
    }

    /** Of what it was given, with a reader that may have read the state before. */
    public Step(Begin begin, Performer outside, StateReader states) {
        this.begin = begin;
        this.outside = outside;
        settings = begin.settings();
        storage = new Storage(outside, settings, states);
        gathering = new Gathering(outside);
        statuses = new Statuses(settings, begin.now());
    }

    /** Goes one step on. */
    public AdvanceOutcome advance() throws StateStoreException {
        StoredState stored = read(); // S1
        Turn begun = begun(stored); // S2
        Outcomes outcomes = new Outcomes(statuses, stored);
        if (mustNotRun(stored)) {
            return outcomes.standing(begun);
        }
        Turn turn;
        Revision revision = stored.revision();
        try {
            turn = gathering.decided(begun); // S3, S4, S5
            if (turn.isChanged()) {
                if (storage.write(turn, revision) == WriteResult.LOST_RACE) { // S6
                    return outcomes.lostRace(turn);
                }
                revision = revision.next();
                turn = turn.written();
            }
        } catch (NoTimeException e) {
            return outcomes.outOfTime(begun);
        }
        Turn asked = requested(turn).claimed(); // S7
        // with notices to deliver that were this step's before, the answers are written with what becomes of those
        boolean later = !asked.notices().isEmpty() && asked.notices().equals(turn.notices());
        if (later || !asked.isChanged()) {
            return delivered(asked, Optional.of(revision), outcomes); // S9
        }
        // what was not written is not true: the next step sees the answers, or asks again (S11)
        return isWritten(asked, revision) // S8
                ? delivered(asked.written(), Optional.of(revision.next()), outcomes)
                : delivered(asked.asFarAsWritten(), Optional.empty(), outcomes);
    }

    private Turn requested(Turn planned) {
        Turn turn = planned;
        try {
            for (Search request : planned.requests()) {
                turn = Answering.answered(turn, request.tracked(), outside.perform(new RequestExport(request)));
            }
            return turn;
        } catch (NoTimeException e) {
            return turn; // the next step asks for the rest, with the same tokens (T2)
        }
    }

    private boolean isWritten(Turn asked, Revision revision) throws StateStoreException {
        try {
            return storage.write(asked, revision) == WriteResult.WRITTEN;
        } catch (NoTimeException e) {
            return false;
        }
    }

    private AdvanceOutcome delivered(Turn turn, Optional<Revision> known, Outcomes outcomes)
            throws StateStoreException {
        return new Delivering(outside, storage, outcomes, gathering.described(), turn).outcome(known);
    }

    /** What the next step would do: the same, up to its first change. */
    public StepPlan plan() throws StateStoreException {
        StoredState stored = read();
        Turn begun = begun(stored);
        Outcomes outcomes = new Outcomes(statuses, stored);
        if (mustNotRun(stored)) {
            return outcomes.plan(outcomes.standing(begun), begun, OptionalLong.empty());
        }
        try {
            Turn turn = gathering.decided(begun);
            AdvanceOutcome outcome = outcomes.of(turn, Optional.of(stored.revision()), List.of());
            return outcomes.plan(outcome, turn, bytes(turn));
        } catch (NoTimeException e) {
            return outcomes.plan(outcomes.outOfTime(begun), begun, OptionalLong.empty());
        }
    }

    /** What a full export would be billed by, if one is to be requested. */
    private OptionalLong bytes(Turn turn) {
        boolean full = turn.requests().stream()
                .anyMatch(planned -> planned.tracked().span().window().isEmpty());
        try {
            return full ? outside.perform(new DescribeTable()).bytes() : OptionalLong.empty();
        } catch (NoTimeException e) {
            return OptionalLong.empty();
        }
    }

    /** Where the job stands. */
    public JobStatus status() throws StateStoreException {
        StoredState stored = read();
        JobState state = storage.decode(stored)
                .orElseGet(() -> JobState.fresh(settings.job().table()));
        return statuses.of(state, stored.revision(), stored.operator());
    }

    private StoredState read() throws StateStoreException {
        try {
            return storage.read(Time.WHENEVER);
        } catch (NoTimeException e) {
            throw new IllegalStateException("the first read needs no time", e);
        }
    }

    private Turn begun(StoredState stored) throws StateStoreException {
        return Turn.begin(begin, storage.decode(stored), stored.operator());
    }

    private boolean mustNotRun(StoredState stored) {
        return stored.operator().action() == OperatorAction.PAUSE
                || (stored.document().isEmpty() && settings.firstRun() == FirstRun.REQUIRE_STATE);
    }
}
