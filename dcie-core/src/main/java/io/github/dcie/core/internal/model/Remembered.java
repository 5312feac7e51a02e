package io.github.dcie.core.internal.model;

import io.github.dcie.ExportType;
import io.github.dcie.core.internal.timing.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a job remembers beside its chains.
 *
 * @param recoveryDays how far back point-in-time recovery reached when it was last looked at
 * @param lastAutomaticReset when a gap last began a new chain by itself
 * @param remindedAt when conditions that go on were last reminded of
 * @param operatorNumber the highest number of an operator's request that was acted on, in stores that number requests
 *     (K6)
 * @param newUpTo before the first export: how far the search for a sign of lost state has come (K5)
 * @param took how long exports took (P2)
 * @param signalledAt when a signal last came for an export that was still in progress (P3)
 */
public record Remembered(
        OptionalInt recoveryDays,
        Optional<Instant> lastAutomaticReset,
        Optional<Instant> remindedAt,
        OptionalLong operatorNumber,
        Optional<String> newUpTo,
        Durations took,
        Optional<Instant> signalledAt) {

    /** Nothing yet. */
    public static final Remembered NOTHING = new Remembered(
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalLong.empty(),
            Optional.empty(),
            Durations.UNKNOWN,
            Optional.empty());

    /** One that has seen no export end yet. */
    public Remembered(
            OptionalInt recoveryDays,
            Optional<Instant> lastAutomaticReset,
            Optional<Instant> remindedAt,
            OptionalLong operatorNumber,
            Optional<String> newUpTo) {
        this(
                recoveryDays,
                lastAutomaticReset,
                remindedAt,
                operatorNumber,
                newUpTo,
                Durations.UNKNOWN,
                Optional.empty());
    }

    public Remembered withRecoveryDays(int days) {
        return new Remembered(
                OptionalInt.of(days), lastAutomaticReset, remindedAt, operatorNumber, newUpTo, took, signalledAt);
    }

    public Remembered withLastAutomaticReset(Instant at) {
        return new Remembered(recoveryDays, Optional.of(at), remindedAt, operatorNumber, newUpTo, took, signalledAt);
    }

    public Remembered withRemindedAt(Instant at) {
        return new Remembered(
                recoveryDays, lastAutomaticReset, Optional.of(at), operatorNumber, newUpTo, took, signalledAt);
    }

    /** The number of a request that is acted on, unless a higher one was. */
    public Remembered withOperatorNumber(OptionalLong number) {
        boolean newer =
                number.isPresent() && (operatorNumber.isEmpty() || number.getAsLong() > operatorNumber.getAsLong());
        return newer
                ? new Remembered(recoveryDays, lastAutomaticReset, remindedAt, number, newUpTo, took, signalledAt)
                : this;
    }

    public Remembered withNewUpTo(Optional<String> exportId) {
        return new Remembered(
                recoveryDays, lastAutomaticReset, remindedAt, operatorNumber, exportId, took, signalledAt);
    }

    /** An export took so long. */
    public Remembered withDuration(ExportType type, Duration time) {
        return new Remembered(
                recoveryDays,
                lastAutomaticReset,
                remindedAt,
                operatorNumber,
                newUpTo,
                took.and(type, time),
                signalledAt);
    }

    /** A signal came too early. */
    public Remembered withSignalledAt(Instant at) {
        return new Remembered(
                recoveryDays, lastAutomaticReset, remindedAt, operatorNumber, newUpTo, took, Optional.of(at));
    }
}
