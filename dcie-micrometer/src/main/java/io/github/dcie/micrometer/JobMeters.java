package io.github.dcie.micrometer;

import io.github.dcie.AdvanceOutcome;
import io.github.dcie.AdvanceOutcome.Idle;
import io.github.dcie.CompletedExport;
import io.github.dcie.Condition;
import io.github.dcie.ExportEvent.ExportCommitted;
import io.github.dcie.ExportType;
import io.github.dcie.StateStoreException;
import io.github.dcie.StepAction;
import io.github.dcie.UnusableStateException;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** What is measured of one job. Thread-safe; gauges are read without a lock. */
final class JobMeters {

    private static final String COMMITTED = "committed";
    private static final String FAILED = "failed";

    private final Meters meters;
    private final InstantSource clock;
    private final Duration staleAfter;
    private final Set<Condition.Kind> seenKinds = EnumSet.noneOf(Condition.Kind.class);
    private volatile LastStep last;
    private boolean removed;

    /** Registers what is there from the beginning, so that a counter's first increment is an increase for those who watch. */
    JobMeters(Meters meters, InstantSource clock, Duration staleAfter) {
        this.meters = meters;
        this.clock = clock;
        this.staleAfter = staleAfter;
        last = LastStep.none(clock.instant());
        meters.gauge(ExportMeter.LAG, Tags.empty(), () -> last.lag(clock.instant()));
        meters.gauge(ExportMeter.HISTORY_LEFT, Tags.empty(), () -> last.historyLeft(clock.instant()));
        meters.gauge(ExportMeter.STEP_AGE, Tags.empty(), () -> last.age(clock.instant()));
        atLastStep(ExportMeter.WINDOWS_BEHIND, Tags.empty(), LastStep::windowsBehind);
        atLastStep(ExportMeter.WINDOWS_OPEN, Tags.empty(), LastStep::openWindows);
        atLastStep(ExportMeter.EVENTS_PENDING, Tags.empty(), LastStep::pendingEvents);
        atLastStep(ExportMeter.BLOCKED, Tags.empty(), LastStep::blocked);
        for (ExportType type : ExportType.values()) {
            meters.counter(ExportMeter.EXPORTS, exports(type, COMMITTED));
            meters.counter(ExportMeter.EXPORTS, exports(type, FAILED));
            meters.counter(ExportMeter.EXPORTS_BILLED, ofType(type));
            meters.timer(ExportMeter.EXPORT_DURATION, ofType(type));
        }
    }

    /** A step has answered. */
    synchronized void answered(AdvanceOutcome outcome, Duration took) {
        if (removed) {
            return;
        }
        last = last.then(outcome, clock.instant());
        String word = outcome.fold(progressed -> "progressed", idle -> "idle", blocked -> "blocked");
        String reason = outcome instanceof Idle idle ? idle.reason().name() : "none";
        step(word, reason, took);
        for (Condition.Kind kind : LastStep.conditions(outcome)) {
            if (seenKinds.add(kind)) {
                atLastStep(
                        ExportMeter.CONDITION,
                        Tags.of(TagKeys.KIND, kind.name()),
                        answer -> LastStep.holds(answer, kind));
            }
        }
        outcome.actions().stream()
                .filter(action -> action.kind() == StepAction.Kind.FAIL)
                .forEach(this::failed);
        outcome.events().stream()
                .filter(ExportCommitted.class::isInstance)
                .map(ExportCommitted.class::cast)
                .forEach(this::committed);
    }

    /** A step has thrown. */
    synchronized void threw(Throwable thrown, Duration took) {
        if (!removed) {
            step(FAILED, reason(thrown), took);
        }
    }

    /** Takes everything out of the registry, for good. */
    synchronized void remove() {
        removed = true;
        meters.removeAll();
    }

    private void step(String outcome, String reason, Duration took) {
        meters.timer(ExportMeter.STEP_DURATION, Tags.of(TagKeys.OUTCOME, outcome, TagKeys.REASON, reason))
                .record(took);
    }

    private void failed(StepAction action) {
        ExportType type = action.window().isPresent() ? ExportType.INCREMENTAL_EXPORT : ExportType.FULL_EXPORT;
        meters.counter(ExportMeter.EXPORTS, exports(type, FAILED)).increment();
    }

    private void committed(ExportCommitted event) {
        CompletedExport export = event.export();
        meters.counter(ExportMeter.EXPORTS, exports(event.exportType(), COMMITTED))
                .increment();
        meters.counter(ExportMeter.EXPORTS_BILLED, ofType(event.exportType())).increment((double) export.billedBytes());
        meters.timer(ExportMeter.EXPORT_DURATION, ofType(event.exportType()))
                .record(Duration.between(export.startedAt(), export.completedAt()));
    }

    private void atLastStep(ExportMeter meter, Tags tags, ToDoubleFunction<AdvanceOutcome> value) {
        meters.gauge(meter, tags, () -> last.unlessStale(clock.instant(), staleAfter, value));
    }

    private static Tags exports(ExportType type, String outcome) {
        return ofType(type).and(TagKeys.OUTCOME, outcome);
    }

    private static Tags ofType(ExportType type) {
        return Tags.of(TagKeys.TYPE, type.name());
    }

    private static String reason(Throwable thrown) {
        if (thrown instanceof UnusableStateException) {
            return "UNUSABLE_STATE";
        }
        return thrown instanceof StateStoreException ? "STATE_STORE" : "ERROR";
    }
}
