package io.github.dcie.core.internal.model;

import io.github.dcie.core.internal.timing.Backoff;
import java.time.Duration;
import java.time.Instant;

/**
 * DynamoDB has answered a request with a definite no. It is asked again, ever more slowly: after as long as it has been
 * refusing, up to half an hour, or two minutes where it is only a matter of room (F2).
 *
 * @param reason why
 * @param first when it said so first
 * @param last when it said so last
 */
public record Refusal(Reason reason, Instant first, Instant last) {

    private static final Backoff BACKOFF = new Backoff(Duration.ofMinutes(1), Duration.ofMinutes(30));

    /** At the very end of a window "not yet" is a matter of seconds (F8). */
    private static final Backoff FOR_TIME = new Backoff(Duration.ofSeconds(20), Duration.ofMinutes(30));

    /**
     * Room comes with the next export that ends, whoever's it is, and is taken by who asks next: one who asks every half
     * hour comes at the same place of a 15-minute cycle each time, and waits for hours.
     */
    private static final Backoff FOR_ROOM = new Backoff(Duration.ofMinutes(1), Duration.ofMinutes(2));

    private static final Duration WRONG_CLOCK = Duration.ofHours(2);

    /** Why a request was refused. */
    public enum Reason {
        /** InvalidExportTimeException: never by itself a verdict (F8). */
        TIME,
        /** ExportConflictException: our token with other parameters, so an export may exist (T4). */
        CONFLICT,
        /** LimitExceededException (F2). */
        QUOTA,
        /** The call was refused, not the export: permission, credentials, clock or endpoint (F9). */
        ACCESS,
        /** ValidationException. */
        INVALID,
        /** Recovery is off or the table is gone; the facts of the next step tell which. */
        FACTS,
        /** What it would export has left the retention, and no export of it is known: this step did not ask. */
        GONE
    }

    /** The export may exist in spite of the answer, so it is looked for before it is asked for again (T3). */
    public boolean mayHideAnExport() {
        return reason == Reason.TIME || reason == Reason.CONFLICT;
    }

    /** Nobody has asked for so long, because what it would export is gone. */
    public boolean isGoneFor(Duration time) {
        return reason == Reason.GONE && !last.isBefore(first.plus(time));
    }

    public Instant askAgainAt() {
        return backoff().next(first, last);
    }

    public boolean mayAskAgain(Instant now) {
        return backoff().isOver(first, last, now);
    }

    private Backoff backoff() {
        return switch (reason) {
            case QUOTA -> FOR_ROOM;
            case TIME -> FOR_TIME;
            case CONFLICT, ACCESS, INVALID, FACTS, GONE -> BACKOFF;
        };
    }

    /** The next no. A clock that is hours late does not make it a new one (K7). */
    public Refusal again(Reason newReason, Instant at) {
        if (newReason != reason || first.isAfter(at.plus(WRONG_CLOCK))) {
            return new Refusal(newReason, at, at);
        }
        return at.isBefore(last) ? this : new Refusal(reason, first, at);
    }
}
