package io.github.dcie.core.internal.facts;

import com.google.common.collect.Comparators;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What DescribeContinuousBackups says of the table: the facts that decide about gaps (G1). */
public sealed interface PitrStatus {

    /**
     * Point-in-time recovery is on.
     *
     * @param earliest history reaches back to here
     * @param latest the latest restorable time: DynamoDB's own clock, typically five minutes behind (API reference,
     *     PointInTimeRecoveryDescription)
     * @param days the retention, 1 to 35
     * @param date DynamoDB's own clock, as the answer's Date header tells it, if it has one
     */
    record On(Instant earliest, Instant latest, int days, Optional<Instant> date) implements PitrStatus {

        /** By how much DynamoDB's clock may differ from an application's (Developer Guide, S3DataExport). */
        private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

        /** DynamoDB's clock is at most this far ahead of the latest restorable time (W3). */
        static final Duration REACH = Duration.ofMinutes(10);

        /** By how much two answers about the same beginning of the history may differ. */
        static final Duration JITTER = Duration.ofSeconds(5);

        /** An answer without a Date header. */
        public On(Instant earliest, Instant latest, int days) {
            this(earliest, latest, days, Optional.empty());
        }

        /**
         * What DynamoDB's clock shows at least: by it a window is over or not (W3). It is never behind what can be restored,
         * whatever a proxy or a local clock says.
         */
        @Override
        public Instant clock(Instant now) {
            return Comparators.max(date.orElse(now.minus(CLOCKS_DIFFER)), latest);
        }

        /** The latest that it can be by DynamoDB's clock. */
        public Instant horizon() {
            return latest.plus(REACH);
        }

        /** The local time, put right as far as DynamoDB's clock shows it to be ahead or behind. */
        @Override
        public Instant trusted(Instant now) {
            Instant notBehind = now.isBefore(latest) ? latest : now;
            return (notBehind.isAfter(horizon()) ? horizon() : notBehind).truncatedTo(ChronoUnit.SECONDS);
        }

        public boolean reachesBackTo(Instant needed) {
            return !earliest.isAfter(needed);
        }

        /**
         * The full export's time: a whole second that can be restored, if there is one (W1). Right after recovery
         * was switched on, its beginning may be reported a second later by the next answer: the first window must not
         * seem to lie before it, so there is room between the two (G1).
         *
         * @param earlier so long before the latest that can be restored, if history reaches back so far (P4)
         * @param after and later than this
         */
        public Optional<Instant> fullExportTime(Duration earlier, Optional<Instant> after) {
            Instant newest = latest.truncatedTo(ChronoUnit.SECONDS);
            return Stream.of(newest.minus(earlier), newest)
                    .filter(time -> reachesBackTo(time.minus(JITTER)))
                    .filter(time -> after.map(time::isAfter).orElse(true))
                    .findFirst();
        }
    }

    /** The local time, put right as far as DynamoDB's clock is known. */
    default Instant trusted(Instant now) {
        return now;
    }

    /** What DynamoDB's clock shows at least, as far as it is known. */
    default Instant clock(Instant now) {
        return now;
    }

    /** Point-in-time recovery is off: DynamoDB keeps no history (G3). */
    record Off() implements PitrStatus {}

    /** There is no such table. */
    record NoTable() implements PitrStatus {}

    /** It could not be asked. */
    record Unanswered(Trouble trouble) implements PitrStatus {}

    /** What it is; exhaustive. */
    default <R> R fold(Function<On, R> on, Supplier<R> off, Supplier<R> noTable, Function<Unanswered, R> unanswered) {
        if (this instanceof On its) {
            return on.apply(its);
        } else if (this instanceof Off) {
            return off.get();
        }
        return this instanceof NoTable ? noTable.get() : unanswered.apply((Unanswered) this);
    }
}
