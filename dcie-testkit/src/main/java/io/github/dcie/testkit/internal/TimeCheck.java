package io.github.dcie.testkit.internal;

import io.github.dcie.ExportWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The rules on the times of an export, in the service's order: the window by itself, then whether there is recovery at
 * all, then whether its history reaches back far enough.
 */
final class TimeCheck {

    private static final Duration ANOTHER_CLOCK = Duration.ofDays(100);

    private TimeCheck() {}

    /** The window of an incremental export. Fractions of seconds are dropped: every real manifest shows none. */
    static ExportWindow window(EmulatedTable table, ExportParameters.Period period, Instant now) {
        Instant from = period.from().truncatedTo(ChronoUnit.SECONDS);
        Instant to = period.to().orElse(now).truncatedTo(ChronoUnit.SECONDS);
        if (!from.isBefore(to)) {
            throw ServiceErrors.invalidTime("Incremental export period from time should not be greater or equal to"
                    + " incremental export period to time");
        }
        if (to.isAfter(now)) {
            throw ServiceErrors.invalidTime(
                    "Incremental export period to time cannot be greater than the current time : " + now
                            + otherClock(to, now));
        }
        if (from.isBefore(table.createdAt())) {
            throw ServiceErrors.invalidTime("Incremental export period from time cannot be less than the table creation"
                    + " time : " + table.createdAt());
        }
        Duration length = Duration.between(from, to);
        if (length.compareTo(ExportWindow.SHORTEST) < 0) {
            throw ServiceErrors.invalidTime("Difference between export period from time and export period to time is"
                    + " less than 15 minutes");
        }
        if (length.compareTo(ExportWindow.LONGEST) > 0) {
            throw ServiceErrors.invalidTime("Difference between export period from time and export period to time is"
                    + " greater than 24 hours");
        }
        requireRecovery(table);
        if (from.isBefore(table.recovery().earliest(now))) {
            throw ServiceErrors.invalidTime("Incremental export period from time cannot be less than the earliest"
                    + " restorable time : " + table.recovery().earliest(now));
        }
        return new ExportWindow(from, to);
    }

    /** The time of a full export. One that is not given is the request's, whatever can be restored by then. */
    static Instant exportTime(EmulatedTable table, Optional<Instant> asked, Instant now) {
        requireRecovery(table);
        if (asked.isEmpty()) {
            return now;
        }
        Instant time = asked.get();
        if (time.isAfter(now) || time.isBefore(table.recovery().earliest(now))) {
            throw ServiceErrors.invalidTime("Export Time is invalid" + otherClock(time, now));
        }
        if (time.isAfter(table.recovery().latest(now))) {
            throw ServiceErrors.invalidTime("Point in Time Recovery is not available for specified export time");
        }
        return time;
    }

    /** Nobody's clock is so far ahead: who asks has another one than this emulator's. */
    private static String otherClock(Instant asked, Instant now) {
        return Duration.between(now, asked).compareTo(ANOTHER_CLOCK) > 0
                ? " (the emulator's clock shows " + now + ", the caller asks for " + asked
                        + ": give the coordinator clock(emulator.clock()))"
                : "";
    }

    private static void requireRecovery(EmulatedTable table) {
        if (!table.recovery().isEnabled()) {
            throw ServiceErrors.recoveryUnavailable(table.arn().tableName());
        }
    }
}
