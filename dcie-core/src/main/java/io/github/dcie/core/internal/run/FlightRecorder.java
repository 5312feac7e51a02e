package io.github.dcie.core.internal.run;

import io.github.dcie.core.internal.effect.Performer;
import io.github.dcie.core.internal.guard.Reported;
import io.github.dcie.core.internal.recording.Recording;
import io.github.dcie.core.internal.turn.Begin;
import io.github.dcie.spi.StepRecorder;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands the record of a step to the user's recorder, if there is one (Q1). Used by one step. */
final class FlightRecorder {

    private static final Logger LOG = LoggerFactory.getLogger("io.github.dcie.core.ExportCoordinator");

    private final Optional<StepRecorder> recorder;
    private final Begin begin;
    private final Consumer<Throwable> threw;
    private Optional<Recording> recording = Optional.empty();

    FlightRecorder(Optional<StepRecorder> recorder, Begin begin, Consumer<Throwable> threw) {
        this.recorder = recorder;
        this.begin = begin;
        this.threw = threw;
    }

    /** The performer, recorded if somebody wants that. */
    Performer around(Performer performer) {
        recording = recorder.map(any -> new Recording(performer, begin));
        return recording.<Performer>map(each -> each).orElse(performer);
    }

    /** Whatever the recorder throws, the step has been made (S17). */
    void keep(Object end) {
        try {
            if (recording.isPresent() && recording.get().isWorthKeeping()) {
                recorder.orElseThrow().record(recording.get().line(end));
            }
        } catch (Throwable thrown) { // S17
            threw.accept(thrown);
            LOG.info(
                    "job {}: the step could not be recorded",
                    begin.settings().job().id(),
                    Reported.of(thrown));
        }
    }
}
