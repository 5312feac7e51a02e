package io.github.dcie.core.internal.run;

import io.github.dcie.AdvanceOutcome;
import io.github.dcie.JobStatus;
import io.github.dcie.StateStoreException;
import io.github.dcie.StepPlan;
import io.github.dcie.core.internal.document.StateReader;
import io.github.dcie.core.internal.dynamodb.CallLimits;
import io.github.dcie.core.internal.effect.Effect;
import io.github.dcie.core.internal.effect.NoTimeException;
import io.github.dcie.core.internal.effect.Performer;
import io.github.dcie.core.internal.guard.Reported;
import io.github.dcie.core.internal.step.Step;
import io.github.dcie.core.internal.timing.StoredTimes;
import io.github.dcie.core.internal.turn.Begin;
import io.github.dcie.spi.StepRecorder;
import io.github.dcie.spi.WriteId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Performs what a step wants, one effect after the other. The only place that looks at the budget; it catches whatever the
 * guards and the adapter let through, and knows no rule. Used once, by one thread.
 */
public final class StepRunner implements Performer {

    private static final Logger LOG = LoggerFactory.getLogger("io.github.dcie.core.ExportCoordinator");

    private final Effect.World world;
    private final Begin begin;
    private final Optional<StepRecorder> recorder;
    private final StateReader states;
    private Budget budget;
    private Optional<VirtualMachineError> fatal = Optional.empty();

    /** A step that may begin effects for so long; perhaps one of a signal that an export may be complete (P3). */
    public StepRunner(Dependencies dependencies, Duration time, Optional<String> signalled) {
        budget = new Budget(time, dependencies.clock(), dependencies.nanoTime());
        Instant now = StoredTimes.nearest(dependencies.clock().instant()).truncatedTo(ChronoUnit.SECONDS);
        begin = new Begin(dependencies.settings(), name(), now, signalled);
        recorder = dependencies.recorder();
        states = dependencies.states();
        world = new LiveWorld(
                dependencies,
                new CallLimits(
                        () -> budget.limit(dependencies.apiCallTimeout()), () -> budget.isOver(), this::takeNote));
    }

    // 48 random bits: two steps that meet over one state never bear the same name
    private static String name() {
        return WriteId.random().value().substring(24);
    }

    /** Goes one step on. What the JVM's owner must see of what the user's code threw is thrown after that (S17). */
    public AdvanceOutcome advance() throws StateStoreException {
        FlightRecorder records = new FlightRecorder(recorder, begin, this::takeNote);
        try {
            AdvanceOutcome outcome = new Step(begin, records.around(this), states).advance();
            records.keep(outcome);
            rethrow();
            return outcome;
        } catch (StateStoreException e) {
            records.keep(e);
            rethrow();
            throw e;
        }
    }

    /** What the next step would do; changes nothing. */
    public StepPlan plan() throws StateStoreException {
        return new Step(begin, this, states).plan();
    }

    /** Where the job stands. */
    public JobStatus status() throws StateStoreException {
        return new Step(begin, this, states).status();
    }

    @Override
    public <R> R perform(Effect<R> effect) throws NoTimeException {
        budget = effect.time() == Effect.Time.ANEW ? budget.again() : budget;
        if (!budget.allows(effect.time())) {
            throw new NoTimeException(effect);
        }
        return done(effect);
    }

    private <R> R done(Effect<R> effect) {
        try {
            return effect.in(world);
        } catch (Throwable thrown) { // S17: whatever it is, it is a failed call of that kind
            takeNote(thrown);
            LOG.debug("job {}: {} failed", begin.settings().job().id(), effect.about(), Reported.of(thrown));
            return effect.failed(thrown);
        }
    }

    private void takeNote(Throwable thrown) {
        // what a store throws comes wrapped by its guard (S12)
        Throwable seen = thrown instanceof StateStoreException
                ? Optional.ofNullable(thrown.getCause()).orElse(thrown)
                : thrown;
        if (seen instanceof InterruptedException) {
            Thread.currentThread().interrupt(); // from here on there is no time (S16)
        } else if (fatal.isEmpty() && seen instanceof VirtualMachineError error) {
            fatal = Optional.of(error);
        }
    }

    private void rethrow() {
        if (fatal.isPresent()) {
            throw fatal.get();
        }
    }
}
