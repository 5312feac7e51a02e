package io.github.dcie.core.internal.run;

import io.github.dcie.AdvanceOutcome;
import io.github.dcie.JobStatus;
import io.github.dcie.StateStoreException;
import io.github.dcie.StepPlan;
import io.github.dcie.core.internal.dynamodb.CallLimits;
import io.github.dcie.core.internal.effect.Effect;
import io.github.dcie.core.internal.effect.NoTimeException;
import io.github.dcie.core.internal.effect.Performer;
import io.github.dcie.core.internal.guard.Reported;
import io.github.dcie.core.internal.model.StoredTimes;
import io.github.dcie.core.internal.recording.Recording;
import io.github.dcie.core.internal.step.Step;
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
 * Performs what a step wants, one effect after the other. The only place that looks at the budget, and the only one that
 * catches; it knows no rule. Used once, by one thread.
 */
public final class StepRunner implements Performer {

    private static final Logger LOG = LoggerFactory.getLogger("io.github.dcie.core.ExportCoordinator");

    private final Effect.World world;
    private final Begin begin;
    private final Optional<StepRecorder> recorder;
    private Budget budget;
    private Optional<VirtualMachineError> fatal = Optional.empty();

    /** A step that may begin effects for so long. */
    public StepRunner(Dependencies dependencies, Duration time) {
        budget = new Budget(time, dependencies.clock(), dependencies.nanoTime());
        Instant now = StoredTimes.nearest(dependencies.clock().instant()).truncatedTo(ChronoUnit.SECONDS);
        begin = new Begin(dependencies.settings(), name(), now);
        recorder = dependencies.recorder();
        world = new LiveWorld(
                dependencies,
                new CallLimits(
                        () -> budget.limit(dependencies.apiCallTimeout()), () -> budget.isOver(), this::takeNote));
    }

    // 48 random bits: two steps that meet over one state never bear the same name
    private static String name() {
        return WriteId.random().value().substring(24);
    }

    /** Goes one step on, and records it if somebody wants that. */
    public AdvanceOutcome advance() throws StateStoreException {
        Optional<Recording> recording = recorder.map(any -> new Recording(this, begin));
        try {
            AdvanceOutcome outcome = new Step(begin, recording.<Performer>map(each -> each).orElse(this)).advance();
            keep(recording, outcome);
            rethrow();
            return outcome;
        } catch (StateStoreException e) {
            keep(recording, e);
            rethrow();
            throw e;
        }
    }

    /** What the next step would do; changes nothing. */
    public StepPlan plan() throws StateStoreException {
        StepPlan plan = new Step(begin, this).plan();
        rethrow();
        return plan;
    }

    /** Where the job stands. */
    public JobStatus status() throws StateStoreException {
        JobStatus status = new Step(begin, this).status();
        rethrow();
        return status;
    }

    /** A recorder is the user's: whatever it throws, the step has been made (S17). */
    private void keep(Optional<Recording> recording, Object end) {
        try {
            if (recording.isPresent() && recording.get().isWorthKeeping()) {
                recorder.orElseThrow().record(recording.get().line(end));
            }
        } catch (Throwable thrown) { // S17
            takeNote(thrown);
            LOG.info("job {}: the step could not be recorded", begin.settings().job().id(), Reported.of(thrown));
        }
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
            LOG.debug("job {}: {} failed", begin.settings().job().id(), effect.name(), Reported.of(thrown));
            return effect.failed(thrown);
        }
    }

    private void takeNote(Throwable thrown) {
        Throwable cause = thrown.getCause() == null ? thrown : thrown.getCause();
        if (thrown instanceof InterruptedException) {
            Thread.currentThread().interrupt(); // from here on there is no time (S16)
        } else if (fatal.isEmpty() && cause instanceof VirtualMachineError error) {
            fatal = Optional.of(error);
        }
    }

    private void rethrow() {
        if (fatal.isPresent()) {
            throw fatal.get();
        }
    }
}
